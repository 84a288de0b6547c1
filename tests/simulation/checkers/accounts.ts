/**
 * Whose which name is, told by nothing but what was promised: an account that was made is there until it is dropped, after a
 * crash too; one that was refused never is; only its present password opens it; and its name and its user are its owner's.
 */
import type { Chat } from "../../../src/chat/chat.ts";
import type { AccountRecord } from "../../../src/protocol/account.ts";
import type { Effect, Entry, SessionId, StampedEntry } from "../../../src/protocol/effects.ts";
import type { HistoryWrite } from "../../../src/protocol/history.ts";
import type { LastingOutcome, LastingRow } from "../../../src/protocol/lasting.ts";
import type { EventPlace } from "../../../src/protocol/msgid.ts";
import { fold } from "../fold.ts";
import type { Trace } from "../trace.ts";

type Kept = Entry & { readonly kind: "kept" };
type Login = Entry & { readonly kind: "login" };

/** What an account is to become; no value where it is to be no more. */
interface Change {
  readonly id: string;
  readonly record: AccountRecord | undefined;
}

export class TrueAccounts {
  readonly #trace: Trace;
  readonly #byId = new Map<string, AccountRecord>();
  /** Everything that was ever written of any account, and what was written last. */
  readonly #written = new Set<string>();
  /** Which write each outcome is about. */
  readonly #asked = new Map<LastingOutcome, string>();
  readonly #last = new Map<string, string | undefined>();
  /** The password each session has shown last. */
  readonly #shown = new Map<SessionId, string>();

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** The disk has it. */
  committed(batch: readonly HistoryWrite[]): void {
    for (const write of batch) {
      if (write.write !== "lasting" || write.kind !== "account") continue;
      this.#written.add(placeKey(write));
      this.#last.set(write.key, write.value);
    }
  }

  isAlwaysOn(name: string): boolean {
    for (const account of this.#byId.values())
      if (fold(account.name) === fold(name)) return account.settings.alwaysOn;
    return false;
  }

  /** A session says a password. */
  shown(session: SessionId, password: string): void {
    this.#shown.set(session, password);
  }

  decided({ entry }: StampedEntry, effects: readonly Effect[]): void {
    if (entry.kind === "kept") this.#settled(entry);
    for (const effect of effects) if (effect.kind === "keep") this.#ask(effect);
    if (entry.kind === "login" && isLoggedIn(entry, effects)) this.#loggedIn(entry);
    if (entry.kind === "password" && effects.some(({ kind }) => kind === "keep")) this.#loggedIn(entry);
  }

  #ask({ writes, outcome }: Effect & { readonly kind: "keep" }): void {
    const write = writes.find((one) => one.write === "lasting" && one.kind === "account");
    if (write) this.#asked.set(outcome, placeKey(write));
  }

  /** The rules are told what became of it, and tell whoever has asked. */
  #settled({ outcome, isKept }: Kept): void {
    const change = changeOf(outcome);
    if (!change) return;
    const { id, record } = change;
    const isWritten = this.#written.has(this.#asked.get(outcome) ?? "");
    this.#asked.delete(outcome);
    if (isKept !== isWritten) {
      const told = isKept ? "promised" : "refused";
      this.#violate(`${outcome.kind} of ${id} is ${told}, and ${isWritten ? "" : "not "}kept`);
    }
    if (!isKept) return;
    if (!record) this.#byId.delete(id);
    else if (outcome.kind === "account-registered" || this.#byId.has(id)) this.#byId.set(id, record);
  }

  #loggedIn({ account: id, session }: Pick<Login, "account" | "session">): void {
    const account = this.#byId.get(id);
    const password = this.#shown.get(session);
    if (account?.credential.storedKey !== password)
      this.#violate(`session ${session} gets in to ${account?.name ?? id} with the password ${password}`);
  }

  /** The server begins again. @param rows what it finds. */
  restarted(rows: readonly LastingRow[]): void {
    this.#shown.clear();
    this.#asked.clear();
    const found = new Map(
      rows.filter(({ kind }) => kind === "account").map(({ key, value }) => [key, value]),
    );
    for (const { id, name } of this.#byId.values())
      if (found.get(id) !== this.#last.get(id)) this.#violate(`the account ${name} is not what it was`);
    this.#byId.clear();
    for (const [id, value] of found) this.#byId.set(id, JSON.parse(value) as AccountRecord);
  }

  /** At any time: what the rules believe of accounts, of names and of who is here. */
  check({ accounts, nicks }: Chat): void {
    const known = [...accounts.all()].map((account) => JSON.stringify(account.with({}))).sort();
    const meant = [...this.#byId.values()].map(comparable).sort();
    if (known.join("\n") !== meant.join("\n")) this.#violate(`there are ${known}, but should be ${meant}`);
    const names = [...this.#byId.values()].map(({ name }) => fold(name));
    if (new Set(names).size !== names.length) this.#violate(`two accounts have one name: ${names}`);
    for (const user of nicks.users()) {
      const owner = [...this.#byId.values()].find(({ name }) => fold(name) === fold(user.nick));
      if (owner && user.account?.id !== owner.id) this.#violate(`${user.nick} is not the owner of this name`);
      if (user.account && user.account.user !== user)
        this.#violate(`${user.nick} is not the only user of ${user.account.name}`);
      if (user.account && !this.#byId.has(user.account.id))
        this.#violate(`${user.nick} has the account ${user.account.name}, which is no more`);
    }
  }

  #violate(story: string): void {
    this.#trace.violate("accounts", story);
  }
}

function changeOf(outcome: LastingOutcome): Change | undefined {
  switch (outcome.kind) {
    case "account-registered":
    case "account-changed":
      return { id: outcome.account.id, record: outcome.account };
    case "account-dropped":
      return { id: outcome.id, record: undefined };
    default:
      return undefined;
  }
}

function placeKey({ sequence, index }: EventPlace): string {
  return `${sequence} ${index}`;
}

function isLoggedIn({ session }: Login, effects: readonly Effect[]): boolean {
  return effects.some(
    (effect) => effect.kind === "reply" && effect.to === session && effect.name === "RPL_LOGGEDIN",
  );
}

/** As an account of the rules shows itself. */
function comparable({ id, name, registeredAtMs, email, credential, settings }: AccountRecord): string {
  const parts = { id, name, registeredAtMs, credential, settings };
  return JSON.stringify(email === undefined ? parts : { ...parts, email });
}
