/**
 * What is on the disk, and the disk itself: slow, standing still, full, broken. It outlives the server; a transaction that is
 * under way at a crash is there afterwards or is not, but never a half of it.
 */

import type { Store } from "../../../src/history/group-commit.ts";
import type { Done } from "../../../src/history/history.ts";
import { memoryHistory } from "../../../src/history/memory.ts";
import { ORDER_STEP } from "../../../src/history/sqlite/order-floor.ts";
import type { HistoryRow, HistoryWrite } from "../../../src/protocol/history.ts";
import type { HistoryQuery } from "../../../src/protocol/history-query.ts";
import type { LastingRow } from "../../../src/protocol/lasting.ts";
import type { LastStamp } from "../../../src/sequencer/local.ts";
import type { SimulatedClock } from "../clock.ts";
import type { PlannedEvent } from "../event-heap.ts";
import type { Random } from "../random.ts";

/** The same in all its lives. */
export const HISTORY_ID = "simulated";

export interface StoreParts {
  readonly clock: SimulatedClock;
  readonly random: Random;
  /** The share of transactions that take a while, and of those that fail. */
  readonly slowShare: number;
  readonly brokenShare: number;
  /** What a transaction takes at most, in milliseconds. */
  readonly latencyMs: number;
  /** The only one that fails, where one is named; counted from 1. */
  readonly brokenWrite?: number | undefined;
  /** They are on the disk from now on. */
  committed(writes: readonly HistoryWrite[]): void;
  violate(story: string): void;
}

const SLOW_MS_MAX = 300;

export class SimulatedStore implements Store {
  readonly #parts: StoreParts;
  readonly #memory = memoryHistory({ messagesMax: Infinity, charactersMax: Infinity }, HISTORY_ID);
  #tip: LastStamp = { lastSequence: 0, lastTimeMs: 0 };
  #stalledUntilMs = 0;
  #fullUntilMs = 0;
  #writeCount = 0;
  #isCalm = false;
  #underWay: { readonly batch: readonly HistoryWrite[]; readonly end: PlannedEvent } | undefined;

  constructor(parts: StoreParts) {
    this.#parts = parts;
  }

  /** Where the order was, as far as the disk knows. */
  get tip(): LastStamp {
    return this.#tip;
  }

  /** How many transactions there were. */
  get writeCount(): number {
    return this.#writeCount;
  }

  /** A server starts on what is there. */
  restart(): void {
    const { lastSequence, lastTimeMs } = this.#tip;
    this.#tip = { lastSequence: lastSequence + ORDER_STEP, lastTimeMs };
  }

  // What happens to the disk.

  /** Nothing is written for a while. */
  stall(ms: number): void {
    this.#stalledUntilMs = Math.max(this.#stalledUntilMs, this.#parts.clock.elapsedMs + ms);
  }

  /** Every transaction fails for a while. */
  fill(ms: number): void {
    this.#fullUntilMs = Math.max(this.#fullUntilMs, this.#parts.clock.elapsedMs + ms);
  }

  /** From now on it works. */
  calm(): void {
    this.#isCalm = true;
    this.#fullUntilMs = 0;
  }

  /** The server is gone. */
  crash(): void {
    const { random } = this.#parts;
    if (!this.#underWay) return;
    const { batch, end } = this.#underWay;
    this.#underWay = undefined;
    end.isCancelled = true;
    if (!this.#isFull && random.chance(0.5)) this.#commit(batch);
  }

  // What the server asks of it.

  write(batch: readonly HistoryWrite[], done: Done): void {
    const { clock, violate } = this.#parts;
    if (this.#underWay) violate("a transaction begins before the one before it has ended");
    this.#writeCount += 1;
    const fails = this.#fails();
    const end = clock.planForNobody(this.#waitMs(), () => {
      this.#underWay = undefined;
      if (fails || this.#isFull) {
        done(new Error("the disk is full"));
        return;
      }
      this.#commit(batch);
      done();
    });
    this.#underWay = { batch, end };
  }

  get #isFull(): boolean {
    return this.#parts.clock.elapsedMs < this.#fullUntilMs;
  }

  #fails(): boolean {
    const { random, brokenShare, brokenWrite } = this.#parts;
    const isBroken = random.chance(brokenShare) && !this.#isCalm;
    return brokenWrite === undefined ? isBroken : brokenWrite === this.#writeCount;
  }

  #waitMs(): number {
    const { clock, random, slowShare, latencyMs } = this.#parts;
    const slowMs = random.chance(slowShare) ? random.between(1, SLOW_MS_MAX) : 0;
    return Math.max(random.between(0, latencyMs) + slowMs, this.#stalledUntilMs - clock.elapsedMs);
  }

  #commit(batch: readonly HistoryWrite[]): void {
    const last = batch.at(-1);
    if (last) this.#tip = { lastSequence: last.sequence, lastTimeMs: last.timeMs };
    this.#memory.commit(batch, () => {});
    this.#parts.committed(batch);
  }

  lasting(): readonly LastingRow[] {
    return this.#memory.lasting();
  }

  read(query: HistoryQuery, done: (found: readonly HistoryRow[] | Error) => void): void {
    this.#memory.find(query, done);
  }
}
