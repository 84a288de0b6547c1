/** A device goes over from one person to another: it logs in as somebody who is here, or logs out while others stay. */
import type { Effect } from "../protocol/effects.ts";
import type { Source } from "../protocol/message.ts";
import type { Channel } from "./channel.ts";
import { endUser } from "./departure.ts";
import { enterDefault, showOwnEntering } from "./devices.ts";
import { deliver, eventBy, identity, type Moment, numeric } from "./effects.ts";
import { showNames } from "./entering.ts";
import { inheritLate } from "./inheritance.ts";
import { showMarker } from "./markers/show.ts";
import { metadataOfDevice } from "./metadata/own.ts";
import { nowOnline } from "./monitoring.ts";
import { beginAbsence, endAbsence } from "./presence/absence.ts";
import { type Comer, missedSince, missedTalks } from "./recent-messages.ts";
import { succeed } from "./succession.ts";
import { type Session, User } from "./user.ts";
import { userModes } from "./user-modes.ts";

/**
 * A session that has come as a guest is one of `user` from now on, who succeeds the guest; for everybody else the guest is
 * gone. Being away, modes and invitations are the user's, not the guest's.
 *
 * @param session has no account; where its guest has other devices, those stay as they are. @param user has room for it.
 */
export function moveSession(moment: Moment, session: Session, user: User): Effect[] {
  const { chat } = moment;
  const guest = session.user;
  const before = stateOf(guest);
  const metadata = chat.metadata.of(guest.id);
  const seen = new Set([...guest.channels.values()].map(({ channel }) => channel));
  guest.detach(session);
  session.user = user;
  const comer: Comer = { session, missedSince: missedSince(user) };
  const back = endAbsence(moment, user, session);
  const ended = guest.sessions.length === 0 ? endGuest(moment, session, guest) : [];
  user.attach(session);
  return [
    ...back,
    ...ended,
    ...becomeUser(moment, session, before),
    ...metadataOfDevice(chat, session, metadata),
    ...showMoved(moment, comer, seen),
    ...missedTalks(moment, comer),
    ...inheritLate(moment, user),
  ];
}

function endGuest(moment: Moment, session: Session, guest: User): Effect[] {
  const reason = { kind: "logged-in", nick: session.user.nick } as const;
  moment.chat.sentKeys.reidentify(guest.id, session.user.id);
  return [
    ...succeed(moment, session, guest),
    { kind: "went", session: session.id, source: guest.source, reason },
    ...endUser(moment, guest, { session: session.id, reason }),
  ];
}

/** What a device knows of whom it is. */
interface State {
  readonly source: Source;
  readonly modes: string;
  readonly isAway: boolean;
}

function stateOf(user: User): State {
  return { source: user.source, modes: userModes(user), isAway: user.awayText !== undefined };
}

/** What the session learns about itself, which was another one before. */
function becomeUser(moment: Moment, session: Session, before: State): Effect[] {
  const { source, modes, isAway } = stateOf(session.user);
  const renamed = eventBy(moment, before.source, { command: "NICK", params: [source.nick] });
  return [
    ...(before.source.nick === source.nick ? [] : [deliver({ session }, [session.id], renamed)]),
    identity(session),
    { kind: "came", session: session.id, source },
    ...(modes === before.modes ? [] : [numeric(session, "RPL_UMODEIS", modes)]),
    ...(isAway === before.isAway ? [] : [numeric(session, isAway ? "RPL_NOWAWAY" : "RPL_UNAWAY")]),
  ];
}

/** The user's channels, as far as the session has not seen them already, and the end of those that were only the guest's. */
function showMoved(moment: Moment, comer: Comer, seen: ReadonlySet<Channel>): Effect[] {
  const { session } = comer;
  const { user } = session;
  const left = [...seen].filter((channel) => !channel.has(user));
  return [
    ...left.map((channel) => showLeft(moment, session, channel)),
    ...[...user.channels.values()].flatMap((membership) =>
      // Its client has the guest's prefixes there, may know the user beside the guest, and has shown what was said last.
      seen.has(membership.channel)
        ? [...showMarker(moment.chat, session, membership.channel), ...showNames(moment, session, membership)]
        : showOwnEntering(moment, comer, membership),
    ),
  ];
}

/** A session that logs out while other devices stay: it is a guest of its own, and was never in their rooms. */
export function leaveDevices(moment: Moment, session: Session): Effect[] {
  const { chat, stamped } = moment;
  const { user } = session;
  const host = placeOf(session);
  const nick = chat.guestNames.take(host);
  const { account, ...known } = user.source;
  const source = { ...known, nick, host, isGuest: true, isBot: false };
  const left = [...user.channels.values()].map(({ channel }) => showLeft(moment, session, channel));
  const before = stateOf(user);
  user.detach(session);
  const away = user.isAbsent ? beginAbsence(moment, user, session) : [];
  const id = chat.guestUserId(stamped);
  session.user = new User({ id, source, actualHost: session.host, signedOnAtMs: stamped.timeMs });
  chat.addUser(session.user);
  session.user.attach(session);
  return [
    ...away,
    ...left,
    ...becomeUser(moment, session, before),
    ...metadataOfDevice(chat, session, chat.metadata.of(user.id)),
    ...nowOnline(moment, session.user),
    ...(session.kind === "irc" ? [] : enterDefault(moment, session)),
  ];
}

/** Its user may have come from elsewhere. Where an operator has hidden that, this device's place is hidden, too. */
function placeOf({ host, user }: Session): string {
  const { source, actualHost } = user;
  return source.host === actualHost ? host : source.host;
}

function showLeft(moment: Moment, session: Session, { name }: Channel): Effect {
  const left = eventBy(moment, session.user.source, { command: "PART", params: [name] });
  return deliver({ session }, [session.id], left);
}
