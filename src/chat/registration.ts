/** An IRC client before it is a user: it says its nick and its name, and then it is here. https://modern.ircdocs.horse/#connection-registration */
import { hasCapability } from "../protocol/capabilities.ts";
import type { Effect, Entry } from "../protocol/effects.ts";
import { safeUsername } from "../protocol/names.ts";
import type { NumericName } from "../protocol/numerics.ts";
import type { Account } from "./accounts/account.ts";
import type { Chat } from "./chat.ts";
import { isupportReplies } from "./commands/isupport.ts";
import { earlyMetadata } from "./commands/metadata/early.ts";
import { attachSession, hasRoomForDevice } from "./devices.ts";
import { close, type Moment, notice, numeric } from "./effects.ts";
import { NO_CHANGES } from "./metadata/metadata.ts";
import { bringEarly, bringEarlyToDevices } from "./metadata/own.ts";
import { turnedAway } from "./moderation/banned.ts";
import { deviceOf } from "./moderation/subject.ts";
import { nowOnline } from "./monitoring.ts";
import { type Newcomer, newcomerMask } from "./newcomer.ts";
import { nickRefusal } from "./nick-rules.ts";
import { waitingTalks } from "./recent-messages.ts";
import { cutAway, cutRealname } from "./texts.ts";
import { type Session, User } from "./user.ts";
import { greet } from "./welcome.ts";

type Asked = Entry & { readonly kind: "message" };
type NewcomerHandler = (moment: Moment, newcomer: Newcomer, asked: Asked) => Effect[];

/** What may be said before one is known; all else is answered with ERR_NOTREGISTERED. */
const HANDLERS: ReadonlyMap<string, NewcomerHandler> = new Map([
  ["AWAY", away],
  ["ISUPPORT", isupport],
  ["METADATA", earlyMetadata],
  ["NICK", nick],
  ["QUIT", quit],
  ["USER", user],
]);

export function newcomerCommand(moment: Moment, newcomer: Newcomer, asked: Asked): Effect[] {
  const handler = HANDLERS.get(asked.message.command);
  return handler ? handler(moment, newcomer, asked) : [numeric(newcomer, "ERR_NOTREGISTERED")];
}

function nick(moment: Moment, newcomer: Newcomer, { message }: Asked): Effect[] {
  const [wanted = ""] = message.params;

  if (wanted === "") return [numeric(newcomer, "ERR_NONICKNAMEGIVEN")];
  const refusal = refusalOf(moment.chat, newcomer, wanted);
  // Who may still log in may turn out to be its owner, and who has logged in shares the nick of their other devices.
  const isUndecided = newcomer.isNegotiating || newcomer.account?.user !== undefined;
  const mayBeOwner = isUndecided && refusal !== "ERR_ERRONEUSNICKNAME";
  if (refusal && !mayBeOwner) {
    newcomer.refusedNick = wanted;
    return [numeric(newcomer, refusal, wanted)];
  }

  newcomer.nick = wanted;
  return tryToRegister(moment, newcomer);
}

/** `USER <username> 0 * :<real name>` */
function user(moment: Moment, newcomer: Newcomer, { message }: Asked): Effect[] {
  const [username = "", , , realname = ""] = message.params;

  if (username === "" || realname === "") return [numeric(newcomer, "ERR_NEEDMOREPARAMS", "USER")];
  if (newcomer.username !== undefined) return [numeric(newcomer, "ERR_ALREADYREGISTERED")];

  newcomer.username = safeUsername(username);
  newcomer.realname = cutRealname(realname);
  return tryToRegister(moment, newcomer);
}

function quit({ chat }: Moment, newcomer: Newcomer, { message }: Asked): Effect[] {
  const [text] = message.params;
  chat.forgetNewcomer(newcomer);
  return [close(newcomer, text ? { kind: "quit", text } : { kind: "quit" })];
}

/** https://ircv3.net/specs/extensions/pre-away */
function away(_moment: Moment, newcomer: Newcomer, { message, capabilities }: Asked): Effect[] {
  if (!hasCapability(capabilities, "draft/pre-away")) return [numeric(newcomer, "ERR_NOTREGISTERED")];
  const [text] = message.params;
  newcomer.awayText = text ? cutAway(text) : undefined;
  return [numeric(newcomer, newcomer.awayText === undefined ? "RPL_UNAWAY" : "RPL_NOWAWAY")];
}

/** https://ircv3.net/specs/extensions/extended-isupport */
function isupport({ chat }: Moment, newcomer: Newcomer, { capabilities }: Asked): Effect[] {
  if (!hasCapability(capabilities, "draft/extended-isupport"))
    return [numeric(newcomer, "ERR_NOTREGISTERED")];
  return isupportReplies(chat, newcomer, capabilities);
}

/** Makes a user of the newcomer as soon as everything is known and nothing is negotiated any more. */
export function tryToRegister(moment: Moment, newcomer: Newcomer): Effect[] {
  const { nick: wanted, username } = newcomer;
  if (wanted === undefined || username === undefined || newcomer.isNegotiating) return [];
  const hadAccount = newcomer.account !== undefined;
  const account = standingAccount(moment.chat, newcomer);
  const told = hadAccount && !account ? [loggedOut(newcomer)] : [];
  return [...told, ...comeIn(moment, { newcomer, nick: wanted, username })];
}

function comeIn(moment: Moment, known: Known): Effect[] {
  const { chat, stamped } = moment;
  const { newcomer, nick: wanted, username } = known;
  const { id, host, account } = newcomer;
  const subject = { nick: wanted, username: `~${username}`, host, account: account?.name };
  const refused = turnedAway(moment, id, subject) ?? turnedAwayAs(moment, newcomer, account?.user);
  if (refused) {
    chat.forgetNewcomer(newcomer);
    return refused;
  }
  // Nobody hears what the muted say.
  if (chat.sanctions.lists.mute.find(subject, stamped.timeMs)) {
    newcomer.metadata = NO_CHANGES;
    newcomer.awayText = undefined;
  }
  if (account?.user) return attachTo(moment, account.user, newcomer);
  const refusal = refusalOf(chat, newcomer, wanted);
  if (refusal) {
    newcomer.nick = undefined;
    return [numeric(newcomer, refusal, wanted)];
  }

  const session = makeSession(moment, known);
  chat.addUser(session.user);
  const brought = bringEarly(moment, session.user, newcomer.metadata);
  chat.addSession(session);
  const waiting = account ? waitingTalks(moment, session, account) : [];
  return [...brought, ...greet(chat, session), ...nowOnline(moment, session.user), ...waiting];
}

/** Who may be called as they want may come as somebody who may not. */
function turnedAwayAs(moment: Moment, { id, host }: Newcomer, user: User | undefined): Effect[] | undefined {
  return user && turnedAway(moment, id, deviceOf(user, host));
}

/** It may have been dropped since this one has logged in: then it comes as a guest. */
function standingAccount({ accounts }: Chat, newcomer: Newcomer): Account | undefined {
  newcomer.account = accounts.get(newcomer.account?.id);
  return newcomer.account;
}

/** The account is here with another device: this one shares its nick, its rooms and all else. */
function attachTo(moment: Moment, user: User, newcomer: Newcomer): Effect[] {
  const { id, host, capabilities } = newcomer;
  const brought = hasRoomForDevice(user) ? bringEarlyToDevices(moment, user, newcomer.metadata) : [];
  const attached = attachSession(moment, user, { id, kind: "irc", host, capabilities });
  if (attached !== "too-many-devices") return [...brought, ...attached];
  // Others have logged in meanwhile: this one may come as a guest.
  newcomer.account = undefined;
  const told = [notice(newcomer, "NickServ", { name: attached }), loggedOut(newcomer)];
  return [...told, ...tryToRegister(moment, newcomer)];
}

function loggedOut(newcomer: Newcomer): Effect {
  return numeric(newcomer, "RPL_LOGGEDOUT", newcomerMask(newcomer));
}

/** Somebody may have taken it meanwhile. */
function refusalOf(chat: Chat, { account, registering }: Newcomer, wanted: string): NumericName | undefined {
  const refusal = nickRefusal(chat, wanted, { account });
  // Whose account is on its way to the disk may come in already.
  const isOwn = refusal === "ERR_NICKRESERVED" && registering === wanted;
  return isOwn ? undefined : refusal;
}

interface Known {
  readonly newcomer: Newcomer;
  readonly nick: string;
  readonly username: string;
}

function makeSession({ chat, stamped }: Moment, { newcomer, nick, username }: Known): Session {
  const { id, host, realname, awayText, capabilities } = newcomer;
  const source = {
    nick,
    // Nobody has checked it. https://modern.ircdocs.horse/#user-message
    username: `~${username}`,
    host,
    realname,
    isGuest: false,
    isBot: false,
  };
  const user = new User({ id: chat.guestUserId(stamped), source, signedOnAtMs: stamped.timeMs });
  if (newcomer.account) user.logIn(newcomer.account);
  user.awayText = awayText;
  return { id, kind: "irc", host, user, capabilities, monitored: new Map() };
}
