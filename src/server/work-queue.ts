/** Runs costly work a few pieces at a time. What waits is bounded, and everybody's is taken in turn. */
import { Fifo } from "./fifo.ts";

export interface WorkQueueParts {
  /** Pieces that run at once. */
  readonly running: number;
  /** Pieces that wait, of everybody together. */
  readonly waiting: number;
  /** Pieces of one owner that wait. */
  readonly waitingEach: number;
}

export class WorkQueue {
  readonly #limits: WorkQueueParts;
  #running = 0;
  #waiting = 0;
  /** What waits, by its owner; whose turn is next stands first. */
  readonly #owners = new Map<string, Fifo<() => void>>();

  constructor(limits: WorkQueueParts) {
    this.#limits = limits;
  }

  /** @returns undefined where too much waits; the work was not begun then. Rejects as the work does. */
  async run<Result>(owner: string, work: () => Promise<Result>): Promise<Result | undefined> {
    if (!(await this.#begin(owner))) return undefined;
    try {
      return await work();
    } finally {
      this.#end();
    }
  }

  /** Waits for a place. @returns false where too many wait for one. */
  async #begin(owner: string): Promise<boolean> {
    if (this.#running < this.#limits.running) {
      this.#running += 1;
      return true;
    }
    const queue = this.#owners.get(owner) ?? new Fifo();
    if (this.#waiting >= this.#limits.waiting || queue.length >= this.#limits.waitingEach) return false;
    this.#owners.set(owner, queue);
    this.#waiting += 1;
    await new Promise<void>((resolve) => queue.push(resolve));
    return true;
  }

  /** Hands the place to whose turn it is. */
  #end(): void {
    const [next] = this.#owners;
    if (!next) {
      this.#running -= 1;
      return;
    }
    const [owner, queue] = next;
    const begin = queue.shift();
    this.#waiting -= 1;
    // To the end of the line, if there is more of it.
    this.#owners.delete(owner);
    if (queue.length > 0) this.#owners.set(owner, queue);
    begin?.();
  }
}
