/**
 * PRIVMSG, NOTICE, TAGMSG <target>{,<target>} [<text>]: say something to channels and people.
 * https://modern.ircdocs.horse/#privmsg-message, https://ircv3.net/specs/extensions/message-tags#the-tagmsg-tag-only-message
 */
import type { Effect } from "../../protocol/effects.ts";
import { TARGETS_PER_COMMAND_MAX } from "../../protocol/limits.ts";
import type { Channel } from "../channel.ts";
import { type CommandContext, type CommandHandler, deliverStored, eventFrom } from "../effects.ts";
import { RANK, type Rank } from "../membership.ts";
import { takeKey } from "../message-tags.ts";
import { sayToOwner, sayToUser } from "../private-message.ts";
import { markChanged } from "../registered/channel-row.ts";
import { refuse, saying } from "../saying.ts";
import { send, sendFromOutside } from "../sending.ts";
import { isForOperators, maySpeakIn } from "../speaking-rules.ts";
import { readStatusTarget, statusPrefix } from "../status-target.ts";
import type { User } from "../user.ts";
import { isPlayback, playback } from "./playback.ts";
import { askService } from "./services.ts";

export const privmsg: CommandHandler = (context) =>
  // Nearly always, on the way of every message.
  context.message.clientTags === undefined ? say(context) : sayTagged(context);

/** A message with a key that was used before is answered with its first echo, and is not said again. */
function sayTagged(context: CommandContext): Effect[] {
  const { chat, user, message, stamped } = context;
  const { key, others } = takeKey(message.clientTags ?? "");
  const { command, params, cuts } = message;
  const bare = cuts ? { command, params, cuts } : { command, params };
  const tagged: CommandContext = {
    ...context,
    message: others === "" ? bare : { ...bare, clientTags: others },
  };

  if (key === undefined) return say(tagged);
  const sent = chat.sentKeys.find(user, key, stamped.timeMs);
  if (sent) return sent.map((event) => deliverStored(context, [context.session.id], event));

  const effects = say(tagged);
  // The sender's other devices may be told for themselves: each event counts once.
  const events = new Set(effects.flatMap((effect) => (effect.kind === "deliver" ? [effect.event] : [])));
  if (events.size > 0) chat.sentKeys.add(user, key, [...events]);
  return effects.map((effect) => (effect.kind === "record" ? { ...effect, key } : effect));
}

function say(context: CommandContext): Effect[] {
  const { message } = context;
  const [targets = "", text = ""] = message.params;

  if (targets === "") return refuse(context, "ERR_NORECIPIENT", message.command);
  if (message.command === "TAGMSG") {
    // Tags that are not for others were taken off at the edge; without any, nothing is said.
    if (!message.clientTags) return [];
  } else if (text === "") return refuse(context, "ERR_NOTEXTTOSEND");
  // `indexOf` is compiled in place where `includes` is a call.
  if (targets.indexOf(",") === -1) return sayToOne(context, targets);
  const names = [...new Set(targets.split(",").filter((name) => name !== ""))];
  const allowed = names.slice(0, TARGETS_PER_COMMAND_MAX);
  const [tooMuch] = names.slice(TARGETS_PER_COMMAND_MAX);
  return [
    ...allowed.flatMap((name) => sayToOne(context, name)),
    ...(tooMuch === undefined ? [] : refuse(context, "ERR_TOOMANYTARGETS", tooMuch)),
  ];
}

function sayToOne(context: CommandContext, target: string): Effect[] {
  // Nearly always, on the way of every message.
  if (target.startsWith("#")) return sayIn(context, target, RANK.none);
  const { name, rank } = readStatusTarget(target);
  return name.startsWith("#") ? sayIn(context, name, rank) : sayTo(context, target);
}

function sayIn(context: CommandContext, name: string, rank: Rank): Effect[] {
  const { chat, user, message } = context;
  const [, text = ""] = message.params;

  const channel = chat.channel(name);
  if (!channel) return refuse(context, "ERR_NOSUCHCHANNEL", name);
  if (!maySpeakIn(channel, user, text)) return refuse(context, "ERR_CANNOTSENDTOCHAN", channel.name);

  user.lastSpokeAtMs = context.stamped.timeMs;
  const needed = neededRank(channel, user, rank);
  const said = eventFrom(context, saying(message, statusPrefix(rank) + channel.name));
  // Kept as said to those who hear it, or others could read it later.
  const target = needed === RANK.none ? channel.history.current : targetOfRank(context, channel, needed);
  const to = needed === RANK.none ? channel.audience() : channel.audienceOfRank(needed);
  return isHearer(channel, user, needed)
    ? send(context, said, { to, target })
    : sendFromOutside(context, said, { to: [...to, context.session.id], target });
}

/** The channel's row names it, where there is one: who hears it now can read it after a restart. */
function targetOfRank({ chat, stamped }: CommandContext, channel: Channel, rank: Rank): string {
  const { history } = channel;
  const isKnown = history.hasRankedName;
  const target = history.ofRank(statusPrefix(rank), stamped.sequence);
  if (!isKnown) markChanged(chat, channel);
  return target;
}

/** The rank of who hears it: where operators are asked first, they alone hear those without a voice. */
function neededRank(channel: Channel, user: User, rank: Rank): Rank {
  return isForOperators(channel, user) && rank < RANK.halfop ? RANK.halfop : rank;
}

function isHearer(channel: Channel, user: User, needed: Rank): boolean {
  if (needed === RANK.none) return channel.has(user);
  return (channel.membership(user)?.rank ?? RANK.none) >= needed;
}

function sayTo(context: CommandContext, nick: string): Effect[] {
  const { chat } = context;
  const other = chat.nicks.user(nick);
  if (other) return sayToUser(context, other);
  return askProgram(context, nick) ?? leaveFor(context, nick);
}

function leaveFor(context: CommandContext, name: string): Effect[] {
  const account = context.chat.accounts.named(name);
  return account ? sayToOwner(context, account) : refuse(context, "ERR_NOSUCHNICK", name);
}

/** Some names are the server's own. */
function askProgram(context: CommandContext, nick: string): Effect[] | undefined {
  if (isPlayback(context, nick)) return playback(context, context.message.params[1] ?? "");
  return askService(context);
}
