/** Text in pieces → lines. */

/** A longer line is handed on in parts, so that a stream without line ends does not fill the memory. */
export const LINE_LENGTH_MAX = 64 * 1024;

/** Splits at `\n`, `\r\n` counts as one; keeps what has no end yet. */
export class LineSplitter {
  #rest = "";
  #swallowNewline = false;

  push(text: string): string[] {
    const lines = (this.#rest + this.#withoutNewlineOfFlushed(text)).split("\n");
    this.#rest = lines.pop() ?? "";
    if (this.#rest.length > LINE_LENGTH_MAX) {
      lines.push(this.#rest);
      this.#rest = "";
    }
    return lines.map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
  }

  /** Whether part of a line is waiting for its end. */
  get hasRest(): boolean {
    return this.#rest !== "";
  }

  /** The rest as a line of its own; if its newline comes after all, it does not count as an empty line. */
  flush(): string | undefined {
    if (this.#rest === "") return undefined;
    const line = this.#rest;
    this.#rest = "";
    this.#swallowNewline = true;
    return line;
  }

  #withoutNewlineOfFlushed(text: string): string {
    if (!this.#swallowNewline || text === "") return text;
    this.#swallowNewline = false;
    return text.replace(/^\r?\n/, "");
  }
}
