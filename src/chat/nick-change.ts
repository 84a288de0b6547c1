/** Somebody is called otherwise from now on, and who knows them is told. https://modern.ircdocs.horse/#nick-message */
import type { Effect } from "../protocol/effects.ts";
import { acquaintances, isShownToAll } from "./audience.ts";
import { deliver, eventBy, identity, type Moment } from "./effects.ts";
import { recordIn } from "./event-records.ts";
import { nowOffline, nowOnline } from "./monitoring.ts";
import type { Session } from "./user.ts";

/** Whose nick changes, and by which session, if any of theirs. */
type Renamed = Pick<Session, "id" | "user">;

/** @param nick one that the user may take. */
export function changeNick(moment: Moment, session: Renamed, nick: string): Effect[] {
  return tellOfNick(moment, session, () => moment.chat.rename(session.user, nick));
}

/** The user is called after its address again. */
export function becomeNameless(moment: Moment, session: Renamed): Effect[] {
  return tellOfNick(moment, session, () => moment.chat.makeNameless(session.user));
}

function tellOfNick(moment: Moment, session: Renamed, change: () => void): Effect[] {
  const { chat, stamped } = moment;
  const { user } = session;
  const before = user.source;
  change();
  const event = eventBy(moment, before, { command: "NICK", params: [user.nick] });
  const isSameNick = chat.casemapping.nick(before.nick) === chat.casemapping.nick(user.nick);
  if (!isSameNick) chat.whowas.add(before, stamped.timeMs);
  const channels = [...user.channels.values()].filter(isShownToAll).map(({ channel }) => channel);
  return [
    ...recordIn({ chat, session }, event, channels),
    deliver({ session }, acquaintances(user), event),
    ...user.sessions.map(identity),
    ...(isSameNick ? [] : [...nowOffline(moment, before.nick), ...nowOnline(moment, user)]),
  ];
}
