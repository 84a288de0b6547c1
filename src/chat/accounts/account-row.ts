/** An account as a row that outlives a restart. */
import type { AccountRecord } from "../../protocol/account.ts";
import type { LastingRow, LastingWrite } from "../../protocol/lasting.ts";
import { type Moment, takePlace } from "../effects.ts";
import { DEFAULT_ACCOUNT_SETTINGS } from "./account.ts";

/** Takes its place among what the entry does. */
export function accountWrite(moment: Moment, account: AccountRecord): LastingWrite {
  return { ...rowOf(moment, account.id), value: JSON.stringify(account) };
}

/** Takes the account away. */
export function accountRemoval(moment: Moment, { id }: Pick<AccountRecord, "id">): LastingWrite {
  return rowOf(moment, id);
}

function rowOf(moment: Moment, key: string): LastingWrite {
  return { write: "lasting", kind: "account", key, ...takePlace(moment), hasHappened: false };
}

/** What a row says; settings that came later have their defaults. @throws SyntaxError for no JSON, TypeError for no account. */
export function readAccount({ value }: LastingRow): AccountRecord {
  // Written above, into a file that is ours.
  const parts = JSON.parse(value) as AccountRecord;
  // Without these, nobody could say whose it is; whatever else is missing harms nobody.
  const needed: readonly unknown[] = [
    parts.id,
    parts.name,
    parts.credential?.salt,
    parts.credential?.storedKey,
  ];
  if (needed.some((part) => typeof part !== "string")) throw new TypeError("this is no account");
  return { ...parts, settings: { ...DEFAULT_ACCOUNT_SETTINGS, ...parts.settings } };
}
