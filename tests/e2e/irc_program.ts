/** A program of the IRC world on a terminal of its own, with a home folder that is empty at first. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "./programs.ts";
import { Screen } from "./screen.ts";

/** Wide enough that no line of a conversation is wrapped, high enough for fifty of them. */
const SIZE = { columns: 160, rows: 120 } as const;

/** What differs between the programs. */
export interface IrcProgramKind {
  /** @param home where its files are. */
  command(home: string): readonly string[];
  /**
   * The lines of the window that is shown, without their times. What somebody says is `<nick> text`, and what somebody does
   * `* nick text`; all else is as the program has it.
   */
  linesOf(rows: readonly string[]): string[];
  /** How the line begins that ends a room's list of people. */
  joined(room: string): string;
  /** Typed to look at another window. */
  goTo(window: string): string;
  readonly paste: {
    /** What it lets the terminal put around pasted text. https://invisible-island.net/xterm/xterm-paste64.html */
    readonly brackets: readonly [string, string];
    /** What it asks when more than a few lines are pasted, and the key that says yes. */
    readonly question: string;
    readonly yes: string;
  };
}

export class IrcProgram {
  readonly #kind: IrcProgramKind;
  readonly #home = mkdtempSync(join(tmpdir(), "irc-program-"));
  readonly #screen: Screen;

  constructor(kind: IrcProgramKind) {
    this.#kind = kind;
    this.#screen = new Screen(kind.command(this.#home), SIZE);
  }

  /** Types a line. */
  say(text: string): void {
    this.#screen.type(text);
    this.#screen.press("Enter");
  }

  /** Waits until it has registered, goes to a room, and waits until it is there. */
  async join(room: string): Promise<void> {
    await this.registered();
    this.say(`/join ${room}`);
    const start = this.#kind.joined(room);
    await this.untilLines((lines) => lines.some((line) => line.startsWith(start)), start);
  }

  /** Waits for the last line of what the server says at first. */
  async registered(): Promise<void> {
    const end = "End of /MOTD command.";
    await this.untilLines((lines) => lines.some((line) => line.endsWith(end)), end);
  }

  /** Looks at a room, a private conversation, or what the server said: `status`. */
  goTo(window: string): void {
    this.say(this.#kind.goTo(window));
  }

  /** Pastes as terminals do, and says yes if the program asks. */
  async paste(lines: readonly string[]): Promise<void> {
    const { brackets, question, yes } = this.#kind.paste;
    this.#screen.type(`${brackets[0]}${lines.join("\n")}\n${brackets[1]}`);
    await this.#screen.shows(question);
    this.#screen.press(yes);
  }

  lines(): string[] {
    return this.#kind.linesOf(this.#screen.rows());
  }

  /** Waits until each of these is a line of the window that is shown. */
  async shows(...expected: readonly string[]): Promise<void> {
    await this.untilLines((lines) => expected.every((line) => lines.includes(line)), expected.join("\n"));
  }

  async untilLines(isRight: (lines: readonly string[]) => boolean, what: string): Promise<void> {
    await until(
      () => isRight(this.lines()),
      () => `${what}\nwas to be on the screen:\n${this.#screen.rows().join("\n")}`,
    );
  }

  /** Waits until the first row, which is the room's topic, has this text. */
  async untilTitle(text: string): Promise<void> {
    await this.#screen.untilRows(([title = ""]) => title.endsWith(text), `the topic ${text}`);
  }

  /** Waits until the program has ended by itself. */
  async ended(): Promise<void> {
    await this.#screen.untilRows((rows) => rows.includes("status 0"), "the end of the program");
  }

  /** At the end of the test, however it ends: the program saves its settings, so the folder goes last. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.say("/quit");
      await this.ended();
    } finally {
      this.#screen[Symbol.dispose]();
      rmSync(this.#home, { recursive: true, force: true });
    }
  }
}
