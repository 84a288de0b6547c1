/** Answers that are given one after the other, also where giving one brings the next ones about. */
import type { Clock } from "../platform/clock.ts";

export class AnswerQueue {
  readonly #clock: Pick<Clock, "endOfTick">;
  #answers: (() => void)[] = [];
  /** How many of them are given: not shifted, since a transaction has thousands. */
  #given = 0;
  #isGiving = false;

  constructor(clock: Pick<Clock, "endOfTick">) {
    this.#clock = clock;
  }

  get isEmpty(): boolean {
    return this.#given === this.#answers.length;
  }

  add(answer: () => void): void {
    this.#answers.push(answer);
  }

  /** @throws what an answer throws; those behind it are given at the end of the turn. */
  giveAll(): void {
    if (this.#isGiving) return;
    this.#isGiving = true;
    try {
      while (!this.isEmpty) {
        const answer = this.#answers[this.#given];
        this.#given += 1;
        answer?.();
      }
    } finally {
      this.#isGiving = false;
      if (this.isEmpty) this.#forget();
      else this.#clock.endOfTick(() => this.giveAll());
    }
  }

  #forget(): void {
    this.#answers = [];
    this.#given = 0;
  }
}
