/** So much in so long a time, which begins with the first of it. */
export class Allowance {
  readonly #max: number;
  readonly #ms: number;
  #beganAtMs = Number.NEGATIVE_INFINITY;
  #spent = 0;

  /** @param ms after which everything is allowed again. */
  constructor(max: number, ms: number) {
    this.#max = max;
    this.#ms = ms;
  }

  /** @returns 0, or how many seconds it takes until something may be spent. */
  secondsLeft(nowMs: number): number {
    this.#renew(nowMs);
    if (this.#spent < this.#max) return 0;
    return Math.max(1, Math.ceil((this.#beganAtMs + this.#ms - nowMs) / 1000));
  }

  /** The last of it may be more than is left. */
  spend(amount: number, nowMs: number): void {
    this.#renew(nowMs);
    this.#spent += amount;
  }

  #renew(nowMs: number): void {
    if (nowMs < this.#beganAtMs + this.#ms) return;
    this.#beganAtMs = nowMs;
    this.#spent = 0;
  }
}
