/** A socket of somebody who speaks IRC, fast: each line is read once and told. */
import { connect, type Socket } from "node:net";
import { type IrcLine, parseIrcLine } from "../../../src/protocol/irc-line.ts";

export class LineSocket {
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  readonly #onLine: (line: IrcLine) => void;
  #rest = "";

  constructor(port: number, onLine: (line: IrcLine) => void) {
    this.#onLine = onLine;
    this.#socket = connect({ host: "127.0.0.1", port }).setNoDelay(true).setEncoding("utf8");
    this.#socket.on("error", () => {});
    this.#socket.on("data", (text: string) => this.#receive(text));
    this.closed = new Promise((resolve) => this.#socket.once("close", () => resolve()));
  }

  send(...lines: readonly string[]): void {
    this.#socket.write(lines.map((line) => `${line}\r\n`).join(""));
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  /** A last line may have been cut by the end of the server: it does not count. */
  #receive(text: string): void {
    const lines = (this.#rest + text).split("\r\n");
    this.#rest = lines.pop() ?? "";
    for (const text of lines) {
      const line = parseIrcLine(text);
      if (line) this.#onLine(line);
    }
  }
}
