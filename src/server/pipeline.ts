/** The way of one message after its place in the order: decide → remember → deliver. */
import type { Chat } from "../chat/chat.ts";
import type { History } from "../history/history.ts";
import type { Delivery } from "../network/delivery.ts";
import type { Effect, EndReason, HistoryRecord, SessionId, StampedEntry } from "../protocol/effects.ts";
import type { Source } from "../protocol/message.ts";

/** Who watches the server: its terminal or its log. */
export interface Observer {
  came(session: SessionId, source: Source): void;
  went(session: SessionId, source: Source, reason: EndReason): void;
  /** An entry made the rules throw and was skipped. */
  skipped(sequence: number, error: unknown): void;
  /** A mistake of ours in the edge; its connection was closed. */
  fault(error: unknown): void;
  /** History refused messages; they were not delivered. */
  storeFailed(error: Error): void;
}

export interface PipelineParts {
  readonly chat: Chat;
  readonly history: History;
  readonly delivery: Delivery;
  readonly observer: Observer;
}

/**
 * Effects leave in the order of their entries. Those of an entry whose records are not stored yet wait, and so does
 * everything after them.
 */
export class Pipeline {
  readonly #parts: PipelineParts;
  /** Decided and waiting for history, oldest first. */
  readonly #waiting: { effects: readonly Effect[]; isStored: boolean; failed: boolean }[] = [];

  constructor(parts: PipelineParts) {
    this.#parts = parts;
  }

  decide(stamped: StampedEntry): void {
    const effects = this.#apply(stamped);
    const records = effects.filter((effect) => effect.kind === "record").map((effect) => effect.record);
    if (records.length === 0 && this.#waiting.length === 0) this.#leave(effects, false);
    else this.#remember(effects, records);
  }

  /** An entry that makes the rules throw is skipped: one bad message must not end the chat of all. */
  #apply(stamped: StampedEntry): readonly Effect[] {
    try {
      return this.#parts.chat.apply(stamped);
    } catch (error) {
      this.#parts.observer.skipped(stamped.sequence, error);
      return [];
    }
  }

  #remember(effects: readonly Effect[], records: readonly HistoryRecord[]): void {
    const place = { effects, isStored: records.length === 0, failed: false };
    this.#waiting.push(place);
    if (place.isStored) return;
    this.#parts.history.commit(records, (error) => {
      place.isStored = true;
      place.failed = error !== undefined;
      if (error) this.#parts.observer.storeFailed(error);
      this.#release();
    });
  }

  #release(): void {
    while (this.#waiting[0]?.isStored) {
      const place = this.#waiting.shift();
      if (place) this.#leave(place.effects, place.failed);
    }
  }

  #leave(effects: readonly Effect[], storeFailed: boolean): void {
    for (const effect of effects) this.#perform(effect, storeFailed);
  }

  #perform(effect: Effect, storeFailed: boolean): void {
    const { delivery, observer } = this.#parts;
    switch (effect.kind) {
      case "deliver":
        if (!(storeFailed && effect.needsRecord)) delivery.deliver(effect.to, effect.sender, effect.event);
        return;
      case "record":
        if (storeFailed) delivery.get(effect.session)?.refuseMessage();
        return;
      case "reply":
        delivery.get(effect.to)?.reply(effect.name, effect.params);
        return;
      case "came":
        observer.came(effect.session, effect.source);
        return;
      case "went":
        observer.went(effect.session, effect.source, effect.reason);
        return;
      case "close":
        delivery.get(effect.session)?.close(effect.reason);
        delivery.remove(effect.session);
        return;
    }
  }
}
