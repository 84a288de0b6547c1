/** Watches how the disk does: whether it refuses, and whether clients must not be read until it answers again. */
import type { HistoryState } from "../history/history.ts";
import type { DiskGate, DiskWaiter } from "../network/disk-gate.ts";
import type { Clock } from "../platform/clock.ts";
import { DISK_LATE_MS, WAITING_ENTRIES_MAX } from "../protocol/limits.ts";

/** Told once for each trouble, however many messages it concerns. */
export interface DiskNews {
  /** What is said cannot be stored, and is not delivered. */
  refuses(error: Error): void;
  /** It does not answer; nobody is read. */
  late(): void;
  /** What it was last said to be is over. */
  works(): void;
}

export interface DiskWatchParts {
  readonly clock: Clock;
  readonly news: DiskNews;
  state(): HistoryState;
}

/** So often the disk is looked at while anything waits for it: a timer for each commit would be dear. */
const LOOKS = 4;
/** A full disk takes a line now and then, where an old one was: it works when it has refused nothing at so many looks. */
const GOOD_LOOKS = 5 * LOOKS;

/** Time is counted in looks, so that a clock that is set makes no disk late. */
export class DiskWatch implements DiskGate {
  isLate = false;
  lateCount = 0;
  readonly #parts: DiskWatchParts;
  readonly #waiters = new Set<DiskWaiter>();
  #isRefusing = false;
  #goodLooks = 0;
  /** That it is late was told, and not yet that it works. */
  #isLateTold = false;
  #isClosed = false;
  /** Decided entries that wait for the disk. */
  #waiting = 0;
  #hasAnswered = false;
  #silentLooks = 0;
  #isLooking = false;

  constructor(parts: DiskWatchParts) {
    this.#parts = parts;
  }

  /** Whether what is said now can be stored. */
  get isReady(): boolean {
    return !this.isLate && !this.#isRefusing;
  }

  /** Entries wait for the disk. */
  waits(count: number): void {
    this.#waiting = count;
    if (count >= WAITING_ENTRIES_MAX) this.#becomeLate();
    if (!this.#isLooking) this.#lookLater();
  }

  /** The disk has answered a commit. @param count of entries that still wait. */
  answered(count: number, error: Error | undefined): void {
    this.#hasAnswered = true;
    this.#waiting = count;
    if (error) this.#refuse(error);
    if (this.isLate && !this.#isClosed && count < WAITING_ENTRIES_MAX / 2) this.#comeBack();
  }

  whenBack(waiter: DiskWaiter): void {
    this.#waiters.add(waiter);
  }

  forget(waiter: DiskWaiter): void {
    this.#waiters.delete(waiter);
  }

  /** The server stops: from now on nobody is read, and nothing is news. */
  close(): void {
    this.#isClosed = true;
    this.isLate = true;
  }

  #lookLater(): void {
    this.#isLooking = true;
    this.#parts.clock.after(DISK_LATE_MS / LOOKS, () => this.#look());
  }

  #look(): void {
    this.#isLooking = false;
    this.#silentLooks = this.#waiting === 0 || this.#hasAnswered ? 0 : this.#silentLooks + 1;
    this.#hasAnswered = false;
    if (this.#silentLooks >= LOOKS) this.#becomeLate();
    if (this.#isRefusing) this.#lookAtRefusal();
    if (this.#waiting > 0 || this.#isRefusing) this.#lookLater();
  }

  #becomeLate(): void {
    if (this.isLate) return;
    this.isLate = true;
    this.lateCount += 1;
    // A disk that now and then gives an error instead of an answer becomes late again and again.
    if (!this.#isLateTold) this.#parts.news.late();
    this.#isLateTold = true;
  }

  #comeBack(): void {
    this.isLate = false;
    this.#silentLooks = 0;
    if (!this.#isRefusing) this.#works();
    // Who becomes a waiter again meanwhile is one of the next time.
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    for (const waiter of waiters) waiter.resumeLater();
  }

  #refuse(error: Error): void {
    this.#goodLooks = 0;
    if (this.#isRefusing) return;
    this.#isRefusing = true;
    this.#parts.news.refuses(error);
    if (!this.#isLooking) this.#lookLater();
  }

  #lookAtRefusal(): void {
    this.#goodLooks = this.#parts.state().lastError === undefined ? this.#goodLooks + 1 : 0;
    if (this.#goodLooks >= GOOD_LOOKS) this.#endRefusal();
  }

  #endRefusal(): void {
    this.#isRefusing = false;
    if (!this.isLate) this.#works();
  }

  #works(): void {
    this.#isLateTold = false;
    this.#parts.news.works();
  }
}
