/** A history on disk: SQLite in threads of its own, so that the chat never waits for a file. */
import type { Clock } from "../platform/clock.ts";
import { randomId } from "../platform/random.ts";
import type { HistoryRow, HistoryWrite } from "../protocol/history.ts";
import type { HistoryQuery } from "../protocol/history-query.ts";
import {
  HISTORY_BATCH_ROWS_MAX,
  HISTORY_KEPT_ROWS_MAX,
  HISTORY_QUERIES_WAITING_MAX,
  HISTORY_WAITING_ROWS_MAX,
} from "../protocol/limits.ts";
import { Caretaker } from "./caretaker.ts";
import { GroupCommit, type GroupCommitLimits, type Store } from "./group-commit.ts";
import type { Done, History, HistoryState } from "./history.ts";
import { BatchPacker } from "./sqlite/batch.ts";
import type { Retention } from "./sqlite/chores.ts";
import type { OpenOptions } from "./sqlite/open.ts";
import type { Answer, Order } from "./sqlite/orders.ts";
import { QueryQueue } from "./sqlite/query-queue.ts";
import { errorOf, Thread } from "./sqlite/thread.ts";
import type { Tip } from "./sqlite/writer.ts";

export interface SqliteHistoryOptions {
  /** The data folder; made where it is missing. */
  readonly folder: string;
  readonly clock: Clock;
  /** By default nothing is ever deleted. */
  readonly retention?: Retention;
  readonly limits?: GroupCommitLimits;
  /** The file's size limit in pages of 4 KiB, to play a full disk. */
  readonly pagesMax?: number;
}

const HISTORY_ID_LENGTH = 8;

const LIMITS: GroupCommitLimits = {
  waitingRowsMax: HISTORY_WAITING_ROWS_MAX,
  batchRowsMax: HISTORY_BATCH_ROWS_MAX,
  keptRowsMax: HISTORY_KEPT_ROWS_MAX,
};

/** Opens the history of a data folder, or makes one. Rejects with a HistoryError. */
export async function openSqliteHistory(options: SqliteHistoryOptions): Promise<History> {
  const { folder, pagesMax } = options;
  const historyId = randomId(HISTORY_ID_LENGTH);
  const store = new ThreadStore({ folder, historyId, ...(pagesMax === undefined ? {} : { pagesMax }) });
  return new SqliteHistory(options, store, await store.open());
}

/** The disk of the group commit: a thread that writes. One that died is replaced with the next order. */
class ThreadStore implements Store {
  #options: OpenOptions;
  #thread = new Thread();
  #batches = new BatchPacker();

  constructor(options: OpenOptions) {
    this.#options = options;
  }

  async open(): Promise<Tip> {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.#thread.ask({ order: "open-writer", options: this.#options }, resolve);
    const answer = await promise;
    if ("tip" in answer) {
      this.#options = { ...this.#options, historyId: answer.tip.historyId };
      return answer.tip;
    }
    this.#thread.close(() => {});
    throw errorOf(answer) ?? new Error("no answer to the opening of the history");
  }

  write(batch: readonly HistoryWrite[], done: Done): void {
    if (!this.#thread.isAlive) this.#replaceThread();
    this.#thread.ask({ order: "write", batch: this.#batches.pack(batch) }, (answer) => done(errorOf(answer)));
  }

  ask(order: Order, onAnswer: (answer: Answer) => void): void {
    if (!this.#thread.isAlive) this.#replaceThread();
    this.#thread.ask(order, onAnswer);
  }

  #replaceThread(): void {
    this.#thread = new Thread();
    this.#batches = new BatchPacker();
    this.#thread.ask({ order: "open-writer", options: this.#options }, () => {});
  }

  close(done: Done): void {
    this.#thread.close((answer) => done(errorOf(answer)));
  }
}

class SqliteHistory implements History {
  readonly historyId: string;
  readonly lastSequence: number;
  readonly lastTimeMs: number;
  readonly #store: ThreadStore;
  readonly #group: GroupCommit;
  readonly #caretaker: Caretaker;
  readonly #queries: QueryQueue;
  /** Searches may take a while, and others want to read meanwhile. */
  readonly #searches: QueryQueue;

  constructor(options: SqliteHistoryOptions, store: ThreadStore, tip: Tip) {
    const { folder, clock, retention = {}, limits = LIMITS } = options;
    this.historyId = tip.historyId;
    this.lastSequence = tip.lastSequence;
    this.lastTimeMs = tip.lastTimeMs;
    this.#store = store;
    this.#group = new GroupCommit({ store, clock, limits });
    this.#queries = new QueryQueue(folder, HISTORY_QUERIES_WAITING_MAX);
    this.#searches = new QueryQueue(folder, HISTORY_QUERIES_WAITING_MAX);
    this.#caretaker = new Caretaker({
      clock,
      isBusy: () => this.#group.state().waitingSinceMs !== undefined,
      step: (done) =>
        store.ask({ order: "chores", retention, nowMs: clock.nowMs() }, (answer) =>
          done("hasMore" in answer && answer.hasMore),
        ),
    });
  }

  commit(writes: readonly HistoryWrite[], done: Done): void {
    this.#group.commit(writes, done);
    this.#caretaker.wrote(writes.length);
  }

  find(query: HistoryQuery, done: (found: readonly HistoryRow[] | Error) => void): void {
    const queue = query.kind === "search" ? this.#searches : this.#queries;
    this.#group.whenAnswered(() => queue.find(query, done));
  }

  state(): HistoryState {
    return this.#group.state();
  }

  close(done: Done): void {
    this.#caretaker.close();
    this.#group.close((lost) => {
      this.#queries.close(() => {
        this.#searches.close(() => {
          this.#store.close((error) => done(lost ?? error));
        });
      });
    });
  }
}
