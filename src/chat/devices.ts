/** Several devices of one person: one more comes, or a guest turns out to be somebody who is here already. */
import { CONSOLE_SESSION, type Effect } from "../protocol/effects.ts";
import { SESSIONS_PER_USER_MAX } from "../protocol/limits.ts";
import type { Channel } from "./channel.ts";
import { endUser } from "./departure.ts";
import { deliver, eventBy, identity, type Moment, numeric } from "./effects.ts";
import { showChannel, showNames, tellOfEntering } from "./entering.ts";
import type { Membership } from "./membership.ts";
import { nowOnline } from "./monitoring.ts";
import { succeed } from "./succession.ts";
import { type Session, User } from "./user.ts";
import { userModes } from "./user-modes.ts";
import { greet } from "./welcome.ts";

/** A session that is nobody's yet. */
export type Device = Pick<Session, "id" | "kind" | "capabilities">;

/** Why a device is not taken. */
export type DeviceRefusal = "too-many-devices";

/** Whether this user may have one more device. */
export function hasRoomForDevice({ sessions }: User): boolean {
  return sessions.length < SESSIONS_PER_USER_MAX;
}

/** One more session of somebody who is here: it is shown where they are, and nobody else is told anything. */
export function attachSession(moment: Moment, user: User, device: Device): Effect[] | DeviceRefusal {
  if (!hasRoomForDevice(user)) return "too-many-devices";
  const { id, kind, capabilities } = device;
  const session: Session = { id, kind, user, capabilities, monitored: new Map() };
  const memberships = [...user.channels.values()];
  moment.chat.addSession(session);
  return [
    ...greet(moment.chat, session),
    ...showState(session),
    ...memberships.flatMap((membership) => showOwnEntering(moment, session, membership)),
    ...(kind === "irc" ? [] : enterDefault(moment, session)),
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
function showOwnEntering(moment: Moment, session: Session, membership: Membership): Effect[] {
  const { channel, user } = membership;
  const joined = eventBy(moment, user.source, { command: "JOIN", params: [channel.name] });
  return [
    deliver({ session: guide(moment, session, channel) }, [session.id], joined),
    ...showChannel(moment, session, membership),
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
function enterDefault(moment: Moment, session: Session): Effect[] {
  const { channels } = moment.chat;
  if (channels.default.has(session.user)) return [];
  return tellOfEntering(moment, session, channels.enter(session.user, channels.default));
}

/**
 * A session that has come as a guest is one of `user` from now on, who succeeds the guest; for everybody else the guest is
 * gone. Being away, modes and invitations are the user's, not the guest's.
 *
 * @param session the only one of its user. @param user has room for it.
 */
export function moveSession(moment: Moment, session: Session, user: User): Effect[] {
  const guest = session.user;
  const seen = new Set([...guest.channels.values()].map(({ channel }) => channel));
  guest.detach(session);
  session.user = user;
  const reason = { kind: "logged-in", nick: user.nick } as const;
  const told = [
    ...succeed(moment, session, guest),
    { kind: "went", session: session.id, source: guest.source, reason } as const,
    ...endUser(moment, guest, { session: session.id, reason }),
  ];
  user.attach(session);
  return [...told, ...becomeUser(moment, session, guest), ...showMoved(moment, session, seen)];
}

/** What the session learns about itself. */
function becomeUser(moment: Moment, session: Session, guest: User): Effect[] {
  const { user } = session;
  const renamed = eventBy(moment, guest.source, { command: "NICK", params: [user.nick] });
  const modes = userModes(user);
  const awayIs = user.awayText === undefined ? "RPL_UNAWAY" : "RPL_NOWAWAY";
  const isAwayChanged = (user.awayText === undefined) !== (guest.awayText === undefined);
  return [
    ...(guest.nick === user.nick ? [] : [deliver({ session }, [session.id], renamed)]),
    identity(session),
    { kind: "came", session: session.id, source: user.source },
    ...(modes === userModes(guest) ? [] : [numeric(session, "RPL_UMODEIS", modes)]),
    ...(isAwayChanged ? [numeric(session, awayIs)] : []),
  ];
}

/** The user's channels, as far as the session has not seen them already, and the end of those that were only the guest's. */
function showMoved(moment: Moment, session: Session, seen: ReadonlySet<Channel>): Effect[] {
  const { user } = session;
  const left = [...seen].filter((channel) => !channel.has(user));
  return [
    ...left.map((channel) => showLeft(moment, session, channel)),
    ...[...user.channels.values()].flatMap((membership) =>
      // Its client has the guest's prefixes there, and may know the user beside the guest.
      seen.has(membership.channel)
        ? showNames(moment, session, membership)
        : showOwnEntering(moment, session, membership),
    ),
  ];
}

/** A session that logs out while other devices stay: it is a guest of its own, and was never in their rooms. */
export function leaveDevices(moment: Moment, session: Session): Effect[] {
  const { chat, stamped } = moment;
  const { user } = session;
  const nick = chat.guestNames.take(user.source.host);
  const { account, ...known } = user.source;
  const source = { ...known, nick, isGuest: true };
  const left = [...user.channels.values()].map(({ channel }) => showLeft(moment, session, channel));
  const renamed = eventBy(moment, user.source, { command: "NICK", params: [nick] });
  user.detach(session);
  session.user = new User({ id: chat.guestUserId(stamped), source, signedOnAtMs: stamped.timeMs });
  chat.addUser(session.user);
  session.user.attach(session);
  return [
    ...left,
    deliver({ session }, [session.id], renamed),
    identity(session),
    { kind: "came", session: session.id, source },
    ...nowOnline(moment, session.user),
    ...(session.kind === "irc" ? [] : enterDefault(moment, session)),
  ];
}

function showLeft(moment: Moment, session: Session, { name }: Channel): Effect {
  const left = eventBy(moment, session.user.source, { command: "PART", params: [name] });
  return deliver({ session }, [session.id], left);
}
