/** A chat in memory for tests: people come and ask; what they are shown comes back as short lines. */
import { Chat } from "../../src/chat/chat.ts";
import { moveSession } from "../../src/chat/device-moves.ts";
import { attachSession } from "../../src/chat/devices.ts";
import type { Moment } from "../../src/chat/effects.ts";
import type { Session, User } from "../../src/chat/user.ts";
import { type Capabilities, NO_CAPABILITIES } from "../../src/protocol/capabilities.ts";
import {
  CONSOLE_SESSION,
  type Effect,
  type Entry,
  type SessionId,
  type SessionKind,
  type StampedEntry,
} from "../../src/protocol/effects.ts";
import type { HistoryRow } from "../../src/protocol/history.ts";
import { displayName } from "../../src/protocol/message.ts";
import type { RuleSettings } from "../../src/protocol/rule-settings.ts";
import { RULE_SETTINGS } from "../helpers/rule-settings.ts";

export class Playground {
  readonly chat = new Chat({ historyId: "test", startedAtMs: 1_000, settings: RULE_SETTINGS });
  /** What sessions can read; nothing unless it stands here. */
  readonly capabilities = new Map<SessionId, Capabilities>();
  #sequence: number;

  /** @param lastSequence of an earlier run with the same history. */
  constructor({ lastSequence = 0 } = {}) {
    this.#sequence = lastSequence;
  }

  /** A guest connects. */
  guest(session: SessionId, host = "10.0.0.1"): Effect[] {
    return this.#apply({ kind: "connect", session, sessionKind: "plain", host });
  }

  /** An IRC person connects. */
  irc(session: SessionId, nick: string): Effect[] {
    this.newcomer(session);
    return [...this.effects(session, "NICK", nick), ...this.effects(session, "USER", nick, "0", "*", nick)];
  }

  /** One more device of whoever `of` is. @returns "too-many-devices" where it is not taken. */
  attach(id: SessionId, of: SessionId, kind: SessionKind = "irc"): ReturnType<typeof attachSession> {
    const capabilities = this.capabilities.get(id) ?? NO_CAPABILITIES;
    return attachSession(this.#moment(), this.userOf(of), { id, kind, host: "10.0.0.1", capabilities });
  }

  /** A guest turns out to be whoever `to` is. */
  move(session: SessionId, to: SessionId): Effect[] {
    return moveSession(this.#moment(), this.session(session), this.userOf(to));
  }

  session(id: SessionId): Session {
    const session = this.chat.session(id);
    if (!session) throw new Error(`nobody is ${id}`);
    return session;
  }

  userOf(id: SessionId): User {
    return this.session(id).user;
  }

  /** An IRC client connects, which is nobody yet. */
  newcomer(session: SessionId, host = "10.0.0.1"): Effect[] {
    return this.#apply({ kind: "connect", session, sessionKind: "irc", host });
  }

  console(): Effect[] {
    return this.#apply({ kind: "connect", session: CONSOLE_SESSION, sessionKind: "console", host: "server" });
  }

  leave(session: SessionId): Effect[] {
    return this.#apply({ kind: "disconnect", session, reason: { kind: "closed" } });
  }

  /** The configuration was read again. */
  rehash(changes: Partial<RuleSettings>): Effect[] {
    return this.#apply({ kind: "settings", settings: { ...this.chat.settings, ...changes } });
  }

  /** Every effect of one command. */
  effects(session: SessionId, command: string, ...params: string[]): Effect[] {
    return this.#apply({
      kind: "message",
      session,
      message: { command, params },
      capabilities: this.capabilities.get(session) ?? NO_CAPABILITIES,
    });
  }

  /** The same with tags of the client. */
  tagged(session: SessionId, clientTags: string, command: string, ...params: string[]): Effect[] {
    return this.#apply({
      kind: "message",
      session,
      message: { command, params, clientTags },
      capabilities: this.capabilities.get(session) ?? NO_CAPABILITIES,
    });
  }

  /** A message is to be taken back, and history has found it. */
  redact(session: SessionId, target: string, found: HistoryRow): Effect[] {
    return this.#apply({ kind: "redaction", session, target, msgid: "m", reason: "", found });
  }

  /** What the command shows to whom: `3< <bob> PRIVMSG #lobby hi`, `1< ERR_NOSUCHNICK eve`. */
  ask(session: SessionId, command: string, ...params: string[]): string[] {
    return this.effects(session, command, ...params).flatMap(describe);
  }

  /** What an entry that the edge makes shows to whom. */
  decide(entry: Entry): string[] {
    return this.#apply(entry).flatMap(describe);
  }

  /** The same, where the disk answers at once what it is asked to keep. */
  settle(entry: Entry, isKept = true): string[] {
    return this.#apply(entry).flatMap((effect) => {
      if (effect.kind !== "keep") return describe(effect);
      const { session, outcome } = effect;
      return this.settle({ kind: "kept", session, outcome, isKept });
    });
  }

  #apply(entry: Entry): Effect[] {
    return this.chat.apply(this.#stamped(entry));
  }

  /** An entry of its own in which nothing else is decided. */
  #moment(): Moment {
    const stamped = this.#stamped({ kind: "settings", settings: this.chat.settings });
    return { chat: this.chat, stamped, eventCount: 0 };
  }

  #stamped(entry: Entry): StampedEntry {
    this.#sequence += 1;
    return { sequence: this.#sequence, timeMs: 1_000 + this.#sequence, entry };
  }
}

/** What an effect shows to whom, in short lines. */
export function describe(effect: Effect): string[] {
  switch (effect.kind) {
    case "reply":
      return [`${effect.to}< ${[effect.name, ...effect.params].join(" ")}`];
    case "deliver": {
      const { source, command, params } = effect.event;
      return effect.to.map((id) => `${id}< <${displayName(source)}> ${[command, ...params].join(" ")}`);
    }
    case "close":
      return [`${effect.session} closed: ${effect.reason.kind}`];
    case "came":
    case "went":
      return [`${effect.kind} ${displayName(effect.source)}`];
    case "standard":
      return [
        `${effect.to}< ${effect.reply.severity} ${effect.reply.code} ${effect.reply.context.join(" ")}`.trimEnd(),
      ];
    case "notice":
      return [`${effect.to}< ${effect.from} ${[effect.name, ...effect.params].join(" ")}`];
    case "persistence":
      return [`${effect.to}< stays: ${effect.isOn}`];
    case "registered":
      return [`${effect.to}< registered ${effect.account}`];
    case "marker":
      return [`${effect.to}< MARKREAD ${effect.target} ${effect.timeMs ?? "*"}`];
    case "keep":
      return [`keep ${effect.outcome.kind}`];
    case "batch":
      return effect.effects.flatMap(describe);
    case "history":
      return [`${effect.to} asks history: ${effect.query.kind} ${effect.view.target}`.trimEnd()];
    case "acted": {
      const { by, action, target, reason } = effect.act;
      return [`acted: ${[by, action, target, reason].filter(Boolean).join(" ")}`];
    }
    case "export":
      return [`${effect.session} gets a copy of ${effect.copy.name}`];
    case "record":
    case "identity":
    case "rehash":
      return [];
  }
}
