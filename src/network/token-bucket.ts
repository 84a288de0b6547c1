/** An allowance that is used up and grows again with time. https://en.wikipedia.org/wiki/Token_bucket */

export interface TokenBucketParts {
  /** What it holds when it is full, as it is at first. */
  readonly size: number;
  readonly perSecond: number;
  readonly nowMs: number;
}

export class TokenBucket {
  readonly #size: number;
  readonly #perMs: number;
  #tokens: number;
  #refilledMs: number;

  constructor({ size, perSecond, nowMs }: TokenBucketParts) {
    this.#size = size;
    this.#perMs = perSecond / 1_000;
    this.#tokens = size;
    this.#refilledMs = nowMs;
  }

  /** A clock that was set back gives nothing and takes nothing. */
  refill(nowMs: number): void {
    const elapsedMs = Math.max(0, nowMs - this.#refilledMs);
    this.#refilledMs = nowMs;
    this.#tokens = Math.min(this.#size, this.#tokens + elapsedMs * this.#perMs);
  }

  /** What is taken beyond the last token is owed. */
  spend(tokens: number): void {
    this.#tokens -= tokens;
  }

  get isEmpty(): boolean {
    return this.#tokens <= 0;
  }

  /** How long it stays empty, in whole milliseconds. */
  emptyMs(): number {
    return this.isEmpty ? Math.floor(-this.#tokens / this.#perMs) + 1 : 0;
  }
}
