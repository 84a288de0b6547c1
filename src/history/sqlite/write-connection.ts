/** The one connection that writes a data folder. It holds the folder's lock from the beginning to the end. */
import type { DatabaseSync } from "node:sqlite";
import type { HistoryWrite } from "../../protocol/history.ts";
import { doChores, type Tended } from "./chores.ts";
import { Erasure } from "./erasure.ts";
import { type OpenOptions, openDatabase, prepareFolder, takeLock } from "./open.ts";
import { raiseOrderFloor } from "./order-floor.ts";
import type { Answer, Order } from "./orders.ts";
import { type Tip, Writer } from "./writer.ts";

interface Opened extends Tended {
  readonly writer: Writer;
}

export class WriteConnection {
  readonly #options: OpenOptions;
  readonly #lock: DatabaseSync;
  readonly tip: Tip;
  #opened: Opened | undefined;

  /** @throws the system's and SQLite's errors, and HistoryError. */
  constructor(options: OpenOptions) {
    prepareFolder(options.folder);
    this.#lock = takeLock(options.folder);
    try {
      this.#opened = open(options);
    } catch (error) {
      this.#lock.close();
      throw error;
    }
    this.tip = this.#opened.writer.tip;
    // Should somebody delete the file, a new one goes on with the same msgids.
    this.#options = { ...options, historyId: this.tip.historyId };
  }

  write(batch: readonly HistoryWrite[]): Answer {
    const before = this.#lastSequence();
    try {
      this.#try(({ writer }) => writer.write(batch));
    } catch (error) {
      const last = batch.at(-1)?.sequence;
      if (last === before || last !== this.#lastSequence()) throw error;
      this.#settle();
    }
    return { done: true };
  }

  #lastSequence(): number {
    return this.#try(({ writer }) => writer.tip.lastSequence);
  }

  /**
   * A flush may fail with the rows in the file, where it finds them that is opened anew: nobody must be told that they are
   * refused. But they may not be on the disk yet, so they are written once more, into the history itself.
   */
  #settle(): void {
    this.#try(({ database }) => database.exec("PRAGMA wal_checkpoint(FULL)"));
  }

  obey(order: Order): Answer {
    switch (order.order) {
      case "begin":
        return { tip: { ...this.tip, lastSequence: this.#try(({ database }) => raiseOrderFloor(database)) } };
      case "chores":
        return { hasMore: this.#try((opened) => doChores(opened, order.retention, order.nowMs)) };
      case "close":
        this.#opened?.database.close();
        this.#lock.close();
        return { done: true };
      default:
        throw new Error(`"${order.order}" is no order for the connection that writes`);
    }
  }

  /** After a failure nothing is taken for granted: the file is opened anew, as after a crash. */
  #try<Result>(work: (opened: Opened) => Result): Result {
    this.#opened ??= open(this.#options);
    try {
      return work(this.#opened);
    } catch (error) {
      this.#opened.database.close();
      this.#opened = undefined;
      throw error;
    }
  }
}

function open(options: OpenOptions): Opened {
  const database = openDatabase(options);
  const erasure = new Erasure(database);
  return { database, erasure, writer: new Writer(database, erasure) };
}
