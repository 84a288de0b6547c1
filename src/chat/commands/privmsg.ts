/** PRIVMSG <target> <text>: say something to a channel or a person. https://modern.ircdocs.horse/#privmsg-message */
import type { Effect } from "../../protocol/effects.ts";
import { foldChannel } from "../../protocol/names.ts";
import type { Channel } from "../channel.ts";
import {
  type CommandContext,
  type CommandHandler,
  deliverStored,
  eventFrom,
  numeric,
  record,
} from "../effects.ts";
import type { Session } from "../user.ts";

export const privmsg: CommandHandler = (context) => {
  const { chat, session, message } = context;
  const [target = "", text = ""] = message.params;

  if (target === "") return [numeric(session, "ERR_NORECIPIENT", message.command)];
  if (text === "") return [numeric(session, "ERR_NOTEXTTOSEND")];
  if (!target.startsWith("#")) {
    const other = chat.sessionByNick(target);
    return other ? sayTo(context, other) : [numeric(session, "ERR_NOSUCHNICK", target)];
  }
  const channel = chat.channel(target);
  if (!channel) return [numeric(session, "ERR_NOSUCHCHANNEL", target)];
  if (!channel.has(session)) return [numeric(session, "ERR_CANNOTSENDTOCHAN", channel.name)];
  return sayIn(context, channel);
};

function sayIn(context: CommandContext, channel: Channel): Effect[] {
  const { session, message } = context;
  const [, text = ""] = message.params;
  const said = eventFrom(context, { command: message.command, params: [channel.name, text] });
  return [record(context, said, foldChannel(channel.name)), deliverStored(channel.audience(), session, said)];
}

function sayTo(context: CommandContext, other: Session): Effect[] {
  const { session, message } = context;
  const [, text = ""] = message.params;
  const said = eventFrom(context, { command: message.command, params: [other.user.nick, text] });
  const pair = [session.user.id, other.user.id].sort().join(" ");
  const to = other === session ? [session.id] : [other.id, session.id];
  return [record(context, said, pair), deliverStored(to, session, said)];
}
