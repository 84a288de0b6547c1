/** The history of one life of the server: its group commit and its reader over a disk that outlives it. */
import { GroupCommit, type GroupCommitLimits } from "../../../src/history/group-commit.ts";
import type { Done, History, HistoryState } from "../../../src/history/history.ts";
import type { HistoryRow, HistoryWrite } from "../../../src/protocol/history.ts";
import type { HistoryQuery } from "../../../src/protocol/history-query.ts";
import type { LastingRow } from "../../../src/protocol/lasting.ts";
import type { LastStamp } from "../../../src/sequencer/local.ts";
import type { SimulatedClock } from "../clock.ts";
import { nobodys } from "../owned-deadlines.ts";
import type { Random } from "../random.ts";
import { HISTORY_ID, type SimulatedStore } from "./store.ts";

type Found = readonly HistoryRow[] | Error;

export interface SimulatedHistoryParts {
  readonly store: SimulatedStore;
  readonly clock: SimulatedClock;
  readonly random: Random;
  readonly limits: GroupCommitLimits;
  /** The share of questions that the disk does not answer. */
  readonly brokenShare: number;
  /** What a question takes at most, in milliseconds. */
  readonly latencyMs: number;
  /** Both just before the server is told. */
  answered(records: readonly HistoryWrite[], error: Error | undefined): void;
  found(query: HistoryQuery, found: Found): void;
}

export class SimulatedHistory implements History {
  readonly historyId = HISTORY_ID;
  readonly lastSequence: number;
  readonly lastTimeMs: number;
  readonly #parts: SimulatedHistoryParts;
  readonly #group: GroupCommit;
  #isOver = false;

  constructor(parts: SimulatedHistoryParts) {
    this.#parts = parts;
    const { store, clock, limits } = parts;
    const { lastSequence, lastTimeMs }: LastStamp = store.tip;
    this.lastSequence = lastSequence;
    this.lastTimeMs = lastTimeMs;
    this.#group = new GroupCommit({ store, clock: nobodys(clock), limits });
  }

  lasting(): readonly LastingRow[] {
    return this.#parts.store.lasting();
  }

  /** The server is gone: nobody hears an answer any more. */
  crash(): void {
    this.#isOver = true;
  }

  commit(records: readonly HistoryWrite[], done: Done): void {
    this.#group.commit(records, (error) => {
      this.#parts.answered(records, error);
      done(error);
    });
  }

  find(query: HistoryQuery, done: (found: Found) => void): void {
    this.#group.whenAnswered(() => {
      const { clock, random, latencyMs } = this.#parts;
      clock.planForNobody(random.between(0, latencyMs), () => {
        if (!this.#isOver) this.#read(query, done);
      });
    });
  }

  #read(query: HistoryQuery, done: (found: Found) => void): void {
    const { store, random, brokenShare, found: told } = this.#parts;
    const answer = (found: Found): void => {
      told(query, found);
      done(found);
    };
    // The edge waits for one message in a promise.
    if (query.kind === "messages") this.#parts.clock.needRealTurns();
    if (random.chance(brokenShare)) answer(new Error("the disk is broken"));
    else store.read(query, answer);
  }

  state(): HistoryState {
    return this.#group.state();
  }

  close(done: Done): void {
    this.#group.close(done);
  }
}
