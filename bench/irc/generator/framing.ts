/** Cuts what a client receives into lines: at line ends, or at the borders of WebSocket messages. */

/** Called with each line, without its end. */
export type OnLine = (bytes: Buffer, start: number, end: number) => void;

/** Holds what came of a line whose end is missing. */
export interface Framer {
  read(chunk: Buffer, onLine: OnLine): void;
  /** Bytes of an unfinished line. */
  readonly waiting: number;
}

const NEWLINE = 10;
const RETURN = 13;
const EMPTY = Buffer.alloc(0);

abstract class CarryingFramer implements Framer {
  #rest = EMPTY;

  get waiting(): number {
    return this.#rest.length;
  }

  read(chunk: Buffer, onLine: OnLine): void {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const taken = this.take(bytes, onLine);
    // A copy: the chunk is large and need not be kept for its last bytes.
    this.#rest = taken < bytes.length ? Buffer.from(bytes.subarray(taken)) : EMPTY;
  }

  /** @returns the bytes of whole lines. */
  protected abstract take(bytes: Buffer, onLine: OnLine): number;
}

export class LineFramer extends CarryingFramer {
  protected take(bytes: Buffer, onLine: OnLine): number {
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      onLine(bytes, start, bytes[end - 1] === RETURN ? end - 1 : end);
      start = end + 1;
    }
    return start;
  }
}

/** A server's frames: not masked, each a whole message. The answer to the handshake passes as lines before. */
export class WebSocketFramer extends CarryingFramer {
  #handshake = true;

  protected take(bytes: Buffer, onLine: OnLine): number {
    let at = this.#handshake ? this.#header(bytes) : 0;
    if (this.#handshake) return at;
    for (let frame = frameAt(bytes, at); frame && frame.end <= bytes.length; frame = frameAt(bytes, at)) {
      onLine(bytes, frame.start, frame.end);
      at = frame.end;
    }
    return at;
  }

  #header(bytes: Buffer): number {
    const end = bytes.indexOf("\r\n\r\n");
    if (end < 0) return 0;
    if (!bytes.toString("latin1", 0, end).startsWith("HTTP/1.1 101"))
      throw new Error(`The WebSocket was refused: ${bytes.toString("latin1", 0, end)}`);
    this.#handshake = false;
    return end + 4;
  }
}

const LENGTH_16 = 126;

/** Where a frame's message is. https://www.rfc-editor.org/rfc/rfc6455#section-5.2 */
function frameAt(bytes: Buffer, at: number): { readonly start: number; readonly end: number } | undefined {
  if (at + 4 > bytes.length) return undefined;
  const short = bytes[at + 1] ?? 0;
  if (short > LENGTH_16) throw new Error("a frame longer than any line");
  const start = short === LENGTH_16 ? at + 4 : at + 2;
  return { start, end: start + (short === LENGTH_16 ? bytes.readUInt16BE(at + 2) : short) };
}
