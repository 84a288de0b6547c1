/** A history that ends with the process: the newest messages of the whole server. */
import type { HistoryRecord } from "../protocol/effects.ts";
import type { History } from "./history.ts";

export interface MemoryLimits {
  readonly messagesMax: number;
  /** Characters of all bodies together. */
  readonly charactersMax: number;
}

/** The oldest messages make room for the newest, by either limit. */
export function memoryHistory(limits: MemoryLimits): History {
  const ring = new RecordRing(limits);
  return {
    commit(records, done) {
      for (const record of records) ring.add(record);
      done();
    },
    latest(target, count) {
      const found = ring.records().filter((record) => record.target === target);
      return found.slice(Math.max(0, found.length - count));
    },
  };
}

/** A ring of as many places as there may be messages: a new one takes the place of the oldest, and nothing is moved. */
class RecordRing {
  readonly #limits: MemoryLimits;
  readonly #places: (HistoryRecord | undefined)[] = [];
  /** Counted from the start; a record's place is its number modulo the ring's size. */
  #oldest = 0;
  #next = 0;
  #characters = 0;

  constructor(limits: MemoryLimits) {
    this.#limits = limits;
  }

  add(record: HistoryRecord): void {
    const { messagesMax, charactersMax } = this.#limits;
    if (this.#next - this.#oldest === messagesMax) this.#forgetOldest();
    this.#places[this.#next % messagesMax] = record;
    this.#next += 1;
    this.#characters += record.body.length;
    while (this.#characters > charactersMax) this.#forgetOldest();
  }

  #forgetOldest(): void {
    const place = this.#oldest % this.#limits.messagesMax;
    this.#characters -= this.#places[place]?.body.length ?? 0;
    this.#places[place] = undefined;
    this.#oldest += 1;
  }

  /** The oldest first. */
  records(): HistoryRecord[] {
    const kept: HistoryRecord[] = [];
    for (let number = this.#oldest; number < this.#next; number++) {
      const record = this.#places[number % this.#limits.messagesMax];
      if (record) kept.push(record);
    }
    return kept;
  }
}
