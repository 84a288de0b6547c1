/** RENAME <channel> <new name> [<reason>]: a channel goes on under another name. https://ircv3.net/specs/extensions/channel-rename */
import { capabilities } from "../../protocol/capabilities.ts";
import type { ChatEvent, Effect } from "../../protocol/effects.ts";
import { isChannelName } from "../../protocol/names.ts";
import type { Channel } from "../channel.ts";
import {
  type CommandContext,
  type CommandHandler,
  deliver,
  deliverToAble,
  eventFrom,
  fail,
  numeric,
} from "../effects.ts";
import { recordRename } from "../event-records.ts";
import { moveMarkers } from "../markers/moving.ts";
import { RANK } from "../membership.ts";
import { rankIn } from "../ranks.ts";
import { markChanged } from "../registered/channel-row.ts";
import { cutKickReason } from "../texts.ts";
import { isVisibleChannel } from "../visibility.ts";

export const rename: CommandHandler = (context) => {
  const { chat, session, user, message } = context;
  const [before = "", after = "", reason = ""] = message.params;

  const channel = chat.channel(before);
  if (!channel || !isVisibleChannel(channel, user)) return [numeric(session, "ERR_NOSUCHCHANNEL", before)];
  // Operators too: they would not be told what has come of it.
  if (!channel.has(user)) return [numeric(session, "ERR_NOTONCHANNEL", channel.name)];
  // What a registered channel is called is its founder's business.
  const needed = channel.lasts ? RANK.founder : RANK.operator;
  if (rankIn(channel, user) < needed) return [numeric(session, "ERR_CHANOPRIVSNEEDED", channel.name)];
  // Guests arrive in the default channel, by its name.
  const isDefault = channel === chat.channels.default;
  const isImpossible = !isChannelName(after) || chat.channels.purgeOf(after) !== undefined;
  // What is on its way to the disk is so under the name that the disk was told.
  if (isDefault || isImpossible || channel.pending.length > 0)
    return [fail(context, "CANNOT_RENAME", channel.name, after)];
  if (chat.channels.holder(after, channel))
    return [fail(context, "CHANNEL_NAME_IN_USE", channel.name, after)];
  if (after === channel.name) return [];

  const renamed = eventFrom(context, {
    command: "RENAME",
    params: [channel.name, after, cutKickReason(reason)],
  });
  const isSameName = chat.channel(after) === channel;
  const record = recordRename(context, renamed, channel);
  const fold = chat.casemapping.channel;
  const moved = moveMarkers(context, fold(channel.name), fold(after));
  markChanged(chat, channel);
  chat.channels.rename(channel, after);
  markChanged(chat, channel);
  if (isSameName) return [record, ...tellOfCase(context, channel, renamed)];
  return [record, ...moved, deliver(context, channel.audience(), renamed)];
};

/** For IRC programs that cannot read RENAME it is the same channel still: only its case is new. */
function tellOfCase(context: CommandContext, channel: Channel, renamed: ChatEvent): Effect[] {
  const readers = channel.presenceAudience();
  const others = channel.audience().filter((id) => !readers.includes(id));
  return [
    deliverToAble(context, { to: readers, needs: capabilities("draft/channel-rename") }, renamed),
    ...(others.length === 0 ? [] : [deliver(context, others, renamed)]),
  ];
}
