/** Entries that are decided and wait for the disk, their own or an earlier one's: nobody has too many of them. */
import type { Effect, SessionId, StampedEntry } from "../../../src/protocol/effects.ts";
import type { HistoryWrite } from "../../../src/protocol/history.ts";
import type { Trace } from "../trace.ts";
import { ENTRIES_PER_TURN_MAX } from "./pace.ts";

/** Of one session: what a fast disk leaves behind even of a flood. */
const ENTRIES_MAX = 256;

interface Waiting {
  readonly session: SessionId | undefined;
  isStored: boolean;
}

export class Outstanding {
  readonly #trace: Trace;
  /** By sequence, in the order they were decided. */
  readonly #waiting = new Map<number, Waiting>();
  readonly #counts = new Map<SessionId, number>();

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** How many entries wait. */
  get size(): number {
    return this.#waiting.size;
  }

  decided({ sequence, entry }: StampedEntry, effects: readonly Effect[]): void {
    const isStored = !effects.some(({ kind }) => kind === "record");
    if (isStored && this.#waiting.size === 0) return;
    const session = entry.kind === "message" ? entry.session : undefined;
    this.#waiting.set(sequence, { session, isStored });
    if (session !== undefined) this.#count(session, sequence);
  }

  #count(session: SessionId, sequence: number): void {
    const count = (this.#counts.get(session) ?? 0) + 1;
    this.#counts.set(session, count);
    if (count > ENTRIES_MAX + ENTRIES_PER_TURN_MAX)
      this.#trace.violate("outstanding", `sequence ${sequence}: ${count} entries of session ${session} wait`);
  }

  /** The disk has answered, one way or the other. */
  stored(records: readonly HistoryWrite[]): void {
    for (const { sequence } of records) {
      const waiting = this.#waiting.get(sequence);
      if (waiting) waiting.isStored = true;
    }
    for (const [sequence, { session, isStored }] of this.#waiting) {
      if (!isStored) return;
      this.#waiting.delete(sequence);
      if (session !== undefined) this.#counts.set(session, (this.#counts.get(session) ?? 0) - 1);
    }
  }
}
