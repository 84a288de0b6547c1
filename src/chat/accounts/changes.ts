/** An account gets another password or other settings, or is no more. */
import type { AccountRecord } from "../../protocol/account.ts";
import type { Effect, Entry } from "../../protocol/effects.ts";
import type { LastingOutcome } from "../../protocol/lasting.ts";
import { type Moment, notice } from "../effects.ts";
import { markerRemovals } from "../markers/marker-row.ts";
import { metadataRemovals } from "../metadata/rows.ts";
import { endAbsent, followSettings } from "../presence/settings.ts";
import { forgetInChannels, writesToForget } from "../registered/forgetting.ts";
import type { Session } from "../user.ts";
import type { Account } from "./account.ts";
import { accountRemoval, accountWrite } from "./account-row.ts";
import { disown } from "./logout.ts";
import type { Kept } from "./register.ts";

type Changed = LastingOutcome & { readonly kind: "account-changed" };
type Dropped = LastingOutcome & { readonly kind: "account-dropped" };

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
  if (!session) return ended;
  const done = what === "password" ? "password-changed" : "settings-changed";
  const told = isKept ? done : "cannot-store";
  return [...ended, notice(session, "NickServ", { name: told, params: [account.name] })];
}

function adopt(account: Account, { credential, settings }: AccountRecord): void {
  account.credential = credential;
  account.settings = settings;
}

/** Its name is free as soon as the disk has forgotten it. */
export function drop(moment: Moment, session: Session, account: Account): Effect {
  const outcome: Dropped = { kind: "account-dropped", id: account.id };
  const writes = [
    accountRemoval(moment, account),
    ...markerRemovals(moment, account),
    ...metadataRemovals(moment, account),
    ...writesToForget(moment, account),
  ];
  return { kind: "keep", session: session.id, writes, outcome };
}

export function applyDropped(moment: Moment, { id }: Dropped, { session, isKept }: Kept): Effect[] {
  const { accounts } = moment.chat;
  const account = accounts.get(id);
  if (!account) return [];
  const { name } = account;
  const left = isKept ? forget(moment, account, session) : [];
  if (isKept) moment.chat.metadata.forget(id);
  if (!session) return left;
  const told = isKept ? "account-dropped" : "cannot-store";
  return [...left, notice(session, "NickServ", { name: told, params: [name] })];
}

/** Whoever is here with it is a guest from now on; without any device, nobody is. */
function forget(moment: Moment, account: Account, by: Session | undefined): Effect[] {
  const { accounts, markers, sentKeys } = moment.chat;
  const { user } = account;
  const passedOn = forgetInChannels(moment, account);
  accounts.remove(account);
  markers.forget(account.id);
  sentKeys.forgetUser(account);
  account.markUnsaved();
  const [device] = user?.sessions ?? [];
  if (device) return [...passedOn, ...disown(moment, device)];
  return [...passedOn, ...(user ? endAbsent(moment, user, by) : [])];
}
