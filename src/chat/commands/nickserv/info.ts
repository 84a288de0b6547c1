/** INFO [<account>] and STATUS <nick>: whose a name is. */
import type { Effect } from "../../../protocol/effects.ts";
import type { Chat } from "../../chat.ts";
import { type CommandContext, notice } from "../../effects.ts";

export function accountInfo({ chat, session, user }: CommandContext, [name]: readonly string[]): Effect[] {
  const account = name === undefined ? user.account : chat.accounts.named(name);
  if (!account) {
    if (name === undefined) return [notice(session, "NickServ", { name: "not-logged-in" })];
    return [notice(session, "NickServ", { name: "account-unknown", params: [name] })];
  }
  const since = new Date(account.registeredAtMs).toISOString();
  const told = notice(session, "NickServ", { name: "account-info", params: [account.name, since] });
  // Where mail reaches somebody is nobody else's business.
  const mayKnow = account === user.account || user.isOperator;
  if (!mayKnow || account.email === undefined) return [told];
  return [told, notice(session, "NickServ", { name: "account-email", params: [account.email] })];
}

/**
 * As programs ask it of NickServ: 3 where the account of that name has it, 1 where that is not so, 0 where there is no such account.
 * They trust a 3, so it is not said of who is logged in and is called like nobody.
 */
export function nickStatus(
  { chat, session, user }: CommandContext,
  [nick = user.nick]: readonly string[],
): Effect[] {
  const params = [nick, statusOf(chat, nick)];
  return [notice(session, "NickServ", { name: "nick-status", params })];
}

function statusOf({ accounts, nicks }: Chat, nick: string): string {
  const owner = accounts.named(nick);
  if (!owner) return "0";
  return nicks.user(nick)?.account === owner ? "3" : "1";
}
