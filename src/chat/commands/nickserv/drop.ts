/** DROP <account> [<code>]: take an account away, asked twice. */
import type { Effect } from "../../../protocol/effects.ts";
import { fnv1aHex } from "../../../protocol/fnv.ts";
import type { Account } from "../../accounts/account.ts";
import { drop } from "../../accounts/changes.ts";
import { type CommandContext, notice } from "../../effects.ts";

export function dropAccount(context: CommandContext, words: readonly string[]): Effect[] {
  const { chat, session, user } = context;
  const [name, code] = words;

  const account = name === undefined ? user.account : chat.accounts.named(name);
  if (!account) return [notice(session, "NickServ", refusalFor(name))];
  if (account !== user.account && !user.isOperator)
    return [notice(session, "NickServ", { name: "not-yours", params: [account.name] })];
  const expected = dropCode(account);
  if (code !== expected)
    return [notice(session, "NickServ", { name: "confirm-drop", params: [account.name, expected] })];

  return [drop(context, session, account)];
}

function refusalFor(name: string | undefined) {
  if (name === undefined) return { name: "not-logged-in" } as const;
  return { name: "account-unknown", params: [name] } as const;
}

/** Not a secret: it only has to be typed by somebody who has read what will happen. */
function dropCode({ id, registeredAtMs }: Account): string {
  return fnv1aHex(`${id} ${registeredAtMs}`);
}
