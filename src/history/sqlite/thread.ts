/** A thread that holds a database, as the server's thread sees it. */
import { Worker } from "node:worker_threads";
import { sourceUrl } from "../../platform/source-url.ts";
import { HistoryError } from "../error.ts";
import type { Answer, Order } from "./orders.ts";

type OnAnswer = (answer: Answer) => void;

/** Answers each order once and in turn; with a fault where the thread dies of it. */
export class Thread {
  #worker: Worker | undefined;
  readonly #waiting: OnAnswer[] = [];
  /** Why it is no more. */
  #end: Answer | undefined;

  constructor() {
    // Where the system has no more threads, it is one that died.
    try {
      this.#start();
    } catch (error) {
      this.#die(String(error));
    }
  }

  #start(): void {
    const worker = new Worker(sourceUrl("src/history/sqlite/worker.ts"));
    this.#worker = worker;
    worker.on("message", (text: string) => this.#waiting.shift()?.(JSON.parse(text)));
    worker.on("error", (error) => this.#die(String(error)));
    worker.on("exit", () => this.#die("its thread has ended"));
  }

  get isAlive(): boolean {
    return this.#end === undefined;
  }

  ask(order: Order, onAnswer: OnAnswer): void {
    if (this.#end) {
      onAnswer(this.#end);
      return;
    }
    this.#waiting.push(onAnswer);
    this.#worker?.postMessage(JSON.stringify(order));
  }

  /** Lets go of the files, then ends the thread. */
  close(done: (answer: Answer) => void): void {
    this.ask({ order: "close" }, (answer) => {
      void this.#worker?.terminate();
      done(answer);
    });
  }

  #die(detail: string): void {
    this.#end ??= { fault: { problem: "broken", path: "", detail } };
    // One by one: should an answer throw, the others are given when the thread's exit is told.
    while (this.#waiting.length > 0) this.#waiting.shift()?.(this.#end);
  }
}

/** @returns what went wrong, if anything. */
export function errorOf(answer: Answer): HistoryError | undefined {
  return "fault" in answer ? new HistoryError(answer.fault) : undefined;
}
