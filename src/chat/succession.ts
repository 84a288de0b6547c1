/** A guest turns out to be somebody who is here already: what the guest was and where goes over to them. */
import type { Effect } from "../protocol/effects.ts";
import { CHANNELS_PER_USER_MAX } from "../protocol/limits.ts";
import { formatModeChanges, type ModeChange } from "../protocol/modes.ts";
import { deliver, eventBy, type Moment } from "./effects.ts";
import { announceEntering } from "./entering.ts";
import { recordEvent } from "./event-records.ts";
import { isBanned } from "./mask-lists.ts";
import type { Membership } from "./membership.ts";
import { makeOperator } from "./operator.ts";
import type { Session, User } from "./user.ts";

/**
 * Where only the guest was, the user is in its place, with what it was there. An operator stays one, as all of the user's
 * devices are then.
 * @param session already the user's, but not among those who hear for the user yet.
 */
export function succeed(moment: Moment, session: Session, guest: User): Effect[] {
  return [
    ...bringOperator(moment, guest, session.user),
    ...[...guest.channels.values()].flatMap((membership) => bring(moment, session, membership)),
  ];
}

function bringOperator(moment: Moment, guest: User, user: User): Effect[] {
  if (guest.operator === undefined || user.isOperator) return [];
  return makeOperator(moment, user, guest.operator);
}

/** The user comes in where the guest was, unless that would be too many channels or the user is banned there. */
function bring(moment: Moment, session: Session, from: Membership): Effect[] {
  const { user } = session;
  const { channel } = from;
  const known = channel.membership(user);
  if (!known && (user.channels.size >= CHANNELS_PER_USER_MAX || isBanned(channel, user))) return [];
  const membership = known ?? moment.chat.channels.enter(user, channel);
  membership.nameBehindKey ??= from.nameBehindKey;
  return [
    ...(known ? [] : announceEntering(moment, session, membership)),
    ...bringPrefixes(moment, session, { from, to: membership }),
  ];
}

interface Succession {
  readonly from: Membership;
  readonly to: Membership;
}

/** An operator who logs in is one still, or the channel might have none. */
function bringPrefixes(moment: Moment, session: Session, { from, to }: Succession): Effect[] {
  const { channel, user } = to;
  const letters = from.letters().filter((letter) => to.setPrefix(letter));
  if (letters.length === 0) return [];
  const changes = letters.map((letter): ModeChange => ({ adding: true, letter, param: user.nick }));
  const params = [channel.name, ...formatModeChanges(changes)];
  const changed = eventBy(moment, user.source, { command: "MODE", params });
  return [
    recordEvent({ chat: moment.chat, session }, changed),
    deliver({ session }, channel.audience(), changed),
  ];
}
