/** The disk of the group commit: a thread that writes. One that died is replaced. */
import type { HistoryWrite } from "../../protocol/history.ts";
import type { Store } from "../group-commit.ts";
import type { Done } from "../history.ts";
import { BatchPacker } from "./batch.ts";
import type { OpenOptions } from "./open.ts";
import type { Answer, Order } from "./orders.ts";
import { errorOf, Thread } from "./thread.ts";
import type { Tip } from "./writer.ts";

export class ThreadStore implements Store {
  #options: OpenOptions;
  #thread = new Thread();
  #batches = new BatchPacker();

  constructor(options: OpenOptions) {
    this.#options = options;
  }

  /** Rejects with a HistoryError. */
  async open(): Promise<Tip> {
    const opened = await this.#answerTo({ order: "open-writer", options: this.#options });
    const begun = "tip" in opened ? await this.#answerTo({ order: "begin" }) : opened;
    if ("tip" in begun) {
      this.#options = { ...this.#options, historyId: begun.tip.historyId };
      return begun.tip;
    }
    this.#thread.close(() => {});
    throw errorOf(begun) ?? new Error("no answer to the opening of the history");
  }

  #answerTo(order: Order): Promise<Answer> {
    return new Promise((resolve) => this.#thread.ask(order, resolve));
  }

  write(batch: readonly HistoryWrite[], done: Done): void {
    const thread = this.#living();
    thread.ask({ order: "write", batch: this.#batches.pack(batch) }, (answer) => {
      if (thread.isAlive) done(errorOf(answer));
      else this.#findOut(batch, answer, done);
    });
  }

  ask(order: Order, onAnswer: (answer: Answer) => void): void {
    this.#living().ask(order, onAnswer);
  }

  close(done: Done): void {
    this.#thread.close((answer) => done(errorOf(answer)));
  }

  /** It may have died with the rows on the disk: what is kept must not be refused, or it would be said again. */
  #findOut(batch: readonly HistoryWrite[], answer: Answer, done: Done): void {
    this.#replaceThread((opened) => {
      const last = batch.at(-1);
      const isKept = last !== undefined && "tip" in opened && opened.tip.lastSequence === last.sequence;
      done(isKept ? undefined : errorOf(answer));
    });
  }

  #living(): Thread {
    if (!this.#thread.isAlive) this.#replaceThread(() => {});
    return this.#thread;
  }

  #replaceThread(onOpen: (answer: Answer) => void): void {
    this.#thread = new Thread();
    this.#batches = new BatchPacker();
    this.#thread.ask({ order: "open-writer", options: this.#options }, onOpen);
  }
}
