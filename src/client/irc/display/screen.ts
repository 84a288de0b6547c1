/** Lines on their way to the screen. While history is being told, what is new waits behind it. */
import { UNSHOWN_LINES_MAX } from "../../limits.ts";

export class Screen {
  readonly #show: (lines: readonly string[]) => void;
  #ready: string[] = [];
  #held: string[] = [];

  constructor(show: (lines: readonly string[]) => void) {
    this.#show = show;
  }

  /** Whether so much waits that it is better shown now. */
  get isFull(): boolean {
    return this.#ready.length >= UNSHOWN_LINES_MAX;
  }

  add(lines: readonly string[]): void {
    this.#ready.push(...lines);
  }

  /** What comes after the history that is asked for. Where that is too much, it is not waited for. */
  hold(lines: readonly string[]): void {
    this.#held.push(...lines);
    if (this.#held.length >= UNSHOWN_LINES_MAX) this.release();
  }

  /** What was held may be shown with the rest. */
  release(): void {
    this.add(this.#held.splice(0));
  }

  flush(): void {
    const lines = this.#ready.splice(0);
    if (lines.length > 0) this.#show(lines);
  }
}
