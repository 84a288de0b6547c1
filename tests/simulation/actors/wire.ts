/** How a client's lines lie in its stream: one after the other, or each in a WebSocket message. */
import { Buffer } from "node:buffer";

export interface Wire {
  /** What is sent before the first line. */
  readonly opening: Uint8Array | undefined;
  encode(line: string): Uint8Array;
  /** @returns the lines that are whole now. */
  decode(bytes: Uint8Array): string[];
  /** Whether the server has agreed to speak this. */
  readonly isOpen: boolean;
}

export class LineWire implements Wire {
  readonly opening = undefined;
  readonly isOpen = true;
  readonly #end: string;
  #rest = Buffer.alloc(0);

  constructor(end: "\r\n" | "\n") {
    this.#end = end;
  }

  encode(line: string): Uint8Array {
    return Buffer.from(line + this.#end);
  }

  decode(bytes: Uint8Array): string[] {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    const end = this.#rest.lastIndexOf(0x0a);
    if (end === -1) return [];
    const text = this.#rest.toString("utf8", 0, end);
    this.#rest = this.#rest.subarray(end + 1);
    return text.split("\n").map((line) => line.replace(/\r$/, ""));
  }
}

const REQUEST = [
  "GET / HTTP/1.1",
  "Host: 10.0.0.9",
  "Upgrade: websocket",
  "Connection: Upgrade",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  "\r\n",
].join("\r\n");

/** https://www.rfc-editor.org/rfc/rfc6455#section-5.2 */
export class WebSocketWire implements Wire {
  readonly opening = Buffer.from(REQUEST);
  isOpen = false;
  #rest = Buffer.alloc(0);

  encode(line: string): Uint8Array {
    const payload = Buffer.from(line);
    const { length } = payload;
    const size = length < 126 ? [0x80 | length] : [0x80 | 126, length >> 8, length & 0xff];
    const mask = [1, 2, 3, 4];
    const masked = payload.map((byte, index) => byte ^ (mask[index & 3] ?? 0));
    return Buffer.concat([Buffer.from([0x81, ...size, ...mask]), masked]);
  }

  decode(bytes: Uint8Array): string[] {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    if (!this.isOpen) this.#shakeHands();
    return this.isOpen ? this.#frames() : [];
  }

  #shakeHands(): void {
    const end = this.#rest.indexOf("\r\n\r\n");
    // What was said before the request was read: the greeting of the silent.
    const start = this.#rest.indexOf("HTTP/1.1 101 ");
    if (end === -1 || start === -1) return;
    this.isOpen = true;
    this.#rest = this.#rest.subarray(end + 4);
  }

  #frames(): string[] {
    const lines: string[] = [];
    for (;;) {
      const rest = this.#rest;
      const isLong = rest[1] === 126;
      const start = isLong ? 4 : 2;
      if (rest.length < start) return lines;
      const end = start + (isLong ? rest.readUInt16BE(2) : rest.readUInt8(1));
      if (rest.length < end) return lines;
      if (rest[0] === 0x81) lines.push(rest.toString("utf8", start, end));
      this.#rest = rest.subarray(end);
    }
  }
}
