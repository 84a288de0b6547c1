/** MODE <channel> [<changes>]: what a channel allows and who is what in it. https://modern.ircdocs.horse/#mode-message */
import type { Effect, SessionId } from "../../protocol/effects.ts";
import { MODE_BYTES_MAX, MODES_PER_COMMAND_MAX } from "../../protocol/limits.ts";
import {
  CHANNEL_MODE_CHANGES,
  CHANNEL_MODES,
  type ChannelFlag,
  formatModeChanges,
  type ModeChange,
  parseModeChanges,
} from "../../protocol/modes.ts";
import { utf8Length } from "../../protocol/split-text.ts";
import { ownSessions } from "../audience.ts";
import type { Channel } from "../channel.ts";
import { type CommandContext, type CommandHandler, deliver, eventFrom, numeric } from "../effects.ts";
import { RANK } from "../membership.ts";
import { applied, type ModeRequest, type Outcome, UNCHANGED, unprivileged } from "../mode-request.ts";
import { rankIn } from "../ranks.ts";
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
  return [
    ...unknown.map((letter) => numeric(session, "ERR_UNKNOWNMODE", letter)),
    ...distinct(replies),
    ...announce(context, channel, done),
  ];
};

/** RPL_CHANNELMODEIS and when the channel was made. */
function modeReplies({ session, user }: CommandContext, channel: Channel): Effect[] {
  const isInside = channel.has(user) || user.isOperator;
  const [letters = "+", ...params] = formatModeChanges(
    currentModes(channel, isInside ? "inside" : "outside"),
  );
  const madeAt = String(Math.floor(channel.createdAtMs / 1000));
  return [
    numeric(session, "RPL_CHANNELMODEIS", channel.name, letters, ...params),
    numeric(session, "RPL_CREATIONTIME", channel.name, madeAt),
  ];
}

/** As the changes that would make it so. Who is outside learns that there is a key, not which. */
function currentModes(channel: Channel, seenFrom: "inside" | "outside"): ModeChange[] {
  const { flags, key, limit, forward } = channel;
  const modes: ModeChange[] = [];
  const add = (letter: string, param?: string) => modes.push({ adding: true, letter, param });
  for (const [letter, mode] of Object.entries(CHANNEL_MODES)) {
    if (mode.kind === "flag" && flags.has(mode.name)) add(letter);
  }
  if (key !== undefined) add("k", seenFrom === "inside" ? key : "*");
  if (limit !== undefined) add("l", String(limit));
  if (forward !== undefined) add("f", forward);
  return modes;
}

/** Flags cost nothing. Of all others, ISUPPORT's MODES tells how many are read; the rest is passed over. */
function withinLimit(changes: readonly ModeChange[]): ModeChange[] {
  let read = 0;
  return changes.filter(({ letter }) => flagOf(letter) !== undefined || ++read <= MODES_PER_COMMAND_MAX);
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
  const flag = flagOf(change.letter);
  if (flag === undefined || channel.flags.has(flag) === change.adding) return UNCHANGED;
  if (change.adding) channel.flags.add(flag);
  else channel.flags.delete(flag);
  return applied(change);
}

function flagOf(letter: string): ChannelFlag | undefined {
  const [, mode] = Object.entries(CHANNEL_MODES).find(([known]) => known === letter) ?? [];
  return mode?.kind === "flag" ? mode.name : undefined;
}

/** Six changes that are refused for the same reason are refused once. */
function distinct(replies: readonly Effect[]): Effect[] {
  const byText = new Map(replies.map((reply) => [JSON.stringify(reply), reply]));
  return [...byText.values()];
}

/** To everybody in the channel, and to an operator who did it from outside. */
function announce(context: CommandContext, channel: Channel, changes: readonly ModeChange[]): Effect[] {
  const { user } = context;
  const to: readonly SessionId[] = channel.has(user)
    ? channel.audience()
    : [...channel.audience(), ...ownSessions(user)];
  return linesOf(changes).map((line) => {
    const event = eventFrom(context, { command: "MODE", params: [channel.name, ...formatModeChanges(line)] });
    return deliver(context, to, event);
  });
}

/** As many changes in each line as fit. */
function linesOf(changes: readonly ModeChange[]): ModeChange[][] {
  const lines: ModeChange[][] = [];
  let line: ModeChange[] = [];
  let bytes = 0;
  for (const change of changes) {
    const changeBytes = utf8Length(change.param ?? "");
    if (line.length > 0 && bytes + changeBytes > MODE_BYTES_MAX) {
      lines.push(line);
      line = [];
      bytes = 0;
    }
    line.push(change);
    bytes += changeBytes;
  }
  return line.length === 0 ? lines : [...lines, line];
}
