/** A typed line that holds a secret: once it is finished, only its beginning stays on the screen and in the editor's history. */
import type { Interface } from "node:readline";
import type { ReadStream } from "node:tty";

interface Key {
  readonly name?: string;
}

export interface SecretLineParts {
  readonly stdin: ReadStream;
  readonly editor: Interface;
  /** What of a line may stay. */
  readonly keep: ((line: string) => string) | undefined;
}

export class SecretLine {
  readonly #parts: SecretLineParts;
  /** The whole line, and what the editor has instead. */
  #hidden: { readonly line: string; readonly kept: string } | undefined;

  constructor(parts: SecretLineParts) {
    this.#parts = parts;
    // Before the editor, which has nothing left to show and to remember then.
    parts.stdin.prependListener("keypress", this.#pressed);
  }

  /** A line is finished. @returns it as it was typed. */
  take(line: string): string {
    const hidden = this.#hidden;
    this.#hidden = undefined;
    return hidden?.kept === line ? hidden.line : line;
  }

  close(): void {
    this.#parts.stdin.off("keypress", this.#pressed);
  }

  readonly #pressed = (_: string | undefined, { name }: Key = {}): void => {
    const { editor, keep } = this.#parts;
    if ((name !== "return" && name !== "enter") || !keep) return;
    const { line } = editor;
    const kept = keep(line);
    if (kept === line) return;
    this.#hidden = { line, kept };
    Object.assign(editor, { line: kept, cursor: kept.length });
    editor.prompt(true);
  };
}
