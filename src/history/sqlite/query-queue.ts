/** Queries for one thread that reads: started when the first one comes, one query at a time, a bounded number waits. */

import type { HistoryRow } from "../../protocol/history.ts";
import type { HistoryQuery } from "../../protocol/history-query.ts";
import { HistoryError } from "../error.ts";
import type { Done } from "../history.ts";
import { errorOf, Thread } from "./thread.ts";

type OnFound = (found: readonly HistoryRow[] | Error) => void;

export class QueryQueue {
  readonly #folder: string;
  readonly #waitingMax: number;
  #thread: Thread | undefined;
  #waiting = 0;

  constructor(folder: string, waitingMax: number) {
    this.#folder = folder;
    this.#waitingMax = waitingMax;
  }

  find(query: HistoryQuery, done: OnFound): void {
    if (this.#waiting >= this.#waitingMax) {
      done(new HistoryError({ problem: "busy", path: this.#folder, detail: "too many queries wait" }));
      return;
    }
    this.#waiting += 1;
    this.#opened().ask({ order: "find", query }, (answer) => {
      this.#waiting -= 1;
      done("rows" in answer ? answer.rows : (errorOf(answer) ?? []));
    });
  }

  close(done: Done): void {
    if (this.#thread) this.#thread.close((answer) => done(errorOf(answer)));
    else done();
  }

  /** A thread that died is replaced. Where the file cannot be opened, the query says so. */
  #opened(): Thread {
    if (!this.#thread?.isAlive) {
      this.#thread = new Thread();
      this.#thread.ask({ order: "open-reader", folder: this.#folder }, () => {});
    }
    return this.#thread;
  }
}
