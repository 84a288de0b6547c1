/** Does a history's chores when nobody waits for the disk: filling the full-text index, deleting what is too old. */
import type { Clock, Timer } from "../platform/clock.ts";

export interface CaretakerParts {
  readonly clock: Clock;
  /** Whether somebody waits for the disk. */
  isBusy(): boolean;
  /** One short step, for at most `ROWS_PER_STEP` rows. @param done told whether there is more to do at once. */
  step(done: (hasMore: boolean) => void): void;
}

/** How long nothing is written before chores begin. */
const QUIET_MS = 200;
/** Between two steps, for a commit to come in between. */
const PAUSE_MS = 1;
/** How often chores are looked for where nothing is written: rows become too old by themselves. */
const ROUND_MS = 60_000;
/** Rows written and not cared for above which steps are taken however busy the disk is: each search reads all of them. */
const ROWS_BEHIND_MAX = 20_000;
export const ROWS_PER_STEP = 500;

export class Caretaker {
  readonly #parts: CaretakerParts;
  #timer: Timer | undefined;
  #isResting = false;
  #isClosed = false;
  /** Rows written since all was done; and those of them that the last look has seen. */
  #rowsBehind = 0;
  #rowsSeen = 0;

  constructor(parts: CaretakerParts) {
    this.#parts = parts;
    this.#lookAfter(QUIET_MS);
  }

  /** Rows were handed to the disk. */
  wrote(rows: number): void {
    this.#rowsBehind += rows;
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
    const isQuiet = !this.#parts.isBusy() && this.#rowsSeen === this.#rowsBehind;
    this.#rowsSeen = this.#rowsBehind;
    if (isQuiet || this.#rowsBehind > ROWS_BEHIND_MAX) this.#step();
    else this.#lookAfter(QUIET_MS);
  }

  #step(): void {
    this.#isResting = false;
    this.#parts.step((hasMore) => {
      this.#rowsBehind = hasMore ? Math.max(0, this.#rowsBehind - ROWS_PER_STEP) : 0;
      this.#rowsSeen = Math.max(0, this.#rowsSeen - ROWS_PER_STEP);
      this.#isResting = !hasMore;
      this.#lookAfter(hasMore ? PAUSE_MS : ROUND_MS);
    });
  }
}
