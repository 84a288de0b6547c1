/**
 * Group commit: what arrives in one turn of the event loop goes into one transaction, and while that is under way, what arrives
 * goes into the next. Knows no database.
 */
import type { Clock, Timer } from "../platform/clock.ts";
import { type HistoryWrite, hasHappened } from "../protocol/history.ts";
import { AnswerQueue } from "./answer-queue.ts";
import { HistoryError } from "./error.ts";
import type { Done, HistoryState } from "./history.ts";
import { placeKey } from "./lasting-rows.ts";

/** A disk. */
export interface Store {
  /** Writes all or nothing; the next call comes only after `done`. An empty batch finds out whether the disk works. */
  write(batch: readonly HistoryWrite[], done: Done): void;
}

export interface GroupCommitLimits {
  /** Rows that may wait for the disk; more messages are refused. */
  readonly waitingRowsMax: number;
  /** Rows of one transaction: the more, the longer its first one waits. A single call may be larger. */
  readonly batchRowsMax: number;
  /** Events that are kept while the disk refuses; the oldest makes room. */
  readonly keptRowsMax: number;
}

export interface GroupCommitParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly limits: GroupCommitLimits;
}

interface Call {
  readonly writes: readonly HistoryWrite[];
  readonly done: Done;
  readonly sinceMs: number;
  /** What it is answered, whatever the disk says of the others. */
  readonly refusal: Error | undefined;
  /** Who only waits for this answer; few calls have any. */
  followers?: (() => void)[];
}

const RETRY_MS_MIN = 100;
const RETRY_MS_MAX = 10_000;
const BUSY = new HistoryError({ problem: "busy", path: "", detail: "too much waits for the disk" });

export class GroupCommit {
  readonly #parts: GroupCommitParts;
  #waiting: Call[] = [];
  #waitingRows = 0;
  /** The calls that the store writes now. */
  #writing: readonly Call[] | undefined;
  /** Events that a failed transaction left; they are the first of the next. */
  #kept: readonly HistoryWrite[] = [];
  #lostRows = 0;
  #lastError: Error | undefined;
  #retry: Timer | undefined;
  #retryMs = RETRY_MS_MIN;
  /** In the order of the calls, also where a store answers before its `write` returns. */
  readonly #answers: AnswerQueue;
  #isPlanned = false;

  constructor(parts: GroupCommitParts) {
    this.#parts = parts;
    this.#answers = new AnswerQueue(parts.clock);
  }

  /** As `History.commit`. */
  commit(writes: readonly HistoryWrite[], done: Done): void {
    const sinceMs = this.#parts.clock.nowMs();
    const isRefused = this.#waitingRows + writes.length > this.#parts.limits.waitingRowsMax;
    const call = isRefused ? this.#refused(writes, done) : { writes, done, sinceMs, refusal: undefined };
    this.#waiting.push(call);
    this.#waitingRows += call.writes.length;
    this.#writeLater();
  }

  /** Ten people who write in one turn shall wait for one flush of the disk together, not nine of them for two. */
  #writeLater(): void {
    if (this.#writing || this.#isPlanned) return;
    this.#isPlanned = true;
    this.#parts.clock.endOfTick(() => {
      this.#isPlanned = false;
      if (!this.#writing && this.#waiting.length > 0) this.#write(this.#takeCalls());
    });
  }

  /** Calls back when every commit before it has its answer. */
  whenAnswered(callback: () => void): void {
    const last = this.#waiting.at(-1) ?? this.#writing?.at(-1);
    if (last) {
      last.followers ??= [];
      last.followers.push(callback);
    } else if (!this.#answers.isEmpty) this.#answers.add(callback);
    else callback();
  }

  /** Tries once more to write what was kept, and rests. */
  close(done: Done): void {
    this.commit([], () => {
      this.#retry?.cancel();
      done(this.#kept.length > 0 ? this.#lastError : undefined);
    });
  }

  state(): HistoryState {
    return {
      waitingSinceMs: (this.#writing?.[0] ?? this.#waiting[0])?.sinceMs,
      lastError: this.#lastError,
      keptRows: this.#kept.length,
      lostRows: this.#lostRows,
    };
  }

  #takeCalls(): readonly Call[] {
    const { batchRowsMax } = this.#parts.limits;
    let count = 0;
    let rows = 0;
    for (const { writes } of this.#waiting) {
      if (count > 0 && rows + writes.length > batchRowsMax) break;
      rows += writes.length;
      count += 1;
    }
    this.#waitingRows -= rows;
    return this.#waiting.splice(0, count);
  }

  /** @param calls none: only what was kept, to see whether the disk is back. */
  #write(calls: readonly Call[]): void {
    const batch = [...this.#kept];
    for (const { writes } of calls) for (const write of writes) batch.push(write);
    this.#writing = calls;
    // Calls without rows have nothing to ask of the disk.
    if (batch.length === 0 && calls.length > 0) this.#next(calls, undefined);
    else this.#parts.store.write(batch, (error) => this.#finish(calls, error));
  }

  #finish(calls: readonly Call[], error: Error | undefined): void {
    this.#lastError = error;
    this.#retry?.cancel();
    if (error) {
      this.#keep(calls.flatMap(({ writes }) => writes.filter(hasHappened)));
      this.#retryLater();
    } else {
      this.#kept = [];
      this.#retryMs = RETRY_MS_MIN;
    }
    this.#next(calls, error);
  }

  /**
   * The next transaction begins when the answers of this one are given and what they brought about has been read: what people
   * say to each other goes to the disk together. Side by side with the answers, half of ten talkers waited for the other half, and
   * each reader was written to twice as often (0.33 against 0.44 M deliveries/s).
   */
  #next(calls: readonly Call[], error: Error | undefined): void {
    for (const call of calls) {
      this.#answers.add(() => call.done(answerTo(call, error)));
      for (const follower of call.followers ?? []) this.#answers.add(follower);
    }
    this.#writing = undefined;
    try {
      this.#answers.giveAll();
    } finally {
      if (this.#waiting.length > 0) this.#parts.clock.endOfTick(() => this.#writeLater());
    }
  }

  #keep(writes: readonly HistoryWrite[]): void {
    const all = newestOfEachPlace(this.#kept.concat(writes));
    const lost = Math.max(0, all.length - this.#parts.limits.keptRowsMax);
    this.#lostRows += lost;
    this.#kept = all.slice(lost);
  }

  #retryLater(): void {
    this.#retry = this.#parts.clock.after(this.#retryMs, () => {
      // Each message that is refused is a try, too: only where nobody says anything the tries become rarer.
      this.#retryMs = Math.min(this.#retryMs * 2, RETRY_MS_MAX);
      if (!this.#writing) this.#write([]);
    });
  }

  /** Too much waits. Events still find a place for a while; a message does not. */
  #refused(writes: readonly HistoryWrite[], done: Done): Call {
    const { waitingRowsMax, keptRowsMax } = this.#parts.limits;
    const events = writes.filter(hasHappened);
    const hasRoom = this.#waitingRows + events.length <= waitingRowsMax + keptRowsMax;
    if (!hasRoom) this.#lostRows += events.length;
    const refusal = events.length < writes.length ? BUSY : undefined;
    return {
      writes: hasRoom ? events : [],
      done,
      sinceMs: this.#parts.clock.nowMs(),
      refusal,
    };
  }
}

/** A lasting row need not be written as it was: a newer one of its place takes the place of older ones that wait. */
function newestOfEachPlace(writes: readonly HistoryWrite[]): readonly HistoryWrite[] {
  const newest = new Map<string, HistoryWrite>();
  for (const write of writes) if (write.write === "lasting") newest.set(placeKey(write), write);
  if (newest.size === 0) return writes;
  return writes.filter((write) => write.write !== "lasting" || newest.get(placeKey(write)) === write);
}

/** Whoever asked for a message, and not only for events, must hear that it is lost. */
function answerTo({ writes, refusal }: Call, error: Error | undefined): Error | undefined {
  return refusal ?? (writes.every(hasHappened) ? undefined : error);
}
