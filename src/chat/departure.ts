/** How a session ends: its names are free, its channels lose a member, and whoever may know is told. */
import type { Effect, EndReason } from "../protocol/effects.ts";
import { isShownToAll, ownSessions, presenceAcquaintances } from "./audience.ts";
import type { Channel } from "./channel.ts";
import { close, deliver, eventBy, type Moment } from "./effects.ts";
import { recordIn } from "./event-records.ts";
import { nowOffline } from "./monitoring.ts";
import type { Session, User } from "./user.ts";

/** QUIT is told to IRC people who share a channel. https://modern.ircdocs.horse/#quit-message */
export function endSession(moment: Moment, session: Session, reason: EndReason): Effect[] {
  const { chat, stamped } = moment;
  const { user } = session;
  const own = ownSessions(user);
  const audience = presenceAcquaintances(user).filter((id) => !own.includes(id));
  const channels = channelsThatSee(user);

  chat.removeSession(session);
  if (user.source.isGuest) chat.guestNames.release(user.source.host, user.nick);
  for (const { channel } of [...user.channels.values()]) chat.channels.leave(user, channel);
  chat.whowas.add(user.source, stamped.timeMs);
  return [
    { kind: "went", session: session.id, source: user.source, reason },
    ...tellOthers(moment, session, { audience, channels, reason }),
    ...nowOffline(moment, user.nick),
    close(session, reason),
  ];
}

/** Where somebody else is told. */
function channelsThatSee(user: User): Channel[] {
  const own = ownSessions(user);
  return [...user.channels.values()]
    .filter(isShownToAll)
    .map(({ channel }) => channel)
    .filter((channel) => channel.presenceAudience().some((id) => !own.includes(id)));
}

interface Told {
  readonly audience: readonly number[];
  readonly channels: readonly Channel[];
  readonly reason: EndReason;
}

function tellOthers(moment: Moment, session: Session, { audience, channels, reason }: Told): Effect[] {
  if (audience.length === 0) return [];
  const left = { ...eventBy(moment, session.user.source, { command: "QUIT", params: [] }), reason };
  return [...recordIn({ chat: moment.chat, session }, left, channels), deliver({ session }, audience, left)];
}
