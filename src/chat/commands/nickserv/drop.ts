/** DROP [<account>] [<code>]: take an account away, asked twice. */
import type { Effect } from "../../../protocol/effects.ts";
import { fnv1aHex } from "../../../protocol/fnv.ts";
import { displayName } from "../../../protocol/message.ts";
import type { Account } from "../../accounts/account.ts";
import { type Ending, endAccount } from "../../accounts/ending.ts";
import { type CommandContext, notice } from "../../effects.ts";

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

  const by = account === user.account ? undefined : displayName(user.source);
  return [endAccount(context, session, { account, ending, by })];
}

const CONFIRMATIONS = { dropped: "confirm-drop", erased: "confirm-erase" } as const;

function refusalFor(name: string | undefined) {
  if (name === undefined) return { name: "not-logged-in" } as const;
  return { name: "account-unknown", params: [name] } as const;
}

/** Not a secret: it only has to be typed by somebody who has read what will happen, and for that alone. */
function codeFor({ id, registeredAtMs }: Account, ending: Ending): string {
  return fnv1aHex(`${ending} ${id} ${registeredAtMs}`);
}
