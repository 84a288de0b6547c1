/** An account gets another password or other settings. */
import type { AccountRecord } from "../../protocol/account.ts";
import type { Effect, Entry, SessionId } from "../../protocol/effects.ts";
import type { LastingOutcome } from "../../protocol/lasting.ts";
import { type Moment, notice } from "../effects.ts";
import { followSettings } from "../presence/settings.ts";
import type { Session } from "../user.ts";
import type { Account } from "./account.ts";
import { accountWrite } from "./account-row.ts";
import { tellPersistence } from "./persistence.ts";
import type { Kept } from "./register.ts";

type Changed = LastingOutcome & { readonly kind: "account-changed" };

/** The edge has checked the old password, and made something of the new one. */
export function decidePassword(
  moment: Moment,
  session: Session,
  { account: id, version, credential }: Entry & { readonly kind: "password" },
): Effect[] {
  const account = moment.chat.accounts.get(id);
  if (!account || account.credential.version !== version)
    return [notice(session, "NickServ", { name: "login-failed" })];

  const renewed = { ...credential, version: version + 1 };
  return [change(moment, session, { account, changes: { credential: renewed }, what: "password" })];
}

interface Change extends Pick<Changed, "what"> {
  readonly account: Account;
  readonly changes: Parameters<Account["with"]>[0];
}

/** Refuses what another device asks for while a change is on its way to the disk. */
export function change(moment: Moment, session: Session, { account, changes, what }: Change): Effect {
  if (account.isChanging) return refuse(session, account, { what, why: "account-busy" });

  account.isChanging = true;
  const record = account.with(changes);
  const outcome: Changed = { kind: "account-changed", account: record, what };
  return { kind: "keep", session: session.id, writes: [accountWrite(moment, record)], outcome };
}

export function applyAccountChange(moment: Moment, { account: record, what }: Changed, kept: Kept): Effect[] {
  const { session, isKept } = kept;
  const account = moment.chat.accounts.get(record.id);
  // Dropped meanwhile.
  if (!account) return [];
  account.isChanging = false;
  if (isKept) adopt(account, record);
  const ended = isKept ? followSettings(moment, account, session) : [];
  const { user } = session ?? {};
  const told =
    isKept && user && what !== "password" ? tellPersistence(user, account, askerOf(what, session)) : [];
  return [...ended, ...told, ...answer(session, account, { what, isKept })];
}

function askerOf(what: Changed["what"], session: Session | undefined): SessionId | undefined {
  return what === "persistence" ? session?.id : undefined;
}

/** Programs are answered by the status alone. */
function answer(
  session: Session | undefined,
  account: Account,
  { what, isKept }: Pick<Changed, "what"> & { readonly isKept: boolean },
): Effect[] {
  if (!session) return [];
  if (!isKept) return [refuse(session, account, { what, why: "cannot-store" })];
  if (what === "persistence") return [];
  const done = what === "password" ? "password-changed" : "settings-changed";
  return [notice(session, "NickServ", { name: done, params: [account.name] })];
}

/** As FAIL PERSISTENCE says it. */
const CODES = { "account-busy": "TEMPORARILY_UNAVAILABLE", "cannot-store": "INTERNAL_ERROR" } as const;

interface Refused extends Pick<Changed, "what"> {
  readonly why: keyof typeof CODES;
}

function refuse(session: Session, { name }: Account, { what, why }: Refused): Effect {
  if (what !== "persistence") return notice(session, "NickServ", { name: why, params: [name] });
  const reply = { severity: "FAIL", command: "PERSISTENCE", code: CODES[why], context: [] } as const;
  return { kind: "standard", to: session.id, reply };
}

function adopt(account: Account, { credential, settings }: AccountRecord): void {
  account.credential = credential;
  account.settings = settings;
}
