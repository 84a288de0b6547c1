/**
 * The messages: lines of equal length, so that a byte count is a delivery count and the sender stands at a fixed place.
 * `<digit of the sender> <8 digits of its sequence> xxxx…\n`
 */

const SEQUENCE_AT = 2;
const SEQUENCE_DIGITS = 8;
const DIGIT_0 = 48;

export const SENDERS_MAX = 10;

/** @param sender 0 … 9. */
export function blankLine(sender: number, lineBytes: number): Uint8Array {
  const text = `${sender} ${"0".repeat(SEQUENCE_DIGITS)} `;
  return new TextEncoder().encode(`${text.padEnd(lineBytes - 1, "x")}\n`);
}

export function setSequence(lines: Uint8Array, lineAt: number, sequence: number): void {
  let rest = sequence;
  for (let at = lineAt + SEQUENCE_AT + SEQUENCE_DIGITS - 1; at >= lineAt + SEQUENCE_AT; at--) {
    lines[at] = DIGIT_0 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
}

/**
 * Counts, in what one client receives, the lines of one sender. Looks at one byte of each line.
 * @returns a function that takes a chunk and returns how many of the sender's lines begin in it.
 */
export function senderCounter(
  sender: number,
  { prefixBytes, lineBytes }: { readonly prefixBytes: number; readonly lineBytes: number },
): (chunk: Uint8Array) => number {
  const stride = prefixBytes + lineBytes;
  const digit = DIGIT_0 + sender;
  let at = prefixBytes;
  return (chunk) => {
    let count = 0;
    for (; at < chunk.length; at += stride) if (chunk[at] === digit) count++;
    at -= chunk.length;
    return count;
  };
}

/**
 * Looks at every byte of what one client receives: whole lines, each with the prefix and its text unchanged, each
 * sender's in order and without a gap.
 */
export class LineChecker {
  wrongLines = 0;
  readonly #expected: Buffer[];
  readonly #sequences: number[];
  readonly #prefixBytes: number;
  #rest: Buffer = Buffer.alloc(0);

  /** @param firstSequences of the next line of each sender. */
  constructor(prefix: Uint8Array, lineBytes: number, firstSequences: readonly number[]) {
    this.#prefixBytes = prefix.length;
    this.#sequences = [...firstSequences];
    this.#expected = firstSequences.map((_, sender) => Buffer.concat([prefix, blankLine(sender, lineBytes)]));
  }

  read(chunk: Uint8Array): void {
    const bytes = Buffer.concat([this.#rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      if (!this.#isNext(bytes.subarray(start, end + 1))) this.wrongLines++;
      start = end + 1;
    }
    this.#rest = bytes.subarray(start);
  }

  #isNext(line: Buffer): boolean {
    const sender = (line[this.#prefixBytes] ?? 0) - DIGIT_0;
    const expected = this.#expected[sender];
    const sequence = this.#sequences[sender];
    if (!expected || sequence === undefined) return false;
    setSequence(expected, this.#prefixBytes, sequence);
    this.#sequences[sender] = sequence + 1;
    return expected.equals(line);
  }
}
