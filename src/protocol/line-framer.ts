/** IRC's bytes cut into lines, within the limits of both kinds of data. https://ircv3.net/specs/extensions/message-tags#size-limit */
import { LINE_BYTES_MAX, LINE_END_BYTES_MAX, REGISTER_LINE_BYTES_MAX, TAGS_BYTES_MAX } from "./limits.ts";
import { concat } from "./plain-framer.ts";
import { utf8Length } from "./split-text.ts";

/** A line without its line end, a part of the text it came in: to cut it out first costs 0.15 µs as soon as it is read. */
export interface LineSpan {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly byteLength: number;
}

export type FramedLine =
  | ({ readonly kind: "line" } & LineSpan)
  /** Bytes that are no UTF-8; the text has U+FFFD in their places. */
  | ({ readonly kind: "not-utf8" } & LineSpan)
  /** ERR_INPUTTOOLONG: the line is skipped, the next one may be fine. */
  | { readonly kind: "too-long" }
  /** This is no IRC: nothing more is read. */
  | { readonly kind: "endless" };

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const AT_SIGN = 0x40;
const BYTE_ORDER_MARK = 0xfeff;
const NUL = "\0";
const EMPTY = new Uint8Array(0);
const TOO_LONG: FramedLine = { kind: "too-long" };
/** More than any good line has, its CR included. */
const KEPT_BYTES_MAX = TAGS_BYTES_MAX + REGISTER_LINE_BYTES_MAX + 1;
/**
 * Bytes of the lines decoded by one call, which costs 0.2 µs however little it decodes. No more, since a nick or a topic that
 * is kept keeps alive the text it was cut from.
 */
const BLOCK_BYTES_MAX = 2_048;

/**
 * Cuts one connection's bytes into lines at LF, a CR before it dropped; empty lines are skipped. Holds at most the
 * chunk it was given last, a block of decoded lines and the start of one line.
 */
export class LineFramer {
  /** What is unread: a chunk and how far it is read. */
  #chunk: Uint8Array = EMPTY;
  #offset = 0;
  /** Whole lines, decoded together, and how far they are read. */
  #block = "";
  #blockOffset = 0;
  #isBlockAscii = true;
  /** Up to here the chunk's lines are decoded one by one, since one of them is no UTF-8 or has a NUL in it. */
  #singlesEnd = 0;
  /** The line whose end has not come: its bytes as long as it may still be good, and their number. */
  #unfinished: Uint8Array = EMPTY;
  #length = 0;
  #isEndless = false;

  /** Takes the bytes of one read. */
  push(bytes: Uint8Array): void {
    if (this.#isEndless) return;
    const isUsedUp = this.#offset >= this.#chunk.length;
    this.#chunk = isUsedUp ? bytes : concat(this.#chunk.subarray(this.#offset), bytes);
    this.#singlesEnd = Math.max(0, this.#singlesEnd - this.#offset);
    this.#offset = 0;
  }

  /** @returns what came of the next line, or undefined until more bytes come. */
  next(): FramedLine | undefined {
    while (this.#block !== "" || this.#offset < this.#chunk.length) {
      const line = this.#block !== "" || this.#openBlock() ? this.#cutBlock() : this.#cutChunk();
      if (line) return line;
    }
    return undefined;
  }

  /** Ends the unfinished line, since the stream has ended. */
  finish(): FramedLine | undefined {
    return this.#take(EMPTY);
  }

  /** Decodes whole lines. @returns whether there are any, and all of them are text as it should be. */
  #openBlock(): boolean {
    if (this.#length > 0 || this.#offset < this.#singlesEnd) return false;
    const end = this.#chunk.lastIndexOf(LF, this.#offset + BLOCK_BYTES_MAX - 1) + 1;
    if (end <= this.#offset) return false;
    const bytes =
      end - this.#offset === this.#chunk.length ? this.#chunk : this.#chunk.subarray(this.#offset, end);
    const block = decode(bytes);
    if (block === undefined || block.includes(NUL)) {
      this.#singlesEnd = end;
      return false;
    }
    this.#block = block;
    this.#blockOffset = 0;
    this.#isBlockAscii = block.length === bytes.length;
    this.#readTo(end);
    return true;
  }

  /** @returns undefined for an empty line. */
  #cutBlock(): FramedLine | undefined {
    const text = this.#block;
    const start = this.#blockOffset;
    const newline = text.indexOf("\n", start);
    let end = newline;
    while (end > start && text.charCodeAt(end - 1) === CR) end--;
    this.#blockOffset = newline + 1;
    if (newline + 1 === text.length) this.#block = "";
    if (end === start) return undefined;
    if (!this.#isBlockAscii) return wholeLine(text.slice(start, end));
    const byteLength = end - start;
    if (byteLength > LINE_BYTES_MAX) return wholeLine(text.slice(start, end));
    return { kind: "line", text, start, end, byteLength };
  }

  /** @returns undefined for an empty line, and for one that is not whole. */
  #cutChunk(): FramedLine | undefined {
    const newline = this.#chunk.indexOf(LF, this.#offset);
    const end = newline === -1 ? this.#chunk.length : newline;
    const piece = this.#chunk.subarray(this.#offset, end);
    this.#length += piece.length;
    if (this.#length > LINE_END_BYTES_MAX) return this.#giveUp();
    this.#readTo(end + 1);
    if (newline === -1) this.#keep(piece);
    return newline === -1 ? undefined : this.#take(piece);
  }

  #readTo(offset: number): void {
    this.#offset = offset;
    if (offset < this.#chunk.length) return;
    this.#chunk = EMPTY;
    this.#offset = 0;
    this.#singlesEnd = 0;
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
    return length > KEPT_BYTES_MAX ? TOO_LONG : checkLine(bytes);
  }

  #giveUp(): FramedLine {
    this.#isEndless = true;
    this.#readTo(this.#chunk.length);
    this.#unfinished = EMPTY;
    this.#length = 0;
    return { kind: "endless" };
  }
}

/** Holds one whole line against the limits. @returns undefined for one that is empty but for its line end. */
export function checkLine(bytes: Uint8Array): FramedLine | undefined {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === CR || bytes[end - 1] === LF)) end--;
  if (end === 0) return undefined;
  const tagsLength = tagPartLength(bytes, end);
  if (
    tagsLength > TAGS_BYTES_MAX ||
    isTooLong(end - tagsLength, () => decode(bytes.subarray(tagsLength, end)))
  )
    return TOO_LONG;
  const line = bytes.subarray(0, end);
  const text = decode(line);
  if (text !== undefined) return span("line", withoutNul(withoutMark(text)), end);
  return span("not-utf8", withoutNul(looseUtf8.decode(line)), end);
}

/** Bytes from the `@` to the space, both included; 0 for a line without tags. */
function tagPartLength(bytes: Uint8Array, end: number): number {
  if (bytes[0] !== AT_SIGN) return 0;
  const space = bytes.indexOf(SPACE);
  return space === -1 ? end : space + 1;
}

/** The same for a line that is text already. */
function wholeLine(text: string): FramedLine {
  const byteLength = utf8Length(text);
  const tagsLength = utf8Length(tagPart(text));
  if (
    tagsLength > TAGS_BYTES_MAX ||
    isTooLong(byteLength - tagsLength, () => text.slice(tagPart(text).length))
  )
    return TOO_LONG;
  return span("line", withoutMark(text), byteLength);
}

const REGISTER = /^ *REGISTER /i;

/** The line of a REGISTER holds an e-mail address and a password beside a name. @param rest what stands behind the tags. */
function isTooLong(byteLength: number, rest: () => string | undefined): boolean {
  if (byteLength <= LINE_BYTES_MAX) return false;
  return byteLength > REGISTER_LINE_BYTES_MAX || !REGISTER.test(rest() ?? "");
}

function span(kind: "line" | "not-utf8", text: string, byteLength: number): FramedLine {
  return { kind, text, start: 0, end: text.length, byteLength };
}

function tagPart(text: string): string {
  if (!text.startsWith("@")) return "";
  const space = text.indexOf(" ");
  return space === -1 ? text : text.slice(0, space + 1);
}

/** Some editors' files begin with one. */
function withoutMark(text: string): string {
  return text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
}

/** No IRC line has one, and databases and other programs take it for the end of a text. */
function withoutNul(text: string): string {
  return text.includes(NUL) ? text.replaceAll(NUL, "") : text;
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const looseUtf8 = new TextDecoder();

function decode(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}
