/**
 * What members who only listen receive is the same for all of them: whoever is ahead has each line looked at, all others are compared
 * with it byte by byte, which costs a hundredth of it.
 */
import type { Framer, OnLine } from "./framing.ts";
import type { LineChecker } from "./line-checker.ts";

export class SharedLog {
  /** Whole lines since the last `forget`, all of them right. */
  lines = 0;
  length = 0;
  wrong: string | undefined;
  readonly #framer: Framer;
  readonly #onLine: OnLine;
  #bytes = Buffer.allocUnsafeSlow(1 << 20);

  /** @param checker and framer of one of the members, who have all received the same so far. */
  constructor(checker: LineChecker, framer: Framer) {
    this.#framer = framer;
    this.#onLine = (bytes, start, end) => {
      if (checker.check(bytes, start, end) >= 0) this.lines++;
      else this.wrong ??= bytes.toString("latin1", start, end);
    };
  }

  /** @returns whether a chunk that a member received at this position is what belongs there. */
  follow(position: number, chunk: Buffer): boolean {
    const known = Math.min(chunk.length, this.length - position);
    if (known < chunk.length) this.#append(known > 0 ? chunk.subarray(known) : chunk);
    return known <= 0 || chunk.compare(this.#bytes, position, position + known, 0, known) === 0;
  }

  forget(): void {
    this.lines = 0;
    this.length = 0;
  }

  #append(chunk: Buffer): void {
    while (this.length + chunk.length > this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes], this.#bytes.length * 2);
    this.length += chunk.copy(this.#bytes, this.length);
    this.#framer.read(chunk, this.#onLine);
  }
}
