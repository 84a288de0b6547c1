/**
 * The messages: `<4 digits of the sender> <8 digits of its sequence> xxxx…`, so that everything that is delivered can be told
 * from everything else.
 */

const SENDER_DIGITS = 4;
const SEQUENCE_AT = SENDER_DIGITS + 1;
const SEQUENCE_DIGITS = 8;
const DIGIT_0 = 48;

export interface Text {
  /** Its number in the room. */
  readonly sender: number;
  readonly sequence: number;
  readonly bytes: number;
}

export function text({ sender, sequence, bytes }: Text): string {
  const numbers = `${digits(sender, SENDER_DIGITS)} ${digits(sequence, SEQUENCE_DIGITS)} `;
  return numbers.padEnd(bytes, "x");
}

const digits = (value: number, width: number): string => String(value).padStart(width, "0");

export const senderAt = (bytes: Uint8Array, textAt: number): number => number(bytes, textAt, SENDER_DIGITS);

export const sequenceAt = (bytes: Uint8Array, textAt: number): number =>
  number(bytes, textAt + SEQUENCE_AT, SEQUENCE_DIGITS);

/** Another sequence in a text that is there already. */
export function setSequence(bytes: Uint8Array, textAt: number, sequence: number): void {
  setDigits(bytes, textAt + SEQUENCE_AT, sequence);
}

export const sequenceDigits = (sequence: number): string => digits(sequence, SEQUENCE_DIGITS);

/** Writes over digits that are there. */
export function setDigits(bytes: Uint8Array, at: number, sequence: number): void {
  let rest = sequence;
  for (let index = at + SEQUENCE_DIGITS - 1; index >= at; index--) {
    bytes[index] = DIGIT_0 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
}

/** NaN where there are no digits. */
function number(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let index = at; index < at + width; index++) {
    const digit = (bytes[index] ?? 0) - DIGIT_0;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
