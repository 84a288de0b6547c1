/** MODE <channel> [<changes>]: what a channel allows and who is what in it. https://modern.ircdocs.horse/#mode-message */
import type { Effect } from "../../protocol/effects.ts";
import { MODES_PER_COMMAND_MAX } from "../../protocol/limits.ts";
import {
  CHANNEL_MODE_CHANGES,
  formatModeChanges,
  type ModeChange,
  parseModeChanges,
} from "../../protocol/modes.ts";
import type { Channel } from "../channel.ts";
import { channelModes, FLAGS } from "../channel-modes.ts";
import { type CommandContext, type CommandHandler, numeric } from "../effects.ts";
import { RANK } from "../membership.ts";
import { announceModes } from "../mode-announcement.ts";
import { applied, type ModeRequest, type Outcome, UNCHANGED, unprivileged } from "../mode-request.ts";
import { actedIn } from "../moderation/acted-in.ts";
import { rankIn } from "../ranks.ts";
import { markChanged } from "../registered/channel-row.ts";
import { isVisibleChannel } from "../visibility.ts";
import { changeList, listReplies } from "./mask-list-mode.ts";
import { changeParam } from "./param-mode.ts";
import { changePrefix } from "./prefix-mode.ts";

export const channelMode: CommandHandler = (context) => {
  const { chat, session, user, message } = context;
  const [name = "", ...modes] = message.params;

  const channel = chat.channel(name);
  if (!channel || !isVisibleChannel(channel, user)) return [numeric(session, "ERR_NOSUCHCHANNEL", name)];
  if (modes.length === 0) return modeReplies(context, channel);

  const { changes, unknown } = parseModeChanges(modes, CHANNEL_MODE_CHANGES);
  const outcomes = withinLimit(changes).map((change) => decide({ context, channel, change }));
  const done = outcomes.flatMap((outcome) => ("applied" in outcome ? outcome.applied : []));
  const replies = outcomes.flatMap((outcome) => ("replies" in outcome ? outcome.replies : []));
  // Who is what in a channel is no part of it.
  if (done.some(({ letter }) => CHANNEL_MODE_CHANGES[letter]?.kind !== "prefix")) {
    channel.history.follow(channel, context.stamped.sequence);
    markChanged(chat, channel);
  }
  return [
    ...unknown.slice(0, MODES_PER_COMMAND_MAX).map((letter) => numeric(session, "ERR_UNKNOWNMODE", letter)),
    ...distinct(replies),
    ...announceModes(context, channel, done),
    ...actedBy(context, channel, done),
  ];
};

/** For the log, in which no key has any business. */
function actedBy(context: CommandContext, channel: Channel, done: readonly ModeChange[]): Effect[] {
  if (done.length === 0) return [];
  const shown = done.map((change) => (change.letter === "k" ? { ...change, param: undefined } : change));
  const reason = formatModeChanges(shown).join(" ");
  return actedIn(context, channel, { action: "mode", target: channel.name, reason });
}

/** RPL_CHANNELMODEIS and when the channel was made. */
function modeReplies({ session, user }: CommandContext, channel: Channel): Effect[] {
  const isInside = channel.has(user) || user.isOperator;
  const modes = channelModes(channel, isInside ? "inside" : "outside");
  const madeAt = String(Math.floor(channel.createdAtMs / 1000));
  return [
    numeric(session, "RPL_CHANNELMODEIS", channel.name, ...modes),
    numeric(session, "RPL_CREATIONTIME", channel.name, madeAt),
  ];
}

/** Flags cost nothing. Of all others, ISUPPORT's MODES tells how many are read; the rest is passed over. */
function withinLimit(changes: readonly ModeChange[]): ModeChange[] {
  let read = 0;
  return changes.filter(({ letter }) => FLAGS.has(letter) || ++read <= MODES_PER_COMMAND_MAX);
}

function decide(request: ModeRequest): Outcome {
  const { context, channel, change } = request;
  const kind = CHANNEL_MODE_CHANGES[change.letter]?.kind;
  // One may give up one's own rank without having any other.
  if (kind === "prefix") return changePrefix(request);
  // Everybody may see why they cannot come in or speak; who is excepted is the operators' business.
  if (change.letter === "b" && change.param === undefined) return listReplies(request);
  if (rankIn(channel, context.user) < RANK.halfop) return unprivileged(request);
  if (kind === "list") return change.param === undefined ? listReplies(request) : changeList(request);
  return kind === "flag" ? changeFlag(request) : changeParam(request);
}

function changeFlag({ channel, change }: ModeRequest): Outcome {
  const flag = FLAGS.get(change.letter);
  if (flag === undefined || channel.flags.has(flag) === change.adding) return UNCHANGED;
  if (change.adding) channel.flags.add(flag);
  else channel.flags.delete(flag);
  return applied(change);
}

/** Six changes that are refused for the same reason are refused once. */
function distinct(replies: readonly Effect[]): Effect[] {
  const byText = new Map(replies.map((reply) => [JSON.stringify(reply), reply]));
  return [...byText.values()];
}
