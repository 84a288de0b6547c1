/** What a peer of a byte stream receives, as lines. */
import { Buffer } from "node:buffer";
import type { Inbox } from "./inbox.ts";

/** IRC's lines end with CR LF, plain text's with LF. https://modern.ircdocs.horse/#message-format */
export const LINE_ENDS = { irc: "\r\n", plain: "\n" } as const;

export class ByteLines {
  readonly #inbox: Inbox;
  readonly #end: string;
  #rest = Buffer.alloc(0);

  constructor(inbox: Inbox, language: "irc" | "plain") {
    this.#inbox = inbox;
    this.#end = LINE_ENDS[language];
  }

  push(bytes: Uint8Array): void {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    for (;;) {
      const end = this.#rest.indexOf(this.#end);
      if (end === -1) return;
      this.#inbox.add(this.#rest.toString("utf8", 0, end));
      this.#rest = this.#rest.subarray(end + this.#end.length);
    }
  }

  /** What has no line end is read, too: the transcript shall see it. */
  finish(): void {
    if (this.#rest.length > 0) this.#inbox.add(this.#rest.toString("utf8"));
    this.#inbox.close();
  }
}
