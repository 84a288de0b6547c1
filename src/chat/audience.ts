/** Who is told what. */
import type { SessionId } from "../protocol/effects.ts";
import type { Channel } from "./channel.ts";
import { type Membership, RANK, type Rank } from "./membership.ts";
import type { Session, User } from "./user.ts";

/** The user's own sessions and everybody who shares a channel with them, each once: who hears of a new nick. */
export function acquaintances(user: User): SessionId[] {
  const ids = new Set(ownSessions(user));
  for (const membership of user.channels.values()) for (const id of witnessesOf(membership)) ids.add(id);
  return [...ids];
}

/** Everybody in the channel who may know that this member is there. */
function witnessesOf({ channel, rank }: Membership): readonly SessionId[] {
  return isHidden(channel, rank) ? channel.audienceOfRank(RANK.halfop) : channel.audience();
}

/** In an auditorium only its operators see those without a voice. */
function isHidden({ flags }: Channel, rank: Rank): boolean {
  return flags.has("auditorium") && rank < RANK.voice;
}

/** Whether everybody in the channel is told of this member: what only some are told, history must not tell all. */
export function isShownToAll({ channel, rank }: Membership): boolean {
  return !isHidden(channel, rank);
}

/** The user's own sessions and who shares a channel and is told of comings and goings, each once. */
export function presenceAcquaintances(user: User): SessionId[] {
  const ids = new Set(ownSessions(user));
  for (const membership of user.channels.values()) for (const id of presenceOf(membership)) ids.add(id);
  return [...ids];
}

/** Who is told that this member comes, goes or changes. */
export function presenceOf({ user, channel, rank }: Membership): readonly SessionId[] {
  const audience = isHidden(channel, rank) ? channel.audienceOfRank(RANK.halfop) : channel.presenceAudience();
  return withOwn(user, audience);
}

/** A plain-text person's own coming and going is shown to that person, though others' are not. */
function withOwn(user: User, ids: readonly SessionId[]): readonly SessionId[] {
  const missing = ownSessions(user).filter((id) => !ids.includes(id));
  return missing.length === 0 ? ids : [...missing, ...ids];
}

/** The other devices of whoever this session is, as far as they show what they have not done themselves. */
export function otherIrcSessions({ id, user }: Session): Session[] {
  return user.sessions.filter((session) => session.id !== id && session.kind === "irc");
}

export function ownSessions({ sessions }: User): SessionId[] {
  return sessions.map(({ id }) => id);
}
