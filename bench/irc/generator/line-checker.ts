/** Looks at every byte of the lines that one member receives: each sender's in order, without a gap, and unchanged. */
import type { Audience } from "./audience.ts";
import { senderAt, sequenceAt, sequenceDigits, setSequence } from "./text.ts";

export class LineChecker {
  readonly audience: Audience;
  readonly #next: Int32Array;
  readonly #own: number;

  /** @param own the member's number as a sender, -1 if it only listens. */
  constructor(audience: Audience, own: number) {
    this.audience = audience;
    this.#next = new Int32Array(audience.senders);
    this.#own = own;
  }

  /** For the first message of each sender. @returns whose it is, -1 if it is wrong. */
  learn(bytes: Buffer, start: number, end: number): number {
    const sender = this.audience.learn(bytes, start, end);
    return this.#count(sender, bytes, start);
  }

  /** @returns whose message it is, -1 if it is not exactly the next one. */
  check(bytes: Buffer, start: number, end: number): number {
    const { audience } = this;
    const textAt = end - audience.textBytes;
    const sender = senderAt(bytes, textAt);
    const sequence = sequenceAt(bytes, textAt);
    const expected = audience.expected[sender];
    if (!expected || sequence !== this.#next[sender]) return -1;
    const expectedTextAt = expected.length - audience.textBytes;
    if (sequenceAt(expected, expectedTextAt) !== sequence) setSequence(expected, expectedTextAt, sequence);
    const same = bytes.compare(expected, 0, expected.length, audience.bodyAt(bytes, start), end) === 0;
    return same ? this.#count(sender, bytes, start) : -1;
  }

  #count(sender: number, bytes: Buffer, start: number): number {
    if (sender < 0) return -1;
    const sequence = this.#next[sender] ?? 0;
    this.#next[sender] = sequence + 1;
    return sender === this.#own && !isEcho(bytes, start, sequence) ? -1 : sender;
  }
}

/** Whether the echo of one's own message carries its label, and what every message carries. */
function isEcho(bytes: Buffer, start: number, sequence: number): boolean {
  const tags = bytes.toString("latin1", start + 1, bytes.indexOf(" ", start)).split(";");
  return [`label=${sequenceDigits(sequence)}`, "time=", "msgid="].every((start) =>
    tags.some((tag) => tag.startsWith(start)),
  );
}
