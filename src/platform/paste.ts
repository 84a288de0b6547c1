/**
 * Bracketed paste: the terminal says where a paste begins and ends, so that it is one text, however many lines it has.
 * https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h2-Bracketed-Paste-Mode
 */
import type { Interface } from "node:readline";
import type { ReadStream, WriteStream } from "node:tty";

const TURN_ON = "\u001b[?2004h";
const TURN_OFF = "\u001b[?2004l";

interface Key {
  /** As the line editor's own reader of keys calls them. */
  readonly name?: string;
  /** What the terminal sent for it. */
  readonly sequence?: string;
}

/** What the signs are called; Deno's reader does not know them, and takes their last letter, `~`, for typed. */
const SIGNS: ReadonlyMap<string, "start" | "end"> = new Map([
  ["paste-start", "start"],
  ["paste-end", "end"],
  ["\u001b[200", "start"],
  ["\u001b[201", "end"],
]);

export interface PasteParts {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  readonly editor: Interface;
  /** At the end of a paste: its last line may still be in the editor. */
  ended(): void;
}

/** A terminal that cannot do this sends the lines as if they were typed. */
export class Paste {
  readonly #parts: PasteParts;
  #isOpen = false;
  /** A sign whose last letter is still to come, as if it were typed. */
  #halfSign: "start" | "end" | undefined;
  /** Pasted, and not yet followed by what ends the message. */
  #lines: string[] = [];

  constructor(parts: PasteParts) {
    this.#parts = parts;
    // After the editor, which has inserted by then what it takes for typed.
    parts.stdin.on("keypress", this.#pressed);
    parts.stdout.write(TURN_ON);
  }

  /** A line is finished. @returns all the text that is, or "" while more is being pasted. */
  take(line: string): string {
    this.#lines.push(line);
    return this.#isOpen ? "" : this.flush();
  }

  /** Finished lines that have not been handed on. */
  get lineCount(): number {
    return this.#lines.length;
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
    this.#parts.stdin.off("keypress", this.#pressed);
    this.#parts.stdout.write(TURN_OFF);
  }

  readonly #pressed = (_: string | undefined, { name = "", sequence = "" }: Key = {}): void => {
    const half = this.#halfSign;
    this.#halfSign = SIGNS.get(sequence);
    if (half && sequence === "~") {
      this.#parts.editor.write(null, { name: "backspace" });
      this.#read(half);
    }
    this.#read(SIGNS.get(name));
  };

  #read(sign: "start" | "end" | undefined): void {
    if (sign === undefined) return;
    this.#isOpen = sign === "start";
    if (sign === "end") this.#parts.ended();
  }
}
