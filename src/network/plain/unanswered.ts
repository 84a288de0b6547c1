/** How much of what a session has asked is not answered yet, and what waits for that. */
export class Unanswered {
  #count = 0;
  #waiting: (() => void)[] = [];

  /** An entry goes into the order. */
  asked(): void {
    this.#count += 1;
  }

  /** What came of the oldest one has been told. */
  answered(): void {
    this.#count -= 1;
    if (this.#count > 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const then of waiting) then();
  }

  /** At once where nothing is unanswered. */
  whenAnswered(then: () => void): void {
    if (this.#count === 0) then();
    else this.#waiting.push(then);
  }
}
