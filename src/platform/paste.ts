/**
 * Bracketed paste: the terminal says where a paste begins and ends, so that it is one text, however many lines it has.
 * https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h2-Bracketed-Paste-Mode
 */
import { EventEmitter } from "node:events";
import { emitKeypressEvents } from "node:readline";
import type { ReadStream, WriteStream } from "node:tty";

const TURN_ON = "\u001b[?2004h";
const TURN_OFF = "\u001b[?2004l";

interface Key {
  /** As the line editor's own reader of keys calls them. */
  readonly name?: string;
}

/** A terminal that cannot do this sends the lines as if they were typed. */
export class Paste {
  readonly #stdin: ReadStream;
  readonly #stdout: WriteStream;
  readonly #ended: () => void;
  #isOpen = false;
  /** Pasted, and not yet followed by what ends the message. */
  #lines: string[] = [];

  /** @param ended called at the end of a paste: its last line may still be in the editor. */
  constructor(stdin: ReadStream, stdout: WriteStream, ended: () => void) {
    this.#stdin = stdin;
    this.#stdout = stdout;
    this.#ended = ended;
    stdin.on("keypress", this.#pressed);
    if (knowsPastes()) stdout.write(TURN_ON);
  }

  /** A line is finished. @returns all the text that is, or "" while more is being pasted. */
  take(line: string): string {
    this.#lines.push(line);
    return this.#isOpen ? "" : this.flush();
  }

  /** @returns what was pasted and has not been handed on, line ends included. */
  flush(): string {
    return this.#lines
      .splice(0)
      .map((line) => `${line}\n`)
      .join("");
  }

  /** @returns whether there was something to forget. */
  cancel(): boolean {
    return this.flush() !== "";
  }

  close(): void {
    this.#stdin.off("keypress", this.#pressed);
    this.#stdout.write(TURN_OFF);
  }

  readonly #pressed = (_: string | undefined, { name }: Key = {}): void => {
    if (name === "paste-start") this.#isOpen = true;
    if (name !== "paste-end") return;
    this.#isOpen = false;
    this.#ended();
  };
}

/** Whether this runtime reads a paste's signs as keys; Deno's does not yet, and they would be shown. */
function knowsPastes(): boolean {
  const stream = new EventEmitter();
  let isKnown = false;
  emitKeypressEvents(stream as ReadStream);
  stream.on("keypress", (_: string | undefined, { name }: Key = {}) => {
    isKnown ||= name === "paste-start";
  });
  stream.emit("data", "\u001b[200~");
  return isKnown;
}
