/** Does a history's chores, where it can when nobody waits for the disk: filling the full-text index, deleting what is too old. */
import type { Clock, Timer } from "../platform/clock.ts";

export interface CaretakerParts {
  readonly clock: Clock;
  /** Whether somebody waits for the disk. */
  isBusy(): boolean;
  /** One short step, which indexes `ROWS_PER_STEP` rows at most. @param done told whether there is more to do at once. */
  step(done: (hasMore: boolean) => void): void;
}

/** How long nothing is written before chores begin. */
const QUIET_MS = 200;
/** Between two steps, for a commit to come in between. */
const PAUSE_MS = 1;
/** How often chores are looked for where nothing is written: rows become too old by themselves. */
const ROUND_MS = 60_000;
/** Looks without a quiet one, a minute of them, after which steps are taken all the same: where people talk day and night, old rows must go too. */
const RESTLESS_LOOKS_MAX = ROUND_MS / QUIET_MS;
/** Rows written and not cared for above which steps are taken however busy the disk is: queries look at them one by one. */
const ROWS_BEHIND_MAX = 16_384;
/** Between two such steps: a tenth of the disk's time, and enough for 5,000 messages a second. */
const BUSY_PAUSE_MS = 100;
export const ROWS_PER_STEP = 500;

export class Caretaker {
  readonly #parts: CaretakerParts;
  #timer: Timer | undefined;
  #isResting = false;
  #isClosed = false;
  /** Rows in all; those of them that the last look has seen, and those that are cared for. */
  #written = 0;
  #seen = 0;
  #done = 0;
  /** Looks that found no quiet, since there was nothing left to do. */
  #restlessLooks = 0;

  constructor(parts: CaretakerParts) {
    this.#parts = parts;
    this.#lookAfter(QUIET_MS);
  }

  /** Rows were handed to the disk. */
  wrote(rows: number): void {
    this.#written += rows;
    if (!this.#isResting) return;
    this.#isResting = false;
    this.#lookAfter(QUIET_MS);
  }

  close(): void {
    this.#isClosed = true;
    this.#timer?.cancel();
  }

  #lookAfter(delayMs: number): void {
    this.#timer?.cancel();
    if (!this.#isClosed) this.#timer = this.#parts.clock.after(delayMs, () => this.#look());
  }

  #look(): void {
    const isQuiet = !this.#parts.isBusy() && this.#seen === this.#written;
    this.#seen = this.#written;
    if (isQuiet) this.#step(PAUSE_MS);
    else if (this.#isOverdue()) this.#step(BUSY_PAUSE_MS);
    else this.#lookAfter(QUIET_MS);
  }

  /** Counted in looks, so that a clock that is set changes nothing. */
  #isOverdue(): boolean {
    this.#restlessLooks += 1;
    return this.#restlessLooks > RESTLESS_LOOKS_MAX || this.#written - this.#done > ROWS_BEHIND_MAX;
  }

  #step(pauseMs: number): void {
    const written = this.#written;
    this.#isResting = false;
    this.#parts.step((hasMore) => {
      this.#done = hasMore ? Math.min(this.#done + ROWS_PER_STEP, written) : written;
      this.#isResting = !hasMore && this.#done === this.#written;
      if (!hasMore) this.#restlessLooks = 0;
      if (hasMore) this.#lookAfter(pauseMs);
      else this.#lookAfter(this.#isResting ? ROUND_MS : QUIET_MS);
    });
  }
}
