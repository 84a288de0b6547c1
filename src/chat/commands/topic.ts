/** TOPIC <channel> [<text>]: show or set the topic. https://modern.ircdocs.horse/#topic-message */
import type { Effect } from "../../protocol/effects.ts";
import { TOPIC_LENGTH_MAX } from "../../protocol/limits.ts";
import type { Channel } from "../channel.ts";
import { type CommandHandler, deliver, eventFrom, numeric } from "../effects.ts";
import { type Session, sourceOf } from "../user.ts";

export const topic: CommandHandler = (context) => {
  const { chat, session, message, stamped } = context;
  const [name, text] = message.params;

  if (!name) return [numeric(session, "ERR_NEEDMOREPARAMS", "TOPIC")];
  const channel = chat.channel(name);
  if (!channel) return [numeric(session, "ERR_NOSUCHCHANNEL", name)];
  if (!channel.has(session)) return [numeric(session, "ERR_NOTONCHANNEL", channel.name)];
  if (text === undefined) return showTopic(session, channel);

  const kept = [...text].slice(0, TOPIC_LENGTH_MAX).join("");
  const change = eventFrom(context, { command: "TOPIC", params: [channel.name, kept] });
  channel.topic = kept ? { text: kept, setBy: sourceOf(session.user), setAtMs: stamped.timeMs } : undefined;
  return [deliver(channel.audience(), session, change)];
};

export function showTopic(session: Session, channel: Channel): Effect[] {
  if (!channel.topic) return [numeric(session, "RPL_NOTOPIC", channel.name)];
  return [numeric(session, "RPL_TOPIC", channel.name, channel.topic.text)];
}
