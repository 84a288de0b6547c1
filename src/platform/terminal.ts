/** A line-editing console on a terminal, over node:readline. https://nodejs.org/api/readline.html */
import process from "node:process";
import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from "node:readline";
import type { OpenConsole } from "./console.ts";
import { Paste } from "./paste.ts";
import { SecretLine } from "./secret-line.ts";
import { SecretPrompt } from "./secret-prompt.ts";

const HISTORY_LINES_MAX = 500;
const PROMPT = "> ";
/** Lines of a paste that go at once. */
const PASTED_LINES_UNASKED = 5;

/** Whether the line editor can be used: both ends are a terminal that can move its cursor. */
export function hasTerminal(): boolean {
  return Boolean(process.stdin.isTTY && process.stdout.isTTY) && process.env["TERM"] !== "dumb";
}

/** @see LineConsole. An arriving line never mixes into the one being typed. */
export const openTerminal: OpenConsole = (handlers) => {
  const { stdin, stdout } = process;
  const editor = createInterface({
    input: stdin,
    output: stdout,
    terminal: true,
    prompt: PROMPT,
    historySize: HISTORY_LINES_MAX,
    removeHistoryDuplicates: true,
  });
  const secret = new SecretPrompt(editor);
  let closed = false;

  const showAbove = (text: string): boolean => {
    eraseTypedRows(editor);
    const ready = stdout.write(`${text}\n`);
    setRowsAbove(editor, 0);
    if (!closed) editor.prompt(true);
    return ready;
  };

  // The editor forgets rows that the text grew into by typing; without this it redraws a long line too low.
  const countRows = (): void => setRowsAbove(editor, editor.getCursorPos().rows);
  const drained = (): void => handlers.drain();
  stdin.prependListener("keypress", countRows);
  const secretLine = new SecretLine({ stdin, editor, keep: handlers.withoutSecret });
  const handOn = (text: string): void => {
    if (text !== "") handlers.text(text);
  };
  // Its last line waits to be finished, unless it is; many lines may be a mistake.
  const ended = (): void => {
    const lines = paste.lineCount + (editor.line === "" ? 0 : 1);
    if (handlers.pasted && lines > PASTED_LINES_UNASKED) handlers.pasted(lines);
    else if (editor.line === "") handOn(paste.flush());
  };
  const paste = new Paste({ stdin, stdout, editor, ended });
  editor.on("line", (line) => {
    if (!secret.take(line)) handOn(paste.take(secretLine.take(line)));
    if (!closed) editor.prompt();
  });
  editor.on("SIGINT", () => {
    if (secret.cancel()) return;
    const isPasted = paste.cancel();
    if (editor.line === "" && !isPasted) handlers.interrupt();
    else clearTypedText(editor);
  });
  // Back from ^Z, the editor waits to be asked.
  editor.on("SIGCONT", () => editor.prompt(true));
  editor.on("close", () => {
    stdin.off("keypress", countRows);
    secretLine.close();
    stdout.off("drain", drained);
    secret.take(undefined);
    paste.close();
    handOn(paste.flush());
    if (!closed) handlers.end();
  });
  // A terminal that is gone cannot be set back; its end is told by `close` and by SIGHUP.
  editor.on("error", () => {});
  stdout.on("drain", drained);
  editor.prompt();

  return {
    interactive: true,
    print: (lines) => showAbove(lines.join("\n")),
    notice: (text) => void showAbove(`* ${text}`),
    askSecret: (prompt) => secret.ask(prompt),
    // People type slowly, and a paused editor would not hear ^C.
    pauseInput: () => {},
    resumeInput: () => {},
    clear: () => editor.write(null, { ctrl: true, name: "l" }),
    close: async () => {
      if (closed) return;
      closed = true;
      eraseTypedRows(editor);
      editor.close();
    },
  };
};

/** Removes prompt and typed text from the screen, all rows of it; the cursor stays where they began. */
function eraseTypedRows(editor: Interface): void {
  moveCursor(process.stdout, 0, -editor.getCursorPos().rows);
  cursorTo(process.stdout, 0);
  clearScreenDown(process.stdout);
}

/** Tells the editor how many rows its text has above the cursor. */
function setRowsAbove(editor: Interface, rows: number): void {
  Object.assign(editor, { prevRows: rows });
}

/** ^E ^U: the text can be brought back with ^Y. */
function clearTypedText(editor: Interface): void {
  editor.write(null, { ctrl: true, name: "e" });
  editor.write(null, { ctrl: true, name: "u" });
}
