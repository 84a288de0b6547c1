/** PART <channel>: leave a channel. https://modern.ircdocs.horse/#part-message */
import { type CommandHandler, deliver, eventFrom, numeric } from "../effects.ts";

export const part: CommandHandler = (context) => {
  const { chat, session, message } = context;
  const [name] = message.params;

  if (!name) return [numeric(session, "ERR_NEEDMOREPARAMS", "PART")];
  const channel = chat.channel(name);
  if (!channel) return [numeric(session, "ERR_NOSUCHCHANNEL", name)];
  if (!channel.has(session)) return [numeric(session, "ERR_NOTONCHANNEL", channel.name)];

  chat.leave(session, channel);
  const left = eventFrom(context, { command: "PART", params: [channel.name] });
  return [deliver([session.id], session, left)];
};
