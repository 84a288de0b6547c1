/** DROP [<account>] [<code>]: take an account away, asked twice. */
import type { Effect } from "../../../protocol/effects.ts";
import { fnv1aHex } from "../../../protocol/fnv.ts";
import type { Account } from "../../accounts/account.ts";
import { type Ending, endAccount } from "../../accounts/ending.ts";
import { acted, type CommandContext, notice } from "../../effects.ts";

export function dropAccount(context: CommandContext, words: readonly string[]): Effect[] {
  return endAskedTwice(context, words, "dropped");
}

/** @param words the account, or none for one's own, and the code that was asked for. */
export function endAskedTwice(context: CommandContext, words: readonly string[], ending: Ending): Effect[] {
  const { chat, session, user } = context;
  const [name, code] = words;

  const account = name === undefined ? user.account : chat.accounts.named(name);
  if (!account) return [notice(session, "NickServ", refusalFor(name))];
  if (account !== user.account && !user.isOperator)
    return [notice(session, "NickServ", { name: "not-yours", params: [account.name] })];
  const expected = codeFor(account, ending);
  if (code !== expected) {
    const params = [account.name, expected];
    return [notice(session, "NickServ", { name: CONFIRMATIONS[ending], params })];
  }

  const asked = endAccount(context, session, { account, ending });
  if (account === user.account) return [asked];
  return [asked, acted(context, ACTS[ending], { target: account.name })];
}

const ACTS = { dropped: "drop", erased: "erase" } as const;

const CONFIRMATIONS = { dropped: "confirm-drop", erased: "confirm-erase" } as const;

function refusalFor(name: string | undefined) {
  if (name === undefined) return { name: "not-logged-in" } as const;
  return { name: "account-unknown", params: [name] } as const;
}

/** Not a secret: it only has to be typed by somebody who has read what will happen, and for that alone. */
function codeFor({ id, registeredAtMs }: Account, ending: Ending): string {
  return fnv1aHex(`${ending} ${id} ${registeredAtMs}`);
}
