/** How sessions end. With the last one its user goes: the names are free, channels lose a member, and whoever may know is told. */
import type { Effect, EndReason, SessionId } from "../protocol/effects.ts";
import { isShownToAll, presenceAcquaintances } from "./audience.ts";
import type { Channel } from "./channel.ts";
import { close, deliver, eventBy, type Moment } from "./effects.ts";
import { recordIn } from "./event-records.ts";
import { inherit } from "./inheritance.ts";
import { nowOffline } from "./monitoring.ts";
import { beginAbsence } from "./presence/absence.ts";
import type { Session, User } from "./user.ts";

/** Others hear of it only where the user has no other device: that it is gone, or away where it stays without one. */
export function endSession(moment: Moment, session: Session, reason: EndReason): Effect[] {
  const { user } = session;
  moment.chat.removeSession(session);
  return [
    { kind: "went", session: session.id, source: user.source, reason },
    ...(user.isAbsent ? afterLast(moment, user, { session: session.id, reason }) : []),
    close(session, reason),
  ];
}

function afterLast(moment: Moment, user: User, ended: Ended): Effect[] {
  return user.isAlwaysOn ? beginAbsence(moment, user, { id: ended.session }) : endUser(moment, user, ended);
}

export interface Ended {
  /** The last one that the user had. */
  readonly session: SessionId;
  readonly reason: EndReason;
}

/**
 * QUIT is told to IRC people who share a channel. https://modern.ircdocs.horse/#quit-message
 * @param user without sessions.
 */
export function endUser(moment: Moment, user: User, ended: Ended): Effect[] {
  const { chat, stamped } = moment;
  const told = tellOthers(moment, user, ended);
  if (user.source.isGuest) chat.guestNames.release(user.source.host, user.nick);
  const memberships = [...user.channels.values()];
  for (const { channel } of memberships) chat.channels.leave(user, channel);
  chat.removeUser(user);
  chat.whowas.add(user.source, stamped.timeMs);
  const inherited = memberships.flatMap((membership) => inherit(moment, membership));
  return [...told, ...nowOffline(moment, user.nick), ...inherited];
}

function tellOthers(moment: Moment, user: User, { session: id, reason }: Ended): Effect[] {
  const audience = presenceAcquaintances(user);
  if (audience.length === 0) return [];
  const left = { ...eventBy(moment, user.source, { command: "QUIT", params: [] }), reason };
  const session = { id, user };
  return [
    ...recordIn({ chat: moment.chat, session }, left, channelsThatSee(user)),
    deliver({ session }, audience, left),
  ];
}

/** Where somebody is told. */
function channelsThatSee(user: User): Channel[] {
  return [...user.channels.values()]
    .filter(isShownToAll)
    .map(({ channel }) => channel)
    .filter((channel) => channel.presenceAudience().length > 0);
}
