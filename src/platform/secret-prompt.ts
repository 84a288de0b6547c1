/** Asks for a secret on a line editor's terminal: what is typed is neither shown nor kept in its history. */
import type { Interface } from "node:readline";

/** What Node's, Bun's and Deno's editors all have, though none of them declares it. */
interface EditorInside {
  history: string[];
  _writeToOutput: (text: string) => void;
}

export class SecretPrompt {
  readonly #editor: Interface;
  readonly #inside: EditorInside;
  readonly #usualPrompt: string;
  #open: { readonly question: string; readonly answer: (secret: string | undefined) => void } | undefined;

  constructor(editor: Interface) {
    this.#editor = editor;
    this.#inside = editor as unknown as EditorInside;
    this.#usualPrompt = editor.getPrompt();
    const write = this.#inside._writeToOutput;
    this.#inside._writeToOutput = (text) => write.call(editor, this.#withoutSecret(text));
  }

  /** @returns the secret; undefined if the terminal closes or another question is open. */
  ask(question: string): Promise<string | undefined> {
    if (this.#open) return Promise.resolve(undefined);
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    this.#open = { question, answer: resolve };
    this.#editor.setPrompt(question);
    this.#editor.prompt();
    return promise;
  }

  /** Takes the question back; what was typed is forgotten. @returns whether there was one. */
  cancel(): boolean {
    if (!this.#open) return false;
    Object.assign(this.#editor, { line: "", cursor: 0 });
    this.take("");
    this.#editor.prompt();
    return true;
  }

  /** @returns whether the line was the secret, and so nobody else's business. */
  take(line: string | undefined): boolean {
    const open = this.#open;
    if (!open) return false;
    this.#open = undefined;
    if (this.#inside.history[0] === line) this.#inside.history.shift();
    this.#editor.setPrompt(this.#usualPrompt);
    open.answer(line);
    return true;
  }

  /** The editor writes its prompt and the typed text together, or what was typed just now, or line ends. */
  #withoutSecret(text: string): string {
    if (!this.#open) return text;
    return text.startsWith(this.#open.question) ? this.#open.question : text.replace(/[^\r\n]/g, "");
  }
}
