/** What lasts of an account, and what is written so that nothing of it does. docs/database.md */
import type { ForgetWrite } from "../../protocol/history.ts";
import type { LastingWrite } from "../../protocol/lasting.ts";
import { type Moment, takePlace } from "../effects.ts";
import { markerRemovals } from "../markers/marker-row.ts";
import { metadataRemovals } from "../metadata/rows.ts";
import { presenceRemoval } from "../presence/presence-row.ts";
import { writesToForget as writesInChannels } from "../registered/forgetting.ts";
import type { Account } from "./account.ts";
import { accountRemoval } from "./account-row.ts";

/** Every module that keeps something of accounts has its line here; in registered channels others take the account's place. */
export function writesToForget(moment: Moment, account: Account): LastingWrite[] {
  return [
    accountRemoval(moment, account),
    presenceRemoval(moment, account),
    ...markerRemovals(moment, account),
    ...metadataRemovals(moment, account),
    ...writesInChannels(moment, account),
  ];
}

/**
 * Something of the account may have been on its way to the disk while its end was: all of it is written once more, as it is then.
 * To be called while the account is known.
 */
export function forgetAgain(moment: Moment, account: Account): void {
  for (const { kind, key } of writesToForget(moment, account)) moment.chat.unsaved.mark(kind, key);
}

/** Takes away everything that the account has said so far. What others have said to it is theirs. */
export function forgetWords(moment: Moment, { id }: Pick<Account, "id">): ForgetWrite {
  return { write: "forget", ...takePlace(moment), senderId: id };
}
