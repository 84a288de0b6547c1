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
  return [change(moment, session, { account: account.with({ credential: renewed }), what: "password" })];
}

export function change(moment: Moment, session: Session, changed: Omit<Changed, "kind">): Effect {
  const outcome: Changed = { kind: "account-changed", ...changed };
  return { kind: "keep", session: session.id, writes: [accountWrite(moment, changed.account)], outcome };
}

export function applyAccountChange(moment: Moment, { account: record, what }: Changed, kept: Kept): Effect[] {
  const { session, isKept } = kept;
  const account = moment.chat.accounts.get(record.id);
  // Dropped meanwhile.
  if (!account) return [];
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
  { name }: Account,
  { what, isKept }: Pick<Changed, "what"> & { readonly isKept: boolean },
): Effect[] {
  if (!session) return [];
  if (what === "persistence") return isKept ? [] : [refusePersistence(session)];
  const done = what === "password" ? "password-changed" : "settings-changed";
  return [notice(session, "NickServ", { name: isKept ? done : "cannot-store", params: [name] })];
}

function refusePersistence({ id }: Session): Effect {
  const reply = { severity: "FAIL", command: "PERSISTENCE", code: "INTERNAL_ERROR", context: [] } as const;
  return { kind: "standard", to: id, reply };
}

function adopt(account: Account, { credential, settings }: AccountRecord): void {
  account.credential = credential;
  account.settings = settings;
}
