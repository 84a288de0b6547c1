/** Long lists in as few lines as hold them. */
import { utf8Length } from "../protocol/split-text.ts";

/** @returns the words, joined, in lines of at most `bytesMax` UTF-8 bytes; a word that is longer has a line of its own. */
export function fillLines(words: Iterable<string>, bytesMax: number, separator = " "): readonly string[] {
  const filled = new FilledLines(bytesMax, separator);
  for (const word of words) filled.add(word);
  return filled.lines();
}

/** The same for a list that may become longer. */
export class FilledLines {
  readonly bytesMax: number;
  readonly #separator: string;
  readonly #full: string[] = [];
  #last = "";
  #lastBytes = 0;

  constructor(bytesMax: number, separator = " ") {
    this.bytesMax = bytesMax;
    this.#separator = separator;
  }

  add(word: string): void {
    const bytes = utf8Length(word) + this.#separator.length;
    if (this.#last !== "" && this.#lastBytes + bytes > this.bytesMax) this.#beginLine();
    this.#last = this.#last === "" ? word : this.#last + this.#separator + word;
    this.#lastBytes += bytes;
  }

  lines(): readonly string[] {
    return this.#last === "" ? [...this.#full] : [...this.#full, this.#last];
  }

  #beginLine(): void {
    this.#full.push(this.#last);
    this.#last = "";
    this.#lastBytes = 0;
  }
}
