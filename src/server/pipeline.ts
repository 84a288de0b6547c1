/** The way of one message after its place in the order: decide → remember → deliver. */
import type { Chat } from "../chat/chat.ts";
import type { History } from "../history/history.ts";
import type { Delivery, Recipient } from "../network/delivery.ts";
import type { Act } from "../protocol/acts.ts";
import type { ChatEvent, Effect, EndReason, Entry, SessionId, StampedEntry } from "../protocol/effects.ts";
import { type HistoryWrite, standsInTarget } from "../protocol/history.ts";
import type { Source } from "../protocol/message.ts";
import type { PersonalCopy } from "../protocol/personal-copy.ts";
import { Fifo } from "./fifo.ts";
import { Outcomes } from "./outcomes.ts";
import { type Place, placeOf, recordsOf } from "./place.ts";
import { Questions } from "./questions.ts";

/** Who watches the server: its terminal or its log. */
export interface Observer {
  came(session: SessionId, source: Source): void;
  went(session: SessionId, source: Source, reason: EndReason): void;
  /** An operator did something, or somebody reported something to them. */
  acted(act: Act): void;
  /** An entry made the rules throw and was skipped. */
  skipped(sequence: number, error: unknown): void;
  /** A mistake of ours in the edge: somebody has missed a line or lost the connection, everybody else goes on. */
  fault(error: unknown): void;
}

/** Who watches the disk. */
export interface CommitObserver {
  /** An entry waits for the disk: its own commit or one before it. @param count how many do. */
  waits(count: number): void;
  /** @param error why messages are not stored, and not delivered. */
  answered(count: number, error: Error | undefined): void;
}

export interface PipelineParts {
  readonly chat: Chat;
  readonly history: History;
  readonly delivery: Delivery;
  readonly observer: Observer;
  readonly disk: CommitObserver;
  /** Hands what became of an entry to the order. */
  submit(entry: Entry): void;
  /** An operator asks for the configuration to be read again. */
  rehash(session: SessionId): void;
  /** Tells who has asked for a copy of their account where it is; absent where there is no place for one. */
  offerCopy?(copy: PersonalCopy, asker: Recipient): void;
}

/**
 * Effects leave in the order of their entries. Those of an entry whose records are not stored yet wait, and so does
 * everything after them.
 */
export class Pipeline {
  readonly #parts: PipelineParts;
  readonly #questions: Questions;
  readonly #outcomes: Outcomes;
  /** Events that were not delivered since they could not be stored; undefined until there is one. */
  #refused: WeakSet<ChatEvent> | undefined;
  /** Decided and waiting for history, oldest first. */
  readonly #waiting = new Fifo<Place>();

  constructor(parts: PipelineParts) {
    this.#parts = parts;
    const { history, delivery, observer } = parts;
    const fault = (error: unknown): void => observer.fault(error);
    this.#questions = new Questions({ history, delivery, fault });
    this.#outcomes = new Outcomes({ delivery, fault });
  }

  decide(stamped: StampedEntry): void {
    const effects = this.#apply(stamped);
    const records = recordsOf(effects);
    const place = placeOf(stamped, effects, records);
    this.#holdAskers(stamped, effects);
    if (!place.isStored) this.#remember(place, records);
    // What waits for nothing, and has nothing before it, leaves without a queue.
    if (place.isStored && this.#waiting.length === 0) this.#leave(place);
    else this.#wait(place);
  }

  /** A session's commands are decided in the order they came: what follows one that must be kept first waits for what comes of it. */
  #holdAskers({ entry }: StampedEntry, effects: readonly Effect[]): void {
    const { delivery } = this.#parts;
    for (const effect of effects) if (effect.kind === "keep") delivery.get(effect.session)?.pause?.();
    if (entry.kind === "kept") delivery.get(entry.session)?.resume?.();
  }

  #wait(place: Place): void {
    this.#waiting.push(place);
    this.#parts.disk.waits(this.#waiting.length);
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

  #remember(place: Place, records: readonly HistoryWrite[]): void {
    this.#parts.history.commit(records, (error) => {
      place.isStored = true;
      place.failed = error !== undefined;
      this.#release();
      this.#parts.disk.answered(this.#waiting.length, error);
    });
  }

  #release(): void {
    while (this.#waiting.first?.isStored) {
      const place = this.#waiting.shift();
      if (place) this.#leave(place);
    }
  }

  #leave({ asker, outcomeFor, effects, failed }: Place): void {
    if (asker !== undefined) this.#frame(asker, "beginAnswer");
    if (outcomeFor === undefined) this.#performAll(effects, failed);
    else this.#outcomes.inTurn(outcomeFor, () => this.#performAll(effects, failed));
    if (asker !== undefined) this.#frame(asker, "endAnswer");
    // Behind all of this entry: an outcome may leave at once.
    for (const effect of effects) if (effect.kind === "keep") this.#submitOutcome(effect, failed);
  }

  #performAll(effects: readonly Effect[], storeFailed: boolean): void {
    for (const effect of effects) this.#tryTo(effect, storeFailed);
  }

  #submitOutcome({ session, outcome }: Effect & { kind: "keep" }, failed: boolean): void {
    this.#parts.submit({ kind: "kept", session, outcome, isKept: !failed });
  }

  /** What of an answer leaves only now must hold nobody else's up, should it throw. */
  #frame(asker: SessionId, side: "beginAnswer" | "endAnswer"): void {
    try {
      // Looked up for each side: a question to history puts another recipient in the asker's place.
      this.#parts.delivery.get(asker)?.[side]();
    } catch (error) {
      this.#parts.observer.fault(error);
    }
  }

  /** What cannot be shown to one must not be missed by those whom the next effects are for. */
  #tryTo(effect: Effect, storeFailed: boolean): void {
    try {
      this.#perform(effect, storeFailed);
    } catch (error) {
      this.#parts.observer.fault(error);
    }
  }

  #perform(effect: Effect, storeFailed: boolean): void {
    const { delivery, observer } = this.#parts;
    switch (effect.kind) {
      case "deliver":
        if (storeFailed && effect.needsRecord) this.#refuse(effect.event);
        else if (this.#refused?.has(effect.event)) this.#refuseAgain(effect);
        else delivery.deliver(effect);
        return;
      case "record":
        if (storeFailed) this.#refuseRecord(effect);
        return;
      case "keep":
        this.#outcomes.expect(effect.session);
        return;
      case "reply":
      case "standard":
      case "notice":
      case "registered":
      case "persistence":
      case "marker":
        this.#outcomes.answered(effect.to)?.tell(effect);
        return;
      case "batch":
        this.#performBatch(effect, storeFailed);
        return;
      case "history":
        this.#questions.ask(effect);
        return;
      case "identity":
        // With the events, which stay in their order: an older name must not come behind a newer one.
        delivery.get(effect.session)?.identify(effect.source);
        return;
      case "export":
        this.#offerCopy(effect);
        return;
      case "rehash":
        this.#parts.rehash(effect.session);
        return;
      case "came":
        observer.came(effect.session, effect.source);
        return;
      case "went":
        observer.went(effect.session, effect.source, effect.reason);
        return;
      case "acted":
        observer.acted(effect.act);
        return;
      case "close":
        delivery.get(effect.session)?.close(effect.reason);
        delivery.remove(effect.session);
        return;
    }
  }

  #offerCopy({ session, copy }: Effect & { kind: "export" }): void {
    const asker = this.#outcomes.answered(session);
    if (asker) this.#parts.offerCopy?.(copy, asker);
  }

  #refuse(event: ChatEvent): void {
    this.#refused ??= new WeakSet();
    this.#refused.add(event);
  }

  /** It came again under its key before the disk had refused it. */
  #refuseAgain({ sender, event }: Effect & { kind: "deliver" }): void {
    this.#parts.delivery.get(sender)?.refuseMessage(event.command);
  }

  #refuseRecord({ session, write, key }: Effect & { kind: "record" }): void {
    if (!standsInTarget(write)) return;
    this.#parts.delivery.get(session)?.refuseMessage(write.kind);
    const { senderId } = write;
    if (key !== undefined) this.#parts.submit({ kind: "unstored", session, senderId, key });
  }

  #performBatch({ to, type, params, effects }: Effect & { kind: "batch" }, storeFailed: boolean): void {
    const recipient = this.#outcomes.answered(to);
    recipient?.beginBatch(type, params);
    this.#performAll(effects, storeFailed);
    recipient?.endBatch();
  }
}
