/** People who may do everything here: named in the configuration, or made so at the server's terminal. */
import type { Effect } from "../protocol/effects.ts";
import { ownSessions } from "./audience.ts";
import { acted, deliver, eventBy, type Moment, numeric } from "./effects.ts";
import type { Session, User } from "./user.ts";

/** What the edge found out about a name and a password. https://modern.ircdocs.horse/#oper-message */
export function decideOperator(moment: Moment, session: Session, name: string | undefined): Effect[] {
  if (name === undefined) return [numeric(session, "ERR_PASSWDMISMATCH")];
  return [...makeOperator(moment, session.user, name), acted(session, "oper", { target: name })];
}

export function makeOperator(moment: Moment, user: User, name: string): Effect[] {
  const isNew = !user.isOperator;
  user.operator = name;
  moment.chat.operators.add(user);
  const told = user.sessions.map((session) => numeric(session, "RPL_YOUREOPER"));
  return [...(isNew ? tellMode(moment, user, "+o") : []), ...told];
}

export function endOperator(moment: Moment, user: User): Effect[] {
  user.operator = undefined;
  moment.chat.operators.delete(user);
  return tellMode(moment, user, "-o");
}

/** A user's modes are told to that user alone. */
function tellMode(moment: Moment, user: User, change: string): Effect[] {
  const [session] = user.sessions;
  if (!session) return [];
  const event = eventBy(moment, user.source, { command: "MODE", params: [user.nick, change] });
  return [deliver({ session }, ownSessions(user), event)];
}
