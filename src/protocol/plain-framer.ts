/** Plain text as bytes: where one message ends and the next begins, for programs that never send a newline too. */
import { MESSAGE_PAUSE_LONG_MS, MESSAGE_PAUSE_MS } from "./limits.ts";
import { TelnetFilter } from "./telnet.ts";

const LF = 0x0a;
const CR = 0x0d;
const EMPTY = new Uint8Array(0);

/**
 * Cuts one connection's bytes into messages. Holds at most the chunk it was given last and one unfinished message, so
 * its memory is bounded by the size of a read and `messageBytesMax`.
 */
export class PlainFramer {
  readonly #messageBytesMax: number;
  readonly #telnet = new TelnetFilter();
  /** What is unread: a chunk and how far it is read. */
  #chunk: Uint8Array = EMPTY;
  #offset = 0;
  /** The start of a message whose end has not come. */
  #unfinished: Uint8Array = EMPTY;
  #sawNewline = false;
  #lastChunkWasOneCharacter = false;

  /** @param messageBytesMax the largest message in bytes; longer ones are split between characters. */
  constructor(messageBytesMax: number) {
    this.#messageBytesMax = messageBytesMax;
  }

  /** Takes the bytes of one read. */
  push(bytes: Uint8Array): void {
    const text = this.#telnet.filter(bytes);
    this.#lastChunkWasOneCharacter = characterLength(text, 0) === text.length;
    this.#chunk = this.#offset < this.#chunk.length ? concat(this.#chunk.subarray(this.#offset), text) : text;
    this.#offset = 0;
  }

  /** @returns the next whole message without its line end, or undefined until more bytes come. */
  next(): Uint8Array | undefined {
    const chunk = this.#chunk;
    const newline = chunk.indexOf(LF, this.#offset);
    const end = newline === -1 ? chunk.length : newline;
    const available = this.#unfinished.length + end - this.#offset;
    if (available > this.#messageBytesMax) return this.#takePart(end);

    const message = this.#join(end);
    if (newline === -1) {
      // A copy (a Buffer's `slice` makes none): a view would keep the whole chunk alive for as long as the message stays unfinished.
      this.#unfinished = new Uint8Array(message);
      this.#chunk = EMPTY;
      this.#offset = 0;
      return undefined;
    }
    this.#unfinished = EMPTY;
    this.#offset = newline + 1;
    this.#sawNewline = true;
    return message[message.length - 1] === CR ? message.subarray(0, -1) : message;
  }

  /** @returns how long the unfinished message waits for its rest, in ms; undefined where there is none. */
  pauseMs(): number | undefined {
    if (this.#unfinished.length === 0) return undefined;
    const isTyped = this.#lastChunkWasOneCharacter || this.#sawNewline;
    return isTyped || hasUnfinishedUtf8(this.#unfinished) ? MESSAGE_PAUSE_LONG_MS : MESSAGE_PAUSE_MS;
  }

  /** Ends the unfinished message: its pause is over, or the stream is. */
  finish(): Uint8Array | undefined {
    const message = this.#unfinished;
    this.#unfinished = EMPTY;
    return message.length === 0 ? undefined : message;
  }

  #join(end: number): Uint8Array {
    const rest = this.#chunk.subarray(this.#offset, end);
    return this.#unfinished.length === 0 ? rest : concat(this.#unfinished, rest);
  }

  #takePart(end: number): Uint8Array {
    const missing = this.#messageBytesMax - this.#unfinished.length;
    const whole = this.#join(Math.min(end, this.#offset + missing));
    const part = whole.subarray(0, cutLength(whole));
    // What was cut off is at most a few bytes; they may lie in the unfinished part, so it is kept there.
    this.#unfinished = new Uint8Array(whole.subarray(part.length));
    this.#offset = Math.min(end, this.#offset + missing);
    return part;
  }
}

/** A message as parts of at most `bytesMax`, cut between characters. */
export function splitMessage(bytes: Uint8Array, bytesMax: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let rest = bytes;
  while (rest.length > bytesMax) {
    const length = cutLength(rest.subarray(0, bytesMax));
    parts.push(rest.subarray(0, length));
    rest = rest.subarray(length);
  }
  return [...parts, rest];
}

/** The length of the longest start of `bytes` that ends between two characters, in UTF-8 or else in gb18030. */
export function cutLength(bytes: Uint8Array): number {
  const utf8End = bytes.length - unfinishedUtf8Length(bytes);
  if (utf8End > 0 && isUtf8(bytes.subarray(0, utf8End))) return utf8End;
  let end = 0;
  while (end < bytes.length) {
    const length = gb18030Length(bytes, end);
    if (end + length > bytes.length) break;
    end += length;
  }
  return end === 0 ? bytes.length : end;
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    strictUtf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Whether the bytes end in the middle of a UTF-8 character. */
export function hasUnfinishedUtf8(bytes: Uint8Array): boolean {
  return unfinishedUtf8Length(bytes) > 0;
}

/** How many bytes at the end belong to a UTF-8 character that is not whole: 0 to 3. */
export function unfinishedUtf8Length(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    return utf8Length(byte) > back ? back : 0;
  }
  return 0;
}

/** Bytes of the UTF-8 character that starts with this byte. https://www.rfc-editor.org/rfc/rfc3629#section-3 */
function utf8Length(first: number): number {
  if (first >= 0xf0) return 4;
  if (first >= 0xe0) return 3;
  return first >= 0xc0 ? 2 : 1;
}

/** One, two or four bytes. https://encoding.spec.whatwg.org/#gb18030-decoder */
function gb18030Length(bytes: Uint8Array, index: number): number {
  if ((bytes[index] ?? 0) < 0x81) return 1;
  const second = bytes[index + 1];
  return second !== undefined && second >= 0x30 && second <= 0x39 ? 4 : 2;
}

function characterLength(bytes: Uint8Array, index: number): number {
  return utf8Length(bytes[index] ?? 0);
}

/** Two runs of bytes as one, a copy. */
export function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}
