/** What one client asked comes back in the order it was asked, each once. */
import type { Trace } from "../trace.ts";

export class Answers {
  readonly #trace: Trace;
  readonly #who: string;
  #asked = 0;
  #answered = 0;

  constructor(trace: Trace, who: string) {
    this.#trace = trace;
    this.#who = who;
  }

  /** Of the next question. */
  get nextNumber(): number {
    return this.#asked + 1;
  }

  /** @returns the number that the answer must bring back. */
  ask(): number {
    this.#asked += 1;
    return this.#asked;
  }

  answered(number: number): void {
    if (number === this.#answered + 1) this.#answered = number;
    else this.#trace.violate("replies", `${this.#who} reads answer ${number} after answer ${this.#answered}`);
  }

  checkComplete(): void {
    if (this.#answered < this.#asked)
      this.#trace.violate("replies", `${this.#who} got ${this.#answered} of ${this.#asked} answers`);
  }
}
