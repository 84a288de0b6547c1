/** TOPIC <channel> [<text>]: show or set the topic. https://modern.ircdocs.horse/#topic-message */
import type { Effect } from "../../protocol/effects.ts";
import type { Channel } from "../channel.ts";
import { type CommandHandler, deliver, eventFrom, numeric } from "../effects.ts";
import { recordEvent } from "../event-records.ts";
import { RANK } from "../membership.ts";
import { rankIn } from "../ranks.ts";
import { markChanged } from "../registered/channel-row.ts";
import { cutTopic } from "../texts.ts";
import { hostmask, type Session } from "../user.ts";
import { isVisibleChannel } from "../visibility.ts";

export const topic: CommandHandler = (context) => {
  const { chat, session, user, message, stamped } = context;
  const [name, text] = message.params;

  const channel = chat.channel(name);
  if (!channel || !isVisibleChannel(channel, user))
    return [numeric(session, "ERR_NOSUCHCHANNEL", name ?? "")];
  if (!channel.has(user) && !user.isOperator) return [numeric(session, "ERR_NOTONCHANNEL", channel.name)];
  if (text === undefined) return topicReplies(session, channel);
  const isLocked = channel.flags.has("topic-lock");
  if (isLocked && rankIn(channel, user) < RANK.halfop) {
    return [numeric(session, "ERR_CHANOPRIVSNEEDED", channel.name)];
  }

  const kept = cutTopic(text);
  const change = eventFrom(context, { command: "TOPIC", params: [channel.name, kept] });
  channel.topic = kept ? { text: kept, setBy: hostmask(user.source), setAtMs: stamped.timeMs } : undefined;
  markChanged(chat, channel);
  return [recordEvent(context, change), deliver(context, channel.audience(), change)];
};

export function topicReplies(session: Session, { name, topic: current }: Channel): Effect[] {
  if (!current) return [numeric(session, "RPL_NOTOPIC", name)];
  return [
    numeric(session, "RPL_TOPIC", name, current.text),
    numeric(session, "RPL_TOPICWHOTIME", name, current.setBy, String(Math.floor(current.setAtMs / 1000))),
  ];
}
