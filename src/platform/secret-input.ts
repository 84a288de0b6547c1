/** Reads one secret from the terminal, where nothing of it is shown, or from a pipe. */
import process from "node:process";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/** Whether somebody can be asked; stdout may go elsewhere. */
export function hasPerson(): boolean {
  return Boolean(process.stdin.isTTY);
}

/** @returns what was typed; "" after ^C or ^D. The question goes to stderr, since stdout may be a file. */
export async function askSecret(prompt: string): Promise<string> {
  process.stderr.write(prompt);
  // The editor takes keys (Backspace, ^U) and shows them here, where nobody looks.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const editor = createInterface({ input: process.stdin, output: nowhere, terminal: true, historySize: 0 });
  const answer = await new Promise<string>((resolve) => {
    editor.once("line", resolve);
    editor.once("SIGINT", () => resolve(""));
    editor.once("close", () => resolve(""));
  });
  editor.close();
  process.stderr.write("\n");
  return answer;
}

/** @returns the first line of a piped input, without its end. */
export async function readInputLine(): Promise<string> {
  let text = "";
  process.stdin.setEncoding("utf8");
  for await (const chunk of process.stdin) {
    text += String(chunk);
    if (text.includes("\n")) break;
  }
  return text.split(/\r?\n/)[0] ?? "";
}
