/**
 * Somebody makes an account. Its name is theirs at once, and the account is when the disk has it.
 * https://ircv3.net/specs/extensions/account-registration
 */
import type { AccountRecord } from "../../protocol/account.ts";
import type { Effect, Entry } from "../../protocol/effects.ts";
import type { LastingOutcome } from "../../protocol/lasting.ts";
import { EMAIL_BYTES_MAX } from "../../protocol/limits.ts";
import { isTakeableNick } from "../../protocol/names.ts";
import type { Chat } from "../chat.ts";
import { acted, type Moment } from "../effects.ts";
import { type Newcomer, newcomerMask } from "../newcomer.ts";
import type { Session, User } from "../user.ts";
import { DEFAULT_ACCOUNT_SETTINGS } from "./account.ts";
import { accountWrite } from "./account-row.ts";
import { loggedIn, maskOf, type Refusal, refuseRegister, registered } from "./answers.ts";
import { logIn } from "./login.ts";

type Register = Entry & { readonly kind: "register" };
type Registered = LastingOutcome & { readonly kind: "account-registered" };

/** Who asks: a newcomer has no user yet. */
export type Registrant =
  | { readonly kind: "session"; readonly session: Session }
  | { readonly kind: "newcomer"; readonly newcomer: Newcomer };

export function decideRegister(moment: Moment, registrant: Registrant, entry: Register): Effect[] {
  const { chat, stamped } = moment;
  const { session, way, email, credential, isForAnother } = entry;
  const name = entry.name === "*" ? (wishedNickOf(registrant) ?? "*") : entry.name;

  // Its next owner could not log in.
  const isBanned = chat.sanctions.bans.ofAccount(name, stamped.timeMs) !== undefined;
  const refusal = isBanned ? REFUSALS.badName : refusalOf(chat, registrant, { ...entry, name });
  if (refusal) return [refuseRegister({ id: session }, way, { ...refusal, account: name })];
  if (!isForAnother && !chat.accounts.pace.take(hostOf(registrant), stamped.timeMs))
    return [refuseRegister({ id: session }, way, { ...REFUSALS.often, account: name })];

  const account: AccountRecord = {
    id: `account-${chat.historyId}-${stamped.sequence.toString(36)}`,
    name,
    registeredAtMs: stamped.timeMs,
    ...(email === undefined ? {} : { email }),
    credential,
    settings: DEFAULT_ACCOUNT_SETTINGS,
  };
  chat.accounts.reserve(name);
  if (registrant.kind === "newcomer") registrant.newcomer.registering = name;
  const outcome: Registered = {
    kind: "account-registered",
    account,
    way,
    logsIn: isForAnother !== true,
  };
  return [{ kind: "keep", session, writes: [accountWrite(moment, account)], outcome }];
}

function hostOf(registrant: Registrant): string {
  return registrant.kind === "newcomer" ? registrant.newcomer.host : registrant.session.user.actualHost;
}

/** Who could not be called so cannot have an account of the name either, and learns why. */
function wishedNickOf(registrant: Registrant): string | undefined {
  const refused = registrant.kind === "newcomer" ? registrant.newcomer.refusedNick : undefined;
  return nickOf(registrant) ?? refused;
}

/** @returns undefined also for who is only called after an address. */
function nickOf(registrant: Registrant): string | undefined {
  if (registrant.kind === "newcomer") return registrant.newcomer.nick;
  const { nick, isGuest } = registrant.session.user.source;
  return isGuest ? undefined : nick;
}

const REFUSALS = {
  closed: { code: "DISALLOWED", notice: "registration-closed" },
  early: { code: "COMPLETE_CONNECTION_REQUIRED", notice: "registration-closed" },
  loggedIn: { code: "ALREADY_AUTHENTICATED", notice: "already-logged-in" },
  nameless: { code: "NEED_NICK", notice: "need-nick" },
  notNick: { code: "ACCOUNT_NAME_MUST_BE_NICK", notice: "account-must-be-nick" },
  badName: { code: "BAD_ACCOUNT_NAME", notice: "bad-account-name" },
  badEmail: { code: "INVALID_EMAIL", notice: "invalid-email" },
  taken: { code: "ACCOUNT_EXISTS", notice: "account-exists" },
  often: { code: "TEMPORARILY_UNAVAILABLE", notice: "account-often" },
  full: { code: "TEMPORARILY_UNAVAILABLE", notice: "account-full" },
} as const satisfies Readonly<Record<string, Refusal>>;

/** @param asked with the name that is meant. */
function refusalOf(chat: Chat, registrant: Registrant, asked: Register): Refusal | undefined {
  const { name, email, isForAnother } = asked;
  const refusal = isForAnother ? operatorRefusal(registrant) : makerRefusal(chat, registrant, asked);
  if (refusal) return refusal;
  if (!isTakeableNick(name)) return REFUSALS.badName;
  if (email !== undefined && !isEmail(email)) return REFUSALS.badEmail;
  if (chat.accounts.isTaken(name) || chat.accounts.isPending(name)) return REFUSALS.taken;
  if (isUsedByAnother(chat, registrant, asked)) return REFUSALS.taken;
  return chat.accounts.isFull ? REFUSALS.full : undefined;
}

function operatorRefusal(registrant: Registrant): Refusal | undefined {
  const isOperator = registrant.kind === "session" && registrant.session.user.isOperator;
  return isOperator ? undefined : REFUSALS.closed;
}

/** What people may do themselves. */
function makerRefusal(chat: Chat, registrant: Registrant, { name, email }: Register): Refusal | undefined {
  const { isOpen, beforeConnect, needsEmail, customNames } = chat.settings.accounts;
  const nick = wishedNickOf(registrant);
  if (!isOpen) return REFUSALS.closed;
  if (registrant.kind === "newcomer" && !beforeConnect) return REFUSALS.early;
  if (isLoggedIn(registrant)) return REFUSALS.loggedIn;
  if (name === "*") return REFUSALS.nameless;
  if (!customNames && !isSameNick(chat, name, nick)) return REFUSALS.notNick;
  return needsEmail && email === undefined ? REFUSALS.badEmail : undefined;
}

function isLoggedIn(registrant: Registrant): boolean {
  const owner = registrant.kind === "session" ? registrant.session.user : registrant.newcomer;
  return owner.account !== undefined;
}

function isSameNick({ casemapping }: Chat, name: string, nick: string | undefined): boolean {
  return nick !== undefined && casemapping.nick(name) === casemapping.nick(nick);
}

/** Who is called so now would lose the name. */
function isUsedByAnother(chat: Chat, registrant: Registrant, { name, isForAnother }: Register): boolean {
  const own: User | undefined =
    registrant.kind === "session" && !isForAnother ? registrant.session.user : undefined;
  const holder = chat.nicks.holder(name, own);
  // An operator makes it for whoever is called so.
  return holder !== undefined && !(isForAnother && holder === chat.nicks.user(name));
}

/** One `@` with something before it and a host behind it; whether anybody reads mail there is not asked. */
function isEmail(text: string): boolean {
  return text.length <= EMAIL_BYTES_MAX && /^[^\s@,:]+@[^\s@,:]+$/.test(text);
}

/** The disk has answered. The asker may be gone, or have become a user meanwhile. */
export function applyRegistered(moment: Moment, outcome: Registered, kept: Kept): Effect[] {
  const { chat } = moment;
  const { account: record, way } = outcome;
  const { session, newcomer } = kept;
  chat.accounts.release(record.name);
  if (newcomer) newcomer.registering = undefined;
  const asker = session ?? newcomer;
  if (!kept.isKept) {
    const refusal = {
      code: "TEMPORARILY_UNAVAILABLE",
      notice: "cannot-store",
      account: record.name,
    } as const;
    return asker ? [refuseRegister(asker, way, refusal)] : [];
  }

  const account = chat.accounts.add(record);
  if (!asker) return [];
  const told = registered(asker, way, account);
  if (!outcome.logsIn)
    return session ? [...told, acted(session, "register", { target: account.name })] : told;
  if (session) {
    const done = logIn(moment, session, account);
    return [...told, ...done, ...loggedIn(session, "register", { mask: maskOf(session), account })];
  }
  if (!newcomer) return told;
  newcomer.account = account;
  return [...told, ...loggedIn(newcomer, "register", { mask: newcomerMask(newcomer), account })];
}

/** What became of what was to be kept, and who asked, if they are still here. */
export interface Kept {
  readonly isKept: boolean;
  readonly session: Session | undefined;
  readonly newcomer: Newcomer | undefined;
}
