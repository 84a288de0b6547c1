/** IRC's bytes cut into lines, within the limits of both kinds of data. https://ircv3.net/specs/extensions/message-tags#size-limit */
import { LINE_BYTES_MAX, LINE_END_BYTES_MAX, TAGS_BYTES_MAX } from "./limits.ts";
import { concat } from "./plain-framer.ts";

export type FramedLine =
  /** Without its line end; a view that is good until the next `push`. */
  | { readonly kind: "line"; readonly bytes: Uint8Array }
  /** ERR_INPUTTOOLONG: the line is skipped, the next one may be fine. */
  | { readonly kind: "too-long" }
  /** This is no IRC: nothing more is read. */
  | { readonly kind: "endless" };

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const AT_SIGN = 0x40;
const EMPTY = new Uint8Array(0);
/** More than any good line has, its CR included. */
const KEPT_BYTES_MAX = TAGS_BYTES_MAX + LINE_BYTES_MAX + 1;

/**
 * Cuts one connection's bytes into lines at LF, a CR before it dropped; empty lines are skipped. Holds at most the
 * chunk it was given last and the start of one line.
 */
export class LineFramer {
  /** What is unread: a chunk and how far it is read. */
  #chunk: Uint8Array = EMPTY;
  #offset = 0;
  /** The line whose end has not come: its bytes as long as it may still be good, and their number. */
  #unfinished: Uint8Array = EMPTY;
  #length = 0;
  #isEndless = false;

  /** Takes the bytes of one read. */
  push(bytes: Uint8Array): void {
    if (this.#isEndless) return;
    this.#chunk =
      this.#offset < this.#chunk.length ? concat(this.#chunk.subarray(this.#offset), bytes) : bytes;
    this.#offset = 0;
  }

  /** @returns what came of the next line, or undefined until more bytes come. */
  next(): FramedLine | undefined {
    while (this.#offset < this.#chunk.length) {
      const newline = this.#chunk.indexOf(LF, this.#offset);
      const end = newline === -1 ? this.#chunk.length : newline;
      const piece = this.#chunk.subarray(this.#offset, end);
      this.#length += piece.length;
      if (this.#length > LINE_END_BYTES_MAX) return this.#giveUp();
      if (newline === -1) {
        this.#keep(piece);
        break;
      }
      this.#offset = newline + 1;
      const line = this.#take(piece);
      if (line) return line;
    }
    this.#chunk = EMPTY;
    this.#offset = 0;
    return undefined;
  }

  /** Ends the unfinished line, since the stream has ended. */
  finish(): FramedLine | undefined {
    return this.#take(EMPTY);
  }

  #keep(piece: Uint8Array): void {
    // Always a copy: a view would keep the whole chunk alive for as long as the line stays unfinished.
    this.#unfinished = this.#length > KEPT_BYTES_MAX ? EMPTY : concat(this.#unfinished, piece);
  }

  /** @returns undefined for an empty line. */
  #take(piece: Uint8Array): FramedLine | undefined {
    const length = this.#length;
    const bytes = this.#unfinished.length === 0 ? piece : concat(this.#unfinished, piece);
    this.#unfinished = EMPTY;
    this.#length = 0;
    if (length > KEPT_BYTES_MAX) return { kind: "too-long" };
    const line = checkLine(bytes);
    return line.kind === "line" && line.bytes.length === 0 ? undefined : line;
  }

  #giveUp(): FramedLine {
    this.#isEndless = true;
    this.#chunk = EMPTY;
    this.#offset = 0;
    this.#unfinished = EMPTY;
    this.#length = 0;
    return { kind: "endless" };
  }
}

/** Holds one whole line against the limits; its line end, if any, is dropped. */
export function checkLine(bytes: Uint8Array): FramedLine {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === CR || bytes[end - 1] === LF)) end--;
  const tagsLength = tagPartLength(bytes, end);
  if (tagsLength > TAGS_BYTES_MAX || end - tagsLength > LINE_BYTES_MAX) return { kind: "too-long" };
  return { kind: "line", bytes: bytes.subarray(0, end) };
}

/** Bytes from the `@` to the space, both included; 0 for a line without tags. */
function tagPartLength(bytes: Uint8Array, end: number): number {
  if (bytes[0] !== AT_SIGN) return 0;
  const space = bytes.indexOf(SPACE);
  return space === -1 ? end : space + 1;
}
