/** The memory: what was said, and what lasts. A message is shown to anybody only after it is kept here. */

import type { HistoryRow, HistoryWrite } from "../protocol/history.ts";
import type { HistoryQuery } from "../protocol/history-query.ts";
import type { LastingRow } from "../protocol/lasting.ts";

/** Told once, at once or later; with an Error where it did not succeed. */
export type Done = (error?: Error) => void;

/** How the disk does. For `/readyz`, and to stop reading from clients while it hangs. */
export interface HistoryState {
  /** Since when the oldest unanswered commit waits, in milliseconds since 1970. */
  readonly waitingSinceMs: number | undefined;
  /** Why the last write failed; undefined as soon as one succeeds. */
  readonly lastError: Error | undefined;
  /** Events and lasting rows that could not be written yet, and those that made room for newer ones: they will be missing. */
  readonly keptRows: number;
  readonly lostRows: number;
}

/** A memory that can be read: in the process (`memory.ts`) or on disk (`sqlite.ts`). */
export interface History {
  /** The first part of every msgid; made with the data folder. */
  readonly historyId: string;
  /** The sequencer goes on above both. Zero in a new history. */
  readonly lastSequence: number;
  readonly lastTimeMs: number;
  /**
   * The lasting rows that were there when the history was opened, in no order that means anything. To be asked once: they are
   * let go of then, since whoever has asked keeps them.
   */
  lasting(): readonly LastingRow[];
  /**
   * Keeps what was decided, all of one call or nothing. Sequences must rise from call to call, and one sequence's writes
   * must be in one call. Where the disk refuses, a call fails, but what is so in any case (`hasHappened`) is written as soon as
   * possible; a call with nothing else never fails. What is made at a start, before anything is ordered, is a lasting row that
   * has happened with the sequence `lastSequence`.
   * @param done called once, in the order of the calls. A HistoryError where something could not be kept. There is no
   *   time after which it would be called for want of an answer.
   */
  commit(writes: readonly HistoryWrite[], done: Done): void;
  /** Reads, after all that was handed to `commit` before; no commit waits for it. @param done gets rows, or why there are none. */
  find(query: HistoryQuery, done: (found: readonly HistoryRow[] | Error) => void): void;
  state(): HistoryState;
  /** Writes what waits and lets go of the files. Nothing may be asked afterwards. */
  close(done: Done): void;
}
