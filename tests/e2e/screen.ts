/** A terminal to run a program in, and to look at: tmux. */
import { execFileSync } from "node:child_process";
import process from "node:process";
import { testEnvironment, until } from "./programs.ts";

let screens = 0;

export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

export class Screen {
  readonly #socket: string;

  /** Starts `command`; when it ends, `status N` is shown and the screen stays. */
  constructor(command: readonly string[], { columns, rows }: ScreenSize = { columns: 80, rows: 24 }) {
    screens += 1;
    this.#socket = `chat-e2e-${process.pid}-${screens}`;
    const shell = `${command.map(quote).join(" ")}; echo "status $?"; exec cat`;
    this.#tmux("-f", "/dev/null", "new-session", "-d", "-x", String(columns), "-y", String(rows), shell);
  }

  /** Types text as it is. */
  type(text: string): void {
    this.#tmux("send-keys", "-l", text);
  }

  /** Pastes text, as a terminal does with what is copied elsewhere. */
  paste(text: string): void {
    this.#tmux("set-buffer", "-b", "copied", text);
    this.#tmux("paste-buffer", "-b", "copied", "-p");
  }

  /** Presses keys by tmux's names: `Enter`, `C-c`, `Up`. */
  press(...keys: readonly string[]): void {
    this.#tmux("send-keys", ...keys);
  }

  /** The rows on the screen, without those that are empty at the end. */
  rows(): string[] {
    return this.#tmux("capture-pane", "-p").trimEnd().split("\n");
  }

  /** Where the cursor is, from 0. */
  cursor(): { column: number; row: number } {
    const [column, row] = this.#tmux("display-message", "-p", "#{cursor_x} #{cursor_y}")
      .split(" ")
      .map(Number);
    return { column: column ?? -1, row: row ?? -1 };
  }

  /** Waits until `text` can be seen. */
  async shows(text: string): Promise<void> {
    await this.untilRows((rows) => rows.join("\n").includes(text), JSON.stringify(text));
  }

  async untilRows(isRight: (rows: readonly string[]) => boolean, what: string): Promise<void> {
    await until(
      () => isRight(this.rows()),
      () => `${what} on the screen:\n${this.rows().join("\n")}`,
    );
  }

  /** At the end of the test, however it ends. */
  [Symbol.dispose](): void {
    this.#tmux("kill-server");
  }

  #tmux(...args: readonly string[]): string {
    return execFileSync("tmux", ["-u", "-L", this.#socket, ...args], {
      encoding: "utf8",
      env: testEnvironment(),
    });
  }
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
