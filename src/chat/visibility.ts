/** Who may know that somebody or something is there. */
import type { Channel } from "./channel.ts";
import type { Membership } from "./membership.ts";
import type { User } from "./user.ts";

/** A secret channel exists for its members and for operators. https://modern.ircdocs.horse/#secret-channel-mode */
export function isVisibleChannel(channel: Channel, viewer: User): boolean {
  return !channel.flags.has("secret") || channel.has(viewer) || viewer.isOperator;
}

/** An invisible user is seen by those who share a channel, and by operators. https://modern.ircdocs.horse/#invisible-user-mode */
export function isVisibleUser(subject: User, viewer: User): boolean {
  return (
    !subject.flags.has("invisible") ||
    subject === viewer ||
    viewer.isOperator ||
    isAcquainted(subject, viewer)
  );
}

/** Whether `viewer` shares a channel with `subject` and may know it. */
export function isAcquainted(subject: User, viewer: User): boolean {
  for (const membership of subject.channels.values()) if (isMet(membership, viewer)) return true;
  return false;
}

/** Whether `viewer` is in the same channel and may know who is there. */
function isMet(membership: Membership, viewer: User): boolean {
  return membership.channel.has(viewer) && membership.channel.shows(membership, viewer);
}

/** Whether `viewer` may know of every member; shorter than asking for each of them. */
export function seesAllMembers(channel: Channel, viewer: User): boolean {
  return channel.has(viewer) && !channel.flags.has("auditorium");
}

/** The members of a channel that `viewer` may know of, as far as they may be seen. */
export function visibleMembers(channel: Channel, viewer: User): Membership[] {
  const isMember = channel.has(viewer);
  const seen: Membership[] = [];
  for (const membership of channel.members()) {
    if (!channel.shows(membership, viewer)) continue;
    if (isMember || isVisibleUser(membership.user, viewer)) seen.push(membership);
  }
  return seen;
}

/** Where a user is, as far as `viewer` may know. */
export function visibleMemberships(subject: User, viewer: User): Membership[] {
  const all = [...subject.channels.values()];
  if (subject === viewer) return all;
  if (!isVisibleUser(subject, viewer)) return [];
  return all.filter(
    (membership) =>
      isVisibleChannel(membership.channel, viewer) && membership.channel.shows(membership, viewer),
  );
}
