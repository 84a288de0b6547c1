/** Asks for a secret on a line editor's terminal: what is typed is neither shown nor kept in its history. */
import process from "node:process";
import type { Interface } from "node:readline";

/** What Node's, Bun's and Deno's editors all have, though none of them declares it. */
interface EditorInside {
  history: string[];
  _writeToOutput: (text: string) => void;
}

export class SecretPrompt {
  readonly #editor: Interface;
  readonly #inside: EditorInside;
  #open: { readonly prompt: string; readonly answer: (secret: string | undefined) => void } | undefined;

  constructor(editor: Interface) {
    this.#editor = editor;
    this.#inside = editor as unknown as EditorInside;
    const write = this.#inside._writeToOutput;
    this.#inside._writeToOutput = (text) => {
      if (!this.#open) write.call(editor, text);
    };
  }

  /** @returns the secret; undefined if the terminal closes or another question is open. */
  ask(prompt: string): Promise<string | undefined> {
    if (this.#open) return Promise.resolve(undefined);
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    // Before the editor is silenced, so that nothing of it stays on the row.
    this.#editor.write(null, { ctrl: true, name: "u" });
    this.#open = { prompt, answer: resolve };
    this.show();
    return promise;
  }

  /** Shows the question again, below what was printed over it. */
  show(): void {
    if (this.#open) process.stdout.write(`\r${this.#open.prompt}`);
  }

  /** @returns whether the line was the secret, and so nobody else's business. */
  take(line: string | undefined): boolean {
    const open = this.#open;
    if (!open) return false;
    this.#open = undefined;
    if (this.#inside.history[0] === line) this.#inside.history.shift();
    open.answer(line);
    return true;
  }
}
