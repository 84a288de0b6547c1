/** Somebody logs in, once they are here. All devices of an account are one user. */
import type { Effect, Entry } from "../../protocol/effects.ts";
import { moveSession } from "../device-moves.ts";
import { hasRoomForDevice } from "../devices.ts";
import type { Moment } from "../effects.ts";
import { showMarkers } from "../markers/show.ts";
import { metadataLoggedIn } from "../metadata/own.ts";
import { isBannedAs, loginBan } from "../moderation/banned.ts";
import { type Newcomer, newcomerMask } from "../newcomer.ts";
import { changeNick } from "../nick-change.ts";
import { nickRefusal } from "../nick-rules.ts";
import { waitingTalks } from "../recent-messages.ts";
import { prefixesOnLogin } from "../registered/access.ts";
import type { Session } from "../user.ts";
import type { Account } from "./account.ts";
import { tellOfAccount } from "./account-news.ts";
import { loggedIn, maskOf, refuseLogin } from "./answers.ts";
import { logOut } from "./logout.ts";

type Login = Entry & { readonly kind: "login" };

/** The edge has checked a password of this session's. */
export function decideLogin(moment: Moment, session: Session, entry: Login): Effect[] {
  const account = provenAccount(moment, entry);
  if (!account) return [refuseLogin(session, entry.way, "login-failed")];
  const banned = loginBan(moment, session, { account, way: entry.way });
  if (banned) return banned;
  if (isFull(account, session)) return [refuseLogin(session, entry.way, "too-many-devices")];

  // First, for programs that wait for nothing else; what follows from it comes behind.
  const told = loggedIn(session, entry.way, { mask: maskOf(session), account });
  return [...told, ...logIn(moment, session, account)];
}

/** The same for one who has not said who they are yet: their user comes when everything is known. */
export function decideNewcomerLogin(moment: Moment, newcomer: Newcomer, entry: Login): Effect[] {
  const account = provenAccount(moment, entry);
  if (!account) return [refuseLogin(newcomer, entry.way, "login-failed")];
  const banned = loginBan(moment, newcomer, { account, way: entry.way });
  if (banned) return banned;
  if (isFull(account)) return [refuseLogin(newcomer, entry.way, "too-many-devices")];

  newcomer.account = account;
  return loggedIn(newcomer, entry.way, { mask: newcomerMask(newcomer), account });
}

/** Whoever got a new password meanwhile is not logged in by the old one. */
function provenAccount({ chat }: Moment, { account: id, version }: Login): Account | undefined {
  const account = chat.accounts.get(id);
  return account?.credential.version === version ? account : undefined;
}

function isFull({ user }: Account, session?: Session): boolean {
  return user !== undefined && user !== session?.user && !hasRoomForDevice(user);
}

/** The session is one of the account's from now on. */
export function logIn(moment: Moment, session: Session, account: Account): Effect[] {
  if (session.user.account === account) return [];
  const left = session.user.account ? logOut(moment, session) : [];
  const come = account.user ? moveSession(moment, session, account.user) : own(moment, session, account);
  return [...left, ...come];
}

/** The user of this session becomes the account's, who was not here. */
function own(moment: Moment, session: Session, account: Account): Effect[] {
  const { user } = session;
  const guestId = user.id;
  user.logIn(account);
  moment.chat.channels.reidentify(guestId, user.id);
  moment.chat.sentKeys.reidentify(guestId, user.id);
  moment.chat.markers.forget(guestId);
  const told = [...tellOfAccount(moment, session), ...metadataLoggedIn(moment, user, guestId)];
  // Who was only an address has a name now; who chose a nick keeps it.
  const { name } = account;
  const mayTakeName =
    !nickRefusal(moment.chat, name, { user, account }) && !isBannedAs(moment, session, name);
  const takesName = user.source.isGuest && mayTakeName;
  const named = takesName ? changeNick(moment, session, name) : [];
  const shown = [...showMarkers(moment.chat, session), ...waitingTalks(moment, session, account)];
  return [...told, ...named, ...prefixesOnLogin(moment, user), ...shown];
}
