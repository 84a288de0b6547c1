/** INFO [<account>] and STATUS <nick>: whose a name is. */
import type { Effect } from "../../../protocol/effects.ts";
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

/** As programs ask it of NickServ: 3 logged in, 2 there, 1 registered and somebody else's, 0 nobody's. */
export function nickStatus(
  { chat, session, user }: CommandContext,
  [nick = user.nick]: readonly string[],
): Effect[] {
  const params = [nick, statusOf(chat.nicks.user(nick)?.account !== undefined, { chat, nick })];
  return [notice(session, "NickServ", { name: "nick-status", params })];
}

function statusOf(
  isLoggedIn: boolean,
  { chat, nick }: Pick<CommandContext, "chat"> & { readonly nick: string },
): string {
  if (isLoggedIn) return "3";
  if (chat.accounts.named(nick)) return "1";
  return "0";
}
