/** Reads secrets from the terminal, where nothing of them is shown, or from a pipe. */
import process from "node:process";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/** Whether somebody can be asked; stdout may go elsewhere. */
export function hasPerson(): boolean {
  return Boolean(process.stdin.isTTY);
}

/**
 * Asks one question after the other, until an answer is empty: also after ^C and ^D. The questions go to stderr, since
 * stdout may be a file.
 */
export async function askSecrets(...prompts: readonly string[]): Promise<string[]> {
  // The editor takes keys (Backspace, ^U) and shows them here, where nobody looks.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const editor = createInterface({ input: process.stdin, output: nowhere, terminal: true, historySize: 0 });
  const answers: string[] = [];
  for (const prompt of prompts) {
    process.stderr.write(prompt);
    const answer = await new Promise<string>((resolve) => {
      editor.once("line", resolve);
      editor.once("SIGINT", () => resolve(""));
      editor.once("close", () => resolve(""));
    });
    process.stderr.write("\n");
    answers.push(answer);
    if (answer === "") break;
  }
  editor.close();
  return answers;
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
