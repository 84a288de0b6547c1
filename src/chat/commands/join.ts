/** JOIN <channel>: enter a channel, made where there is none. https://modern.ircdocs.horse/#join-message */
import { CHANNELS_MAX, CHANNELS_PER_USER_MAX } from "../../protocol/limits.ts";
import { isChannelName } from "../../protocol/names.ts";
import { type CommandHandler, deliver, eventFrom, numeric } from "../effects.ts";
import { showTopic } from "./topic.ts";

export const join: CommandHandler = (context) => {
  const { chat, session, message } = context;
  const [name] = message.params;

  if (!name) return [numeric(session, "ERR_NEEDMOREPARAMS", "JOIN")];
  if (!isChannelName(name)) return [numeric(session, "ERR_BADCHANMASK", name)];
  const existing = chat.channel(name);
  const isFull = session.channels.size >= CHANNELS_PER_USER_MAX;
  if (isFull && !existing?.has(session)) return [numeric(session, "ERR_TOOMANYCHANNELS", name)];
  if (!existing && chat.channelCount >= CHANNELS_MAX) return [numeric(session, "ERR_TOOMANYCHANNELS", name)];

  const channel = existing ?? chat.createChannel(name);
  chat.enter(session, channel);
  const entered = eventFrom(context, { command: "JOIN", params: [channel.name] });
  // Plain text shows joins to nobody but the one who joins: tutorial programs count replies.
  const effects = [deliver([session.id], session, entered)];
  return channel.topic ? [...effects, ...showTopic(session, channel)] : effects;
};
