/** A history that keeps what it is given, and finds what it is asked, when the test says so. */
import type { Done, History, HistoryState } from "../../src/history/history.ts";
import { memoryHistory } from "../../src/history/memory.ts";
import { type HistoryWrite, standsInTarget, type TargetWrite } from "../../src/protocol/history.ts";
import type { LastingRow } from "../../src/protocol/lasting.ts";

export class SlowHistory implements History {
  readonly historyId = "test";
  readonly lastSequence = 0;
  readonly lastTimeMs = 0;
  /** What stands in targets. */
  readonly kept: TargetWrite[] = [];
  /** What `state` says. */
  lastError: Error | undefined;
  readonly #memory = memoryHistory({ messagesMax: 1_000, charactersMax: 100_000 }, "test");
  readonly #commits: { readonly writes: readonly HistoryWrite[]; readonly done: Done }[] = [];
  readonly #questions: (() => void)[] = [];

  lasting(): readonly LastingRow[] {
    return this.#memory.lasting();
  }

  commit(writes: readonly HistoryWrite[], done: Done): void {
    this.#commits.push({ writes, done });
  }

  find(...question: Parameters<History["find"]>): void {
    this.#questions.push(() => this.#memory.find(...question));
  }

  get unkept(): number {
    return this.#commits.length;
  }

  /** Answers the oldest commit. */
  answer(error?: Error): void {
    const next = this.#commits.shift();
    if (!next) return;
    if (!error) {
      this.kept.push(...next.writes.filter(standsInTarget));
      this.#memory.commit(next.writes, () => {});
    }
    next.done(error);
  }

  answerAll(): void {
    while (this.#commits.length > 0) this.answer();
  }

  /** Answers what was asked so far. */
  findAll(): void {
    for (const answer of this.#questions.splice(0)) answer();
  }

  state(): HistoryState {
    return { waitingSinceMs: undefined, lastError: this.lastError, keptRows: 0, lostRows: 0 };
  }

  close(done: Done): void {
    done();
  }
}
