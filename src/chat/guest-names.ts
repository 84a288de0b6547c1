/** Names for people who have not taken one: made from the address, unique by a number. */
import { foldNick, guestNick } from "../protocol/names.ts";

/** Finds a free number, a released one first, without trying them all: 10,000 guests may share one address. */
export class GuestNames {
  readonly #byBase = new Map<string, NumberPool>();

  /** `g192-168-55-14`, then `g192-168-55-14-2`, `…-3`. Call `release` when the guest goes or takes a nick. */
  take(host: string): string {
    const base = guestNick(host);
    const pool = this.#byBase.get(base) ?? new NumberPool();
    this.#byBase.set(base, pool);
    const number = pool.take();
    return number === 1 ? base : `${base}-${number}`;
  }

  release(host: string, nick: string): void {
    const base = guestNick(host);
    const pool = this.#byBase.get(base);
    if (!pool) return;
    const suffix = foldNick(nick).slice(base.length + 1);
    pool.release(suffix === "" ? 1 : Number(suffix));
    if (pool.isUnused) this.#byBase.delete(base);
  }
}

/** The numbers from 1 that are free; released ones are given again before new ones. */
class NumberPool {
  #highest = 0;
  readonly #released: number[] = [];

  get isUnused(): boolean {
    return this.#released.length === this.#highest;
  }

  take(): number {
    return this.#released.pop() ?? ++this.#highest;
  }

  release(number: number): void {
    this.#released.push(number);
  }
}
