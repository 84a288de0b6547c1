/** A connection that reads a data folder while another one writes. */
import { openForReading } from "./open.ts";
import type { Answer, Order } from "./orders.ts";
import { Reader } from "./reader.ts";

export class ReadConnection {
  readonly #folder: string;
  #reader: Reader | undefined;

  /** @throws the system's and SQLite's errors. */
  constructor(folder: string) {
    this.#folder = folder;
    this.#reader = new Reader(openForReading(folder));
  }

  obey(order: Order): Answer {
    switch (order.order) {
      case "find":
        return { rows: this.#try((reader) => reader.answer(order.query)) };
      case "close":
        this.#reader?.close();
        return { done: true };
      default:
        throw new Error(`"${order.order}" is no order for a connection that reads`);
    }
  }

  /** After a failure the file is opened anew: it may have been replaced, or the disk may be back. */
  #try<Result>(work: (reader: Reader) => Result): Result {
    this.#reader ??= new Reader(openForReading(this.#folder));
    try {
      return work(this.#reader);
    } catch (error) {
      this.#reader.close();
      this.#reader = undefined;
      throw error;
    }
  }
}
