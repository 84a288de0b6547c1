/** A chat in memory for tests: people come and ask; what they are shown comes back as short lines. */
import { Chat } from "../../src/chat/chat.ts";
import { NO_CAPABILITIES } from "../../src/protocol/capabilities.ts";
import { CONSOLE_SESSION, type Effect, type Entry, type SessionId } from "../../src/protocol/effects.ts";
import { displayName } from "../../src/protocol/message.ts";
import type { RuleSettings } from "../../src/protocol/rule-settings.ts";
import { RULE_SETTINGS } from "../helpers/rule-settings.ts";

export class Playground {
  readonly chat = new Chat({ historyId: "test", startedAtMs: 1_000, settings: RULE_SETTINGS });
  #sequence: number;

  /** @param lastSequence of an earlier run with the same history. */
  constructor({ lastSequence = 0 } = {}) {
    this.#sequence = lastSequence;
  }

  /** A guest connects. */
  guest(session: SessionId, host = "10.0.0.1"): Effect[] {
    return this.#apply({ kind: "connect", session, sessionKind: "plain", host });
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
      capabilities: NO_CAPABILITIES,
    });
  }

  /** What the command shows to whom: `3< <bob> PRIVMSG #lobby hi`, `1< ERR_NOSUCHNICK eve`. */
  ask(session: SessionId, command: string, ...params: string[]): string[] {
    return this.effects(session, command, ...params).flatMap(describe);
  }

  #apply(entry: Entry): Effect[] {
    this.#sequence += 1;
    return this.chat.apply({ sequence: this.#sequence, timeMs: 1_000 + this.#sequence, entry });
  }
}

function describe(effect: Effect): string[] {
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
    case "registered":
      return [`${effect.to}< registered ${effect.account}`];
    case "keep":
      return [`keep ${effect.outcome.kind}`];
    case "batch":
      return effect.effects.flatMap(describe);
    case "history":
      return [`${effect.to} asks history: ${effect.query.kind} ${effect.view.target}`.trimEnd()];
    case "record":
    case "identity":
    case "rehash":
      return [];
  }
}
