/** Sends one member's messages, several with one write. */
import type { Client } from "./crowd.ts";
import { sequenceDigits, setDigits, setSequence, text } from "./text.ts";

const LABEL = "@label=";

export interface SpeakerOptions {
  readonly client: Client;
  /** Its number in the room. */
  readonly sender: number;
  readonly target: string;
  readonly textBytes: number;
}

export class Speaker {
  /** Messages sent: the sequence of the next. */
  sent = 0;
  readonly #client: Client;
  readonly #line: Buffer;
  readonly #textAt: number;
  #lines: Buffer;

  constructor({ client, sender, target, textBytes }: SpeakerOptions) {
    const label = client.dialect.capable ? `${LABEL}${sequenceDigits(0)} ` : "";
    const head = `${label}PRIVMSG ${target} :`;
    this.#client = client;
    this.#line = client.dialect.encode(head + text({ sender, sequence: 0, bytes: textBytes }));
    this.#textAt = head.length;
    this.#lines = this.#line;
  }

  send(count: number): void {
    const { length } = this.#line;
    if (this.#lines.length < count * length) this.#lines = Buffer.alloc(count * length, this.#line);
    for (let at = 0; at < count * length; at += length) this.#number(at, this.sent++);
    const taken = this.#client.socket.write(this.#lines, 0, count * length);
    // At most a window is unread by the server, far less than a socket's buffers.
    if (taken !== count * length)
      throw new Error(`A sender could write only ${taken} of ${count * length} bytes`);
  }

  #number(at: number, sequence: number): void {
    setSequence(this.#lines, at + this.#textAt, sequence);
    if (this.#client.dialect.capable) setDigits(this.#lines, at + LABEL.length, sequence);
  }
}
