/** Several devices of one person: one more comes. */
import { CONSOLE_SESSION, type Effect } from "../protocol/effects.ts";
import { SESSIONS_PER_USER_MAX } from "../protocol/limits.ts";
import type { Channel } from "./channel.ts";
import { deliver, eventBy, type Moment, numeric } from "./effects.ts";
import { showChannel, tellOfEntering } from "./entering.ts";
import { inheritLate } from "./inheritance.ts";
import type { Membership } from "./membership.ts";
import { endAbsence } from "./presence/absence.ts";
import { type Comer, missedSince, missedTalks } from "./recent-messages.ts";
import type { Session, User } from "./user.ts";
import { userModes } from "./user-modes.ts";
import { greet } from "./welcome.ts";

/** A session that is nobody's yet. */
export type Device = Pick<Session, "id" | "kind" | "host" | "capabilities">;

/** Why a device is not taken. */
export type DeviceRefusal = "too-many-devices";

/** Whether this user may have one more device. */
export function hasRoomForDevice({ sessions }: User): boolean {
  return sessions.length < SESSIONS_PER_USER_MAX;
}

/** One more session of somebody who is here: it is shown where they are; others are told where it is the first one again. */
export function attachSession(moment: Moment, user: User, device: Device): Effect[] | DeviceRefusal {
  if (!hasRoomForDevice(user)) return "too-many-devices";
  const { id, kind, host, capabilities } = device;
  const session: Session = { id, kind, host, user, capabilities, monitored: new Map() };
  const memberships = [...user.channels.values()];
  const comer: Comer = { session, missedSince: missedSince(user) };
  const back = endAbsence(moment, user, session);
  moment.chat.addSession(session);
  return [
    ...back,
    ...greet(moment.chat, session),
    ...showState(session),
    ...memberships.flatMap((membership) => showOwnEntering(moment, comer, membership)),
    ...(kind === "irc" ? [] : enterDefault(moment, session)),
    ...missedTalks(moment, comer),
    ...inheritLate(moment, user),
  ];
}

/** What the user is at the moment. */
function showState(session: Session): Effect[] {
  const { user } = session;
  const modes = userModes(user);
  return [
    ...(modes === "+" ? [] : [numeric(session, "RPL_UMODEIS", modes)]),
    ...(user.awayText === undefined ? [] : [numeric(session, "RPL_NOWAWAY")]),
  ];
}

/** A client that has not asked to come in is told that it is in. */
export function showOwnEntering(moment: Moment, comer: Comer, membership: Membership): Effect[] {
  const { session } = comer;
  const { channel, user } = membership;
  const joined = eventBy(moment, user.source, { command: "JOIN", params: [channel.name] });
  return [
    deliver({ session: guide(moment, session, channel) }, [session.id], joined),
    ...showChannel(moment, comer, membership),
  ];
}

/**
 * Who leads a session into a channel. Plain text talks in the room that it has entered itself: it is not sent elsewhere by
 * what it did not ask for, but for the room where everybody arrives.
 */
function guide({ chat }: Moment, session: Session, channel: Channel): Pick<Session, "id"> {
  return session.kind === "irc" || channel === chat.channels.default ? session : { id: CONSOLE_SESSION };
}

/** Where people who speak plain text arrive. */
export function enterDefault(moment: Moment, session: Session): Effect[] {
  const { channels } = moment.chat;
  if (channels.default.has(session.user)) return [];
  return tellOfEntering(moment, session, channels.enter(session.user, channels.default));
}
