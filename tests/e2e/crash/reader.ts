/** Somebody who comes back after a restart, and reads on where they were, page by page. */
import type { IrcLine } from "../../../src/protocol/irc-line.ts";
import { CHATHISTORY_MESSAGES_MAX } from "../../../src/protocol/limits.ts";
import { type Heard, heardIn } from "./ledger.ts";
import { LineSocket } from "./line-socket.ts";

const CAPABILITIES = "batch draft/chathistory message-tags";
const BEGINNING = "timestamp=1970-01-01T00:00:00.000Z";

export class Reader {
  readonly #socket: LineSocket;
  #lines: IrcLine[] = [];
  #ends: (line: IrcLine) => boolean = () => false;
  #end: () => void = () => {};

  constructor(port: number) {
    this.#socket = new LineSocket(port, (line) => {
      this.#lines.push(line);
      if (this.#ends(line)) this.#end();
    });
    this.#socket.send(`CAP REQ :${CAPABILITIES}`, "NICK reader", "USER reader 0 * :Reader", "CAP END");
  }

  /** @param from a msgid; "" for the beginning. @returns all that was said after it, oldest first. */
  async readOn(channel: string, from: string): Promise<readonly Heard[]> {
    await this.#asks(`JOIN ${channel}`, ({ command }) => command === "366");
    const pages: (readonly Heard[])[] = [];
    let after = from;
    for (;;) {
      const page = await this.#page(channel, after === "" ? BEGINNING : `msgid=${after}`);
      pages.push(page);
      after = page.at(-1)?.msgid ?? after;
      if (page.length < CHATHISTORY_MESSAGES_MAX) return pages.flat();
    }
  }

  [Symbol.dispose](): void {
    this.#socket[Symbol.dispose]();
  }

  async #page(channel: string, point: string): Promise<readonly Heard[]> {
    const lines = await this.#asks(
      `CHATHISTORY AFTER ${channel} ${point} ${CHATHISTORY_MESSAGES_MAX}`,
      ({ command, params: [reference = ""] }) => command === "BATCH" && reference.startsWith("-"),
    );
    return lines.map(heardIn).filter((heard) => heard !== undefined);
  }

  /** @returns all lines up to the one that `ends`, unless the server dies of it. */
  async #asks(line: string, ends: (line: IrcLine) => boolean): Promise<readonly IrcLine[]> {
    this.#lines = [];
    this.#ends = ends;
    const answered = new Promise<void>((resolve) => {
      this.#end = resolve;
    });
    this.#socket.send(line);
    await Promise.race([
      answered,
      this.#socket.closed.then(() => Promise.reject(new Error(`${line}: closed`))),
    ]);
    return this.#lines;
  }
}
