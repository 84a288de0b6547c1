/** RECLAIM [<nick>]: who is called like an account and is not its owner loses the name to the owner. */
import { type Effect, NO_SESSION } from "../../../protocol/effects.ts";
import { type CommandContext, notice, numeric } from "../../effects.ts";
import { isBannedAs } from "../../moderation/banned.ts";
import { becomeNameless, changeNick } from "../../nick-change.ts";

export function reclaim(context: CommandContext, [wanted]: readonly string[]): Effect[] {
  const { chat, session, user } = context;
  const { account } = user;

  if (!account) return [notice(session, "NickServ", { name: "not-logged-in" })];
  if (wanted !== undefined && chat.accounts.named(wanted) !== account)
    return [notice(session, "NickServ", { name: "not-yours", params: [wanted] })];
  const { name } = account;
  if (user.nick === name) return [notice(session, "NickServ", { name: "reclaimed", params: [name] })];

  if (isBannedAs(context, session, name)) return [numeric(session, "ERR_ERRONEUSNICKNAME", name)];

  const holder = chat.nicks.holder(name, user);
  const [device = { id: NO_SESSION }] = holder?.sessions ?? [];
  const freed = holder ? becomeNameless(context, { id: device.id, user: holder }) : [];
  return [
    ...freed,
    ...changeNick(context, session, name),
    notice(session, "NickServ", { name: "reclaimed", params: [name] }),
  ];
}
