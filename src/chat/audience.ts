/** Who is told what. */
import type { SessionId } from "../protocol/effects.ts";
import { type Membership, RANK } from "./membership.ts";
import type { User } from "./user.ts";

/** The user's own sessions and everybody who shares a channel with them, each once: who hears of a new nick. */
export function acquaintances(user: User): SessionId[] {
  const ids = new Set(ownSessions(user));
  for (const { channel } of user.channels.values()) for (const id of channel.audience()) ids.add(id);
  return [...ids];
}

/** The user's own sessions and who shares a channel and is told of comings and goings, each once. */
export function presenceAcquaintances(user: User): SessionId[] {
  const ids = new Set(ownSessions(user));
  for (const membership of user.channels.values()) for (const id of presenceOf(membership)) ids.add(id);
  return [...ids];
}

/** Who is told that this member comes, goes or changes: in an auditorium, of people without a voice, only its operators. */
export function presenceOf({ user, channel, rank }: Membership): readonly SessionId[] {
  if (!channel.flags.has("auditorium") || rank >= RANK.voice)
    return withOwn(user, channel.presenceAudience());
  return withOwn(user, channel.audienceOfRank(RANK.halfop));
}

/** A plain-text person's own coming and going is shown to that person, though others' are not. */
function withOwn(user: User, ids: readonly SessionId[]): readonly SessionId[] {
  const missing = ownSessions(user).filter((id) => !ids.includes(id));
  return missing.length === 0 ? ids : [...missing, ...ids];
}

export function ownSessions({ sessions }: User): SessionId[] {
  return sessions.map(({ id }) => id);
}
