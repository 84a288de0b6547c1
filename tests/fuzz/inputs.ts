/** Bytes nobody has thought of: random ones, and good ones that were spoiled. */
import { Buffer } from "node:buffer";
import type { Random } from "../simulation/random.ts";

/** What a target reads when all is well, and the pieces that mean something in it. Latin-1: a character is a byte. */
export interface Grammar {
  readonly examples: readonly string[];
  readonly tokens: readonly string[];
}

const RANDOM_BYTES_MAX = 200;
const CHANGES_MAX = 6;
/** Beyond every limit, now and then. */
const LONG_BYTES = [510, 4_096, 8_192, 16_384, 20_000] as const;

export function makeInput({ examples, tokens }: Grammar, random: Random): Uint8Array {
  if (random.chance(0.1)) return random.bytes(random.below(RANDOM_BYTES_MAX));
  let text = random.pick(examples);
  for (let change = random.below(CHANGES_MAX); change > 0; change--) text = spoil(text, tokens, random);
  return new Uint8Array(Buffer.from(text, "latin1"));
}

function spoil(text: string, tokens: readonly string[], random: Random): string {
  const at = random.below(text.length + 1);
  const end = Math.min(text.length, at + random.below(8));
  switch (random.below(7)) {
    case 0:
      return text.slice(0, at) + text.slice(end);
    case 1:
      return text.slice(0, at) + text.slice(at, end).repeat(random.below(4)) + text.slice(end);
    case 2:
      return text.slice(0, at) + String.fromCharCode(random.below(256)) + text.slice(at + 1);
    case 3:
      return text.slice(0, at) + String.fromCharCode(...random.bytes(4)) + text.slice(at);
    case 4:
      return text.slice(0, at);
    case 5:
      return random.chance(0.05)
        ? text.slice(0, at) + "x".repeat(random.pick(LONG_BYTES)) + text.slice(at)
        : text + text;
    default:
      return text.slice(0, at) + random.pick(tokens) + text.slice(random.chance(0.5) ? at : end);
  }
}

/** The same bytes in pieces, each of them a copy. */
export function cut(bytes: Uint8Array, random: Random): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  const longest = random.pick([1, 3, 20, 1_000]);
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.length > 2_000 ? start + random.between(1, 2_000) : start + random.between(1, longest);
    pieces.push(bytes.slice(start, end));
    start = end;
  }
  return pieces;
}
