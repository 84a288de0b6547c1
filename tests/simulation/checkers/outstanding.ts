/** Entries that are decided and wait for the disk, their own or an earlier one's: they are bounded, and so is the time in which they come. */
import type { Effect, SessionId, StampedEntry } from "../../../src/protocol/effects.ts";
import type { HistoryWrite } from "../../../src/protocol/history.ts";
import { DISK_LATE_MS, WAITING_ENTRIES_MAX } from "../../../src/protocol/limits.ts";
import type { SimulatedClock } from "../clock.ts";
import type { Trace } from "../trace.ts";
import { ENTRIES_PER_TURN_MAX } from "./pace.ts";

/** The server looks at the disk now and then, and finds it late so much sooner or later. */
const LOOK_MS = DISK_LATE_MS / 2;

export class Outstanding {
  readonly #trace: Trace;
  readonly #clock: SimulatedClock;
  /** Whether an entry's own records are answered; by sequence, in the order they were decided. */
  readonly #waiting = new Map<number, boolean>();
  /** When the disk has answered last, or had nothing to do. */
  #quietSinceMs = 0;
  /** When nobody was read last. */
  #lateAtMs = -Infinity;

  constructor(trace: Trace, clock: SimulatedClock) {
    this.#trace = trace;
    this.#clock = clock;
  }

  /** How many entries wait. */
  get size(): number {
    return this.#waiting.size;
  }

  /** When the disk was late last, since the world began: nobody was heard then. */
  get lateAtMs(): number {
    this.#look();
    return this.#lateAtMs;
  }

  /** Whether what was decided before this is kept or refused. */
  isSettledBefore(sequence: number): boolean {
    for (const [waiting, isAnswered] of this.#waiting) if (waiting < sequence && !isAnswered) return false;
    return true;
  }

  /** @param client who has sent it over a connection, which need not be read. */
  decided(
    { sequence, entry }: StampedEntry,
    effects: readonly Effect[],
    client: SessionId | undefined,
  ): void {
    this.#look();
    const lateMs = this.#clock.elapsedMs - this.#quietSinceMs - DISK_LATE_MS;
    if (this.size > 0 && lateMs > LOOK_MS && entry.kind === "message" && client !== undefined)
      this.#violate(sequence, `session ${client} is read while the disk is late by ${lateMs} ms`);
    const isAnswered = !effects.some(({ kind }) => kind === "record" || kind === "keep");
    if (isAnswered && this.size === 0) return;
    this.#waiting.set(sequence, isAnswered);
    if (this.size > WAITING_ENTRIES_MAX + ENTRIES_PER_TURN_MAX)
      this.#violate(sequence, `${this.size} entries wait`);
  }

  /** The disk has answered, one way or the other. */
  answered(records: readonly HistoryWrite[]): void {
    this.#look();
    this.#quietSinceMs = this.#clock.elapsedMs;
    for (const { sequence } of records) if (this.#waiting.has(sequence)) this.#waiting.set(sequence, true);
    for (const [sequence, isAnswered] of this.#waiting) {
      if (!isAnswered) return;
      this.#waiting.delete(sequence);
    }
  }

  #look(): void {
    const { elapsedMs } = this.#clock;
    if (this.size === 0) this.#quietSinceMs = elapsedMs;
    else if (elapsedMs - this.#quietSinceMs >= DISK_LATE_MS - LOOK_MS) this.#lateAtMs = elapsedMs;
  }

  #violate(sequence: number, story: string): void {
    this.#trace.violate("outstanding", `sequence ${sequence}: ${story}`);
  }
}
