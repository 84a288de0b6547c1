/** Somebody who stays without devices is away meanwhile, unless they have said so themselves. https://ircv3.net/specs/extensions/away-notify */
import type { ChatEvent, Effect } from "../../protocol/effects.ts";
import { eventBy, type Moment, numeric } from "../effects.ts";
import { tellOfChange } from "../presence-changes.ts";
import type { Session, User } from "../user.ts";

/** Whose it was or will be. */
type Device = Pick<Session, "id">;

/** @param user stays. @param session the last device, which has gone. */
export function beginAbsence(moment: Moment, user: User, session: Device): Effect[] {
  // Who comes back proves to be the account's owner, no more.
  user.operator = undefined;
  moment.chat.operators.delete(user);
  if (user.awayText !== undefined) return [];
  return tellOfChange({ ...moment, session, user }, awayEvent(moment, user), "away-notify");
}

/** @param session a device that comes, and is not the user's yet. */
export function endAbsence(moment: Moment, user: User, session: Device): Effect[] {
  if (!user.isAbsent || user.awayText !== undefined) return [];
  const event = eventBy(moment, user.source, { command: "AWAY", params: [] });
  return tellOfChange({ ...moment, session, user }, event, "away-notify");
}

/** That the user is away, and why. */
export function awayEvent(moment: Moment, { awayText, source }: User): ChatEvent {
  if (awayText !== undefined) return eventBy(moment, source, { command: "AWAY", params: [awayText] });
  return { ...eventBy(moment, source, { command: "AWAY", params: [] }), isAbsent: true };
}

/** To who asks for the user or says something to them; nothing where they are here. */
export function awayReply(asker: Device, subject: User): Effect[] {
  const { nick, awayText, isAbsent } = subject;
  if (awayText !== undefined) return [numeric(asker, "RPL_AWAY", nick, awayText)];
  return isAbsent ? [numeric(asker, "RPL_ABSENT", nick)] : [];
}
