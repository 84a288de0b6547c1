/** What people believe their passwords to be: some have an old one in mind, and some a wrong one. */
import { fold } from "../fold.ts";
import type { Random } from "../random.ts";

const NEWEST = 0.6;
const MEETING_NAMES = 4;

export class Passwords {
  readonly #random: Random;
  readonly #ofName = new Map<string, string[]>();
  #count = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** One that nobody has ever had; it may become that of this account. */
  make(name: string): string {
    this.#count += 1;
    const password = `pw${this.#count}`;
    this.#ofName.set(fold(name), [...(this.#ofName.get(fold(name)) ?? []), password]);
    return password;
  }

  /** One that may be an account's by now, and the same one often, so that people meet their other devices. */
  anyName(): string | undefined {
    const names = [...this.#ofName.keys()].slice(0, MEETING_NAMES);
    return names.length === 0 || this.#random.chance(0.1) ? undefined : this.#random.pick(names);
  }

  /** Mostly the newest. */
  recall(name: string): string {
    const known = this.#ofName.get(fold(name)) ?? [];
    const newest = known.at(-1) ?? "wrong";
    return this.#random.chance(NEWEST) ? newest : this.#random.pick([...known, "wrong"]);
  }
}
