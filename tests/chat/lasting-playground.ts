/** A chat whose rows last: people have accounts, what is to be kept is kept at once, and the server may start again. */
import { Chat } from "../../src/chat/chat.ts";
import { restore } from "../../src/chat/restore.ts";
import type { Session, User } from "../../src/chat/user.ts";
import { type Capabilities, NO_CAPABILITIES } from "../../src/protocol/capabilities.ts";
import type { Credential } from "../../src/protocol/credential.ts";
import type { Effect, Entry, SessionId, SessionKind } from "../../src/protocol/effects.ts";
import { standsInTarget } from "../../src/protocol/history.ts";
import type { LastingRow } from "../../src/protocol/lasting.ts";
import type { RuleSettings } from "../../src/protocol/rule-settings.ts";
import { RULE_SETTINGS } from "../helpers/rule-settings.ts";
import { describe } from "./playground.ts";

const CREDENTIAL: Credential = { version: 1, salt: "", iterations: 1, storedKey: "", serverKey: "" };

export class LastingPlayground {
  chat: Chat;
  /** Whether the disk takes what is asked of it first. */
  isWritable = true;
  /** What happens after the disk has answered, and before the rules hear of it. */
  beforeKept = (): void => {};
  readonly capabilities = new Map<SessionId, Capabilities>();
  readonly #rows = new Map<string, LastingRow>();
  #sequence = 0;

  constructor() {
    this.chat = this.#begin({});
  }

  #begin(settings: Partial<RuleSettings>): Chat {
    const chat = new Chat({
      historyId: "test",
      startedAtMs: 1_000 + this.#sequence,
      settings: { ...RULE_SETTINGS, ...settings },
    });
    restore(chat, [...this.#rows.values()], (row, error) => {
      throw new Error(`the row ${row.kind} ${row.key} cannot be read`, { cause: error });
    });
    return chat;
  }

  /** The server is killed, and another one starts with its rows. */
  restart(settings: Partial<RuleSettings> = {}): void {
    this.chat = this.#begin(settings);
  }

  /** A row is there that the rules know nothing of. */
  put(row: LastingRow): void {
    this.#rows.set(`${row.kind} ${row.key}`, row);
  }

  /** The rows of one kind, as JSON. */
  rows(kind: LastingRow["kind"]): Record<string, unknown> {
    const found = [...this.#rows.values()].filter((row) => row.kind === kind);
    return Object.fromEntries(found.map(({ key, value }) => [key, JSON.parse(value)]));
  }

  dropRow(kind: LastingRow["kind"], key: string): void {
    this.#rows.delete(`${kind} ${key}`);
  }

  apply(entry: Entry): Effect[] {
    this.#sequence += 1;
    const sequence = this.#sequence;
    const effects = this.chat.apply({ sequence, timeMs: 1_000 + sequence, entry });
    return effects.flatMap((effect) => {
      if (effect.kind === "record") this.#write([effect.write]);
      return effect.kind === "keep" ? [effect, ...this.#keep(effect)] : [effect];
    });
  }

  #keep({ session, writes, outcome }: Effect & { kind: "keep" }): Effect[] {
    if (this.isWritable) this.#write(writes);
    this.beforeKept();
    return this.apply({ kind: "kept", session, outcome, isKept: this.isWritable });
  }

  #write(writes: (Effect & { kind: "keep" })["writes"] | (Effect & { kind: "record" })["write"][]): void {
    for (const write of writes) {
      if (standsInTarget(write) || write.write !== "lasting") continue;
      const { kind, key, value } = write;
      if (value === undefined) this.#rows.delete(`${kind} ${key}`);
      else this.#rows.set(`${kind} ${key}`, { kind, key, value });
    }
  }

  connect(session: SessionId, sessionKind: SessionKind = "irc", host = "10.0.0.1"): Effect[] {
    return this.apply({ kind: "connect", session, sessionKind, host });
  }

  /** An IRC person connects, and logs in first where `account` is given. */
  irc(session: SessionId, nick: string, account?: string): Effect[] {
    const capabilities = this.capabilities.get(session) ?? NO_CAPABILITIES;
    this.connect(session);
    this.apply({ kind: "negotiation", session, state: "open", capabilities });
    if (account !== undefined) this.login(session, account);
    this.ask(session, "NICK", nick);
    this.ask(session, "USER", nick, "0", "*", nick);
    return this.apply({ kind: "negotiation", session, state: "ended", capabilities });
  }

  /** Makes an account of the session's nick, and logs it in. */
  register(session: SessionId): Effect[] {
    return this.apply({ kind: "register", session, name: "*", credential: CREDENTIAL, way: "register" });
  }

  /** An account that stays. */
  stay(session: SessionId): Effect[] {
    this.register(session);
    return this.effects(session, "NS", "SET", "ALWAYS-ON", "ON");
  }

  login(session: SessionId, name: string): Effect[] {
    const account = this.chat.accounts.named(name)?.id ?? "";
    return this.apply({ kind: "login", session, account, version: 1, way: "service" });
  }

  leave(session: SessionId): Effect[] {
    return this.apply({ kind: "disconnect", session, reason: { kind: "closed" } });
  }

  effects(session: SessionId, command: string, ...params: string[]): Effect[] {
    const capabilities = this.capabilities.get(session) ?? NO_CAPABILITIES;
    return this.apply({ kind: "message", session, message: { command, params }, capabilities });
  }

  /** What the command shows to whom, in short lines. */
  ask(session: SessionId, command: string, ...params: string[]): string[] {
    return this.effects(session, command, ...params).flatMap(describe);
  }

  session(id: SessionId): Session {
    const session = this.chat.session(id);
    if (!session) throw new Error(`nobody is ${id}`);
    return session;
  }

  /** Whoever has this nick. */
  user(nick: string): User {
    const user = this.chat.nicks.user(nick);
    if (!user) throw new Error(`nobody is called ${nick}`);
    return user;
  }
}
