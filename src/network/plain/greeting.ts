/**
 * The first lines. They wait a moment for what was said last in the room and leave together with it: programs that talk in turns take
 * what comes after the greeting for the reply to their first line.
 */
import type { Clock, Timer } from "../../platform/clock.ts";
import { GREETING_HISTORY_MS } from "../../protocol/limits.ts";

export class Greeting {
  readonly #print: (lines: string) => void;
  readonly #timer: Timer;
  #lines: string | undefined;

  /** @param print shows the lines, once. */
  constructor(lines: string, clock: Clock, print: (lines: string) => void) {
    this.#lines = lines;
    this.#print = print;
    this.#timer = clock.after(GREETING_HISTORY_MS, () => this.say());
  }

  /** Before anything else is shown. */
  say(): void {
    const lines = this.#lines;
    if (lines === undefined) return;
    this.cancel();
    this.#print(lines);
  }

  /** There is nobody any more. */
  cancel(): void {
    this.#lines = undefined;
    this.#timer.cancel();
  }
}
