/** The lines that somebody was sent and has not read. */

/** Only a failing test waits this long. */
const PATIENCE_MS = 10_000;

export class Inbox {
  readonly #lines: string[] = [];
  readonly #waiting = new Set<() => void>();
  #isClosed = false;
  /** How many of the lines, from the first one on, were here at the last mark. */
  #marked = 0;

  get unread(): readonly string[] {
    return this.#lines;
  }

  /** No more lines will come; those that came may still be unread. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  add(line: string): void {
    this.#lines.push(line);
    this.#wake();
  }

  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  #wake(): void {
    for (const check of this.#waiting) check();
  }

  take(): string | undefined {
    this.#marked = Math.max(0, this.#marked - 1);
    return this.#lines.shift();
  }

  /** From now on, what is unread is old. */
  mark(): void {
    this.#marked = this.#lines.length;
  }

  /** Whether something is unread that was so at the last mark. */
  get hasOld(): boolean {
    return this.#marked > 0;
  }

  clear(): void {
    this.#lines.length = 0;
    this.#marked = 0;
  }

  /** Takes the first line that `isMeant`, wherever it stands; undefined where there is none yet. */
  takeWhere(isMeant: (line: string) => boolean): string | undefined {
    const index = this.#lines.findIndex(isMeant);
    return index === -1 ? undefined : this.#lines.splice(index, 1)[0];
  }

  /** Resolves when `isTrue`, when no more lines can come, or when nobody would wait any longer. */
  async until(isTrue: () => boolean): Promise<void> {
    if (isTrue() || this.#isClosed) return;
    await new Promise<void>((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve();
      };
      const check = (): void => {
        if (isTrue() || this.#isClosed) finish();
      };
      const timer = setTimeout(finish, PATIENCE_MS);
      this.#waiting.add(check);
    });
  }
}
