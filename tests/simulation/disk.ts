/** A history whose disk is slow, stands still, or refuses. It answers in the order it was asked, late or at once. */
import type { Done, History, HistoryState } from "../../src/history/history.ts";
import { memoryHistory } from "../../src/history/memory.ts";
import type {} from "../../src/protocol/effects.ts";
import type { HistoryWrite } from "../../src/protocol/history.ts";
import { HISTORY_CHARACTERS_MAX, HISTORY_MESSAGES_MAX } from "../../src/protocol/limits.ts";
import type { SimulatedClock } from "./clock.ts";
import type { Random } from "./random.ts";

export interface DiskParts {
  readonly clock: SimulatedClock;
  readonly random: Random;
  /** The share of commits that take a while, and of those that fail. */
  readonly slowShare: number;
  readonly brokenShare: number;
  /** Just before the server is told. */
  answered(records: readonly HistoryWrite[], outcome: "kept" | "lost"): void;
}

const SLOW_MS_MAX = 300;

export class SimulatedDisk implements History {
  readonly historyId = "simulated";
  readonly lastSequence = 0;
  readonly lastTimeMs = 0;
  readonly #parts: DiskParts;
  readonly #memory = memoryHistory({
    messagesMax: HISTORY_MESSAGES_MAX,
    charactersMax: HISTORY_CHARACTERS_MAX,
  });
  /** When all commits so far are done: one after the other, and what waits is written together. */
  #doneAtMs = 0;
  #unansweredCount = 0;

  constructor(parts: DiskParts) {
    this.#parts = parts;
  }

  /** Nothing is written for a while. */
  stall(ms: number): void {
    this.#doneAtMs = Math.max(this.#doneAtMs, this.#parts.clock.elapsedMs + ms);
  }

  commit(records: readonly HistoryWrite[], done: (error?: Error) => void): void {
    const { clock, random, slowShare, brokenShare } = this.#parts;
    const isBroken = random.chance(brokenShare);
    if (random.chance(slowShare)) this.stall(random.between(1, SLOW_MS_MAX));
    const waitMs = this.#doneAtMs - clock.elapsedMs;
    this.#unansweredCount += 1;
    const finish = (): void => {
      this.#unansweredCount -= 1;
      this.#answer(records, done, isBroken ? "lost" : "kept");
    };
    if (waitMs > 0 || this.#unansweredCount > 1) clock.planForNobody(waitMs, finish);
    else finish();
  }

  #answer(records: readonly HistoryWrite[], done: (error?: Error) => void, outcome: "kept" | "lost"): void {
    this.#parts.answered(records, outcome);
    if (outcome === "kept") this.#memory.commit(records, done);
    else done(new Error("the disk is broken"));
  }

  find(...question: Parameters<History["find"]>): void {
    this.#memory.find(...question);
  }

  state(): HistoryState {
    return { waitingSinceMs: undefined, lastError: undefined, keptRows: 0, lostRows: 0 };
  }

  close(done: Done): void {
    done();
  }
}
