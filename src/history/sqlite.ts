/** A history on disk: SQLite in threads of its own, so that the chat never waits for a file. */
import type { Clock } from "../platform/clock.ts";
import { randomId } from "../platform/random.ts";
import type { HistoryRow, HistoryWrite } from "../protocol/history.ts";
import type { HistoryQuery } from "../protocol/history-query.ts";
import type { LastingRow } from "../protocol/lasting.ts";
import {
  HISTORY_BATCH_ROWS_MAX,
  HISTORY_KEPT_ROWS_MAX,
  HISTORY_QUERIES_WAITING_MAX,
  HISTORY_WAITING_ROWS_MAX,
} from "../protocol/limits.ts";
import { Caretaker } from "./caretaker.ts";
import { GroupCommit, type GroupCommitLimits } from "./group-commit.ts";
import type { Done, History, HistoryState } from "./history.ts";
import { lastingRowsOf } from "./sqlite/lasting-table.ts";
import { QueryQueue } from "./sqlite/query-queue.ts";
import type { Retention } from "./sqlite/retention.ts";
import { ThreadStore } from "./sqlite/thread-store.ts";
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

/** They look at whatever is there. */
const LONG_QUERIES: ReadonlySet<HistoryQuery["kind"]> = new Set(["search", "sent"]);

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
  return new SqliteHistory(options, store, await openWithLasting(folder, store));
}

interface Opened {
  readonly tip: Tip;
  readonly lasting: readonly LastingRow[];
}

/** Not read by the store's thread: it would have to put all of it into one text. Nobody waits for anything yet. */
async function openWithLasting(folder: string, store: ThreadStore): Promise<Opened> {
  const tip = await store.open();
  try {
    return { tip, lasting: lastingRowsOf(folder) };
  } catch (error) {
    store.close(() => {});
    throw error;
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
  /** They may take a while, and others want to read meanwhile. */
  readonly #searches: QueryQueue;
  #lasting: readonly LastingRow[];

  constructor(options: SqliteHistoryOptions, store: ThreadStore, { tip, lasting }: Opened) {
    const { folder, clock, retention = {}, limits = LIMITS } = options;
    this.historyId = tip.historyId;
    this.lastSequence = tip.lastSequence;
    this.lastTimeMs = tip.lastTimeMs;
    this.#lasting = lasting;
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

  lasting(): readonly LastingRow[] {
    const rows = this.#lasting;
    this.#lasting = [];
    return rows;
  }

  commit(writes: readonly HistoryWrite[], done: Done): void {
    this.#group.commit(writes, done);
    this.#caretaker.wrote(writes.length);
  }

  find(query: HistoryQuery, done: (found: readonly HistoryRow[] | Error) => void): void {
    const queue = LONG_QUERIES.has(query.kind) ? this.#searches : this.#queries;
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
