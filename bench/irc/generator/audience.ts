/** What all members of a room that speak the same dialect must receive. */
import type { Dialect } from "./dialects.ts";
import { senderAt, text } from "./text.ts";

const AT_SIGN = 64;
const SPACE = 32;

export class Audience {
  readonly dialect: Dialect;
  readonly textBytes: number;
  readonly senders: number;
  /** Of each sender, the line without tags; whoever compares sets the sequence. */
  readonly expected: (Buffer | undefined)[];

  constructor(dialect: Dialect, senders: number, textBytes: number) {
    this.dialect = dialect;
    this.textBytes = textBytes;
    this.senders = senders;
    this.expected = Array.from({ length: senders });
  }

  /** Takes what the server puts before each sender's text from its first message. @returns whose it is, -1 if nobody's. */
  learn(bytes: Buffer, start: number, end: number): number {
    const line = bytes.subarray(this.bodyAt(bytes, start), end);
    const sender = senderAt(bytes, end - this.textBytes);
    if (!(sender < this.senders)) return -1;
    const first = text({ sender, sequence: 0, bytes: this.textBytes });
    const known = this.expected[sender];
    if (known ? !known.equals(line) : !line.toString("latin1").endsWith(first)) return -1;
    this.expected[sender] ??= Buffer.from(line);
    return sender;
  }

  /** Behind the tags; the line's end if there are none where they were negotiated, or the other way round. */
  bodyAt(bytes: Buffer, start: number): number {
    const tagged = bytes[start] === AT_SIGN;
    if (tagged !== this.dialect.capable) return bytes.length;
    return tagged ? bytes.indexOf(SPACE, start) + 1 : start;
  }
}
