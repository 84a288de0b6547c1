/** The memory: what was said. A message is shown to anybody only after it is kept here. */
import type { HistoryRecord } from "../protocol/effects.ts";

export interface History {
  /**
   * Keeps records, all or none, in the order of their sequence.
   * @param done called once, at once or later, in the order of the calls; with an Error where they could not be kept.
   */
  commit(records: readonly HistoryRecord[], done: (error?: Error) => void): void;
  /** The newest messages of a target (folded channel or pair of user ids), oldest first. */
  latest(target: string, count: number): readonly HistoryRecord[];
}
