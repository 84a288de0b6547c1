/** PART <channel>{,<channel>} [<reason>]: leave channels. https://modern.ircdocs.horse/#part-message */
import type { Effect } from "../../protocol/effects.ts";
import { isShownToAll, presenceOf } from "../audience.ts";
import type { Channel } from "../channel.ts";
import { type CommandContext, type CommandHandler, deliver, eventFrom, numeric } from "../effects.ts";
import { recordEvent } from "../event-records.ts";
import { inherit } from "../inheritance.ts";
import { isVisibleChannel } from "../visibility.ts";

export const part: CommandHandler = (context) => {
  const [names = "", reason] = context.message.params;
  return names.split(",").flatMap((name) => partOne(context, name, reason));
};

function partOne(context: CommandContext, name: string, reason: string | undefined): Effect[] {
  const { chat, session, user } = context;

  if (name === "") return [];
  const channel = chat.channel(name);
  if (!channel || !isVisibleChannel(channel, user)) return [numeric(session, "ERR_NOSUCHCHANNEL", name)];
  if (!channel.has(user)) return [numeric(session, "ERR_NOTONCHANNEL", channel.name)];

  return partChannel(context, channel, reason);
}

/** The user is in the channel and leaves it. */
export function partChannel(context: CommandContext, channel: Channel, reason?: string): Effect[] {
  const { chat, user } = context;
  const membership = channel.membership(user);
  if (!membership) return [];
  const audience = presenceOf(membership);
  const params = reason ? [channel.name, reason] : [channel.name];
  const left = eventFrom(context, { command: "PART", params });
  const records = isShownToAll(membership) ? [recordEvent(context, left)] : [];
  chat.channels.leave(user, channel);
  return [...records, deliver(context, audience, left), ...inherit(context, membership)];
}
