/** How a session ends: its names are free, its channels lose a member, and whoever may know is told. */
import type { Effect, EndReason } from "../protocol/effects.ts";
import { ownSessions, presenceAcquaintances } from "./audience.ts";
import { close, deliver, eventBy, type Moment } from "./effects.ts";
import { nowOffline } from "./monitoring.ts";
import type { Session } from "./user.ts";

/** QUIT is told to IRC people who share a channel. https://modern.ircdocs.horse/#quit-message */
export function endSession(moment: Moment, session: Session, reason: EndReason): Effect[] {
  const { chat, stamped } = moment;
  const { user } = session;
  const own = ownSessions(user);
  const audience = presenceAcquaintances(user).filter((id) => !own.includes(id));

  chat.removeSession(session);
  if (user.source.isGuest) chat.guestNames.release(user.source.host, user.nick);
  for (const { channel } of [...user.channels.values()]) chat.channels.leave(user, channel);
  chat.whowas.add(user.source, stamped.timeMs);
  return [
    { kind: "went", session: session.id, source: user.source, reason },
    ...tellOthers(moment, session, { audience, reason }),
    ...nowOffline(moment, user.nick),
    close(session, reason),
  ];
}

interface Told {
  readonly audience: readonly number[];
  readonly reason: EndReason;
}

function tellOthers(moment: Moment, session: Session, { audience, reason }: Told): Effect[] {
  if (audience.length === 0) return [];
  const left = { ...eventBy(moment, session.user.source, { command: "QUIT", params: [] }), reason };
  return [deliver({ session }, audience, left)];
}
