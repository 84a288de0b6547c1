/** Somebody is a guest again. */
import type { Effect } from "../../protocol/effects.ts";
import { leaveDevices } from "../device-moves.ts";
import { type Moment, notice, numeric } from "../effects.ts";
import { metadataLoggedOut } from "../metadata/own.ts";
import { becomeNameless } from "../nick-change.ts";
import { nickRefusal } from "../nick-rules.ts";
import { prefixesOnLogout } from "../registered/access.ts";
import { hostmask, type Session } from "../user.ts";
import { tellOfAccount } from "./account-news.ts";

export function decideLogout(moment: Moment, session: Session): Effect[] {
  if (!session.user.account) return [notice(session, "NickServ", { name: "not-logged-in" })];
  const done = logOut(moment, session);
  return [
    ...done,
    numeric(session, "RPL_LOGGEDOUT", hostmask(session.user.source)),
    notice(session, "NickServ", { name: "logged-out" }),
  ];
}

/** This device leaves the account; the others, and who stays without any, stay. */
export function logOut(moment: Moment, session: Session): Effect[] {
  const { user } = session;
  return user.sessions.length > 1 || user.isAlwaysOn
    ? leaveDevices(moment, session)
    : disown(moment, session);
}

/** The whole user is a guest from now on, and keeps its nick where that is nobody's. */
export function disown(moment: Moment, session: Session): Effect[] {
  const { chat, stamped } = moment;
  const { user } = session;
  const before = chat.metadata.of(user.id);
  const { account } = user;
  user.logOut(chat.guestUserId(stamped));
  const told = [
    ...tellOfAccount(moment, session),
    ...metadataLoggedOut(moment, user, before),
    ...(account ? prefixesOnLogout(moment, user, account) : []),
  ];
  const mayKeep = user.source.isGuest || !nickRefusal(chat, user.nick, { user });
  return mayKeep ? told : [...told, ...becomeNameless(moment, session)];
}
