/** The order: every entry gets its place in one sequence before it is decided. */
import type { Entry, StampedEntry } from "../protocol/effects.ts";

export interface Sequencer {
  /** Gives the entry its place. `onStamped` is called with it, in the order of the sequence, at once or later. */
  submit(entry: Entry): void;
}

export type OnStamped = (stamped: StampedEntry) => void;
