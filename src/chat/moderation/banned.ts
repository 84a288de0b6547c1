/** Who is banned is turned away, or closed where they are here already. */
import type { AccountWay } from "../../protocol/account.ts";
import {
  CONSOLE_SESSION,
  type Effect,
  type EndReason,
  NO_SESSION,
  type SessionId,
} from "../../protocol/effects.ts";
import type { Sanction } from "../../protocol/sanction.ts";
import type { Account } from "../accounts/account.ts";
import { refuseLogin } from "../accounts/answers.ts";
import { endSession, endUser } from "../departure.ts";
import { close, type Moment, notice } from "../effects.ts";
import type { Session } from "../user.ts";
import { timedNotice } from "./notices.ts";
import { deviceOf, matcherOf, type Subject, subjectOf } from "./subject.ts";

function reasonOf({ reason: text, expiresAtMs }: Sanction): EndReason {
  return expiresAtMs === undefined
    ? { kind: "banned", text }
    : { kind: "banned", text, untilMs: expiresAtMs };
}

/** Why this subject may not come in, or undefined. */
export function banReason({ chat, stamped }: Moment, subject: Subject): EndReason | undefined {
  const ban = chat.sanctions.bans.find(subject, stamped.timeMs);
  return ban && reasonOf(ban);
}

/** Turns away a connection that is nobody yet; undefined where it may come in. */
export function turnedAway(moment: Moment, session: SessionId, subject: Subject): Effect[] | undefined {
  const reason = session === CONSOLE_SESSION ? undefined : banReason(moment, subject);
  return reason && [close({ id: session }, reason)];
}

/** Somebody about whom only the address is known. */
export function strangerFrom(host: string): Subject {
  return { nick: "", username: "", host };
}

/** Whether who is here would be kept out under another nick. */
export function isBannedAs({ chat, stamped }: Moment, session: Session, nick: string): boolean {
  const { bans } = chat.sanctions;
  // What else is known of them was looked at when they came.
  return bans.maskCount > 0 && bans.find({ ...subjectOf(session), nick }, stamped.timeMs) !== undefined;
}

/** Refuses to log somebody in, also where they would share the nick of one who is kept out; undefined where they may be. */
export function loginBan(
  { chat, stamped }: Moment,
  asker: { readonly id: SessionId; readonly host: string },
  { account, way }: { readonly account: Account; readonly way: AccountWay },
): Effect[] | undefined {
  const { bans } = chat.sanctions;
  const ban = account.user
    ? bans.find(deviceOf(account.user, asker.host), stamped.timeMs)
    : bans.ofAccount(account.name, stamped.timeMs);
  if (!ban) return undefined;
  const told = notice(asker, "NickServ", timedNotice("account-banned", ban, account.name, ban.reason));
  return way === "service" ? [told] : [told, refuseLogin(asker, way, "login-failed")];
}

/** Ends the sessions that a new ban means; the person at the terminal stays. */
export function closeBanned(moment: Moment, ban: Sanction): Effect[] {
  const isMeant = matcherOf(ban.target, moment.chat.casemapping);
  const reason = reasonOf(ban);
  const closed = [...moment.chat.nicks.users()].flatMap((user) =>
    [...user.sessions]
      .filter((session) => session.id !== CONSOLE_SESSION && isMeant(subjectOf(session)))
      .flatMap((session) => endSession(moment, session, reason)),
  );
  return [...closed, ...endStaying(moment, ban, reason)];
}

/** Whoever stays without devices does not, once the account is banned. */
function endStaying(moment: Moment, { target }: Sanction, reason: EndReason): Effect[] {
  const user = target.kind === "account" ? moment.chat.accounts.named(target.text)?.user : undefined;
  if (!user?.isAbsent) return [];
  user.account?.markUnsaved();
  return endUser(moment, user, { session: NO_SESSION, reason });
}
