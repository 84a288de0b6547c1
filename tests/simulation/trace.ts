/** What happened lately, for the story of a failure, and what was wrong. */
import type { SimulatedClock } from "./clock.ts";

const KEPT = 40;

/** Promises that are not held yet: `--pending` judges them too. */
const PENDING: ReadonlySet<string> = new Set();

export interface TraceOptions {
  readonly isVerbose: boolean;
  readonly judgesPending: boolean;
}

export interface Violation {
  /** Which promise was broken. */
  readonly checker: string;
  /** Who, what, and where in the order. */
  readonly story: string;
}

type Note = readonly [elapsedMs: number, who: string, what: string, detail: string];

export class Trace {
  violation: Violation | undefined;
  readonly #clock: SimulatedClock;
  readonly #isVerbose: boolean;
  readonly #judgesPending: boolean;
  #notes: Note[] = [];

  constructor(clock: SimulatedClock, { isVerbose, judgesPending }: TraceOptions) {
    this.#clock = clock;
    this.#isVerbose = isVerbose;
    this.#judgesPending = judgesPending;
  }

  note(who: string, what: string, detail = ""): void {
    const note: Note = [this.#clock.elapsedMs, who, what, detail];
    if (this.#isVerbose) console.log(format(note));
    this.#notes.push(note);
    if (this.#notes.length > 2 * KEPT) this.#notes = this.#notes.slice(-KEPT);
  }

  /** The first one counts: the world stops there. */
  violate(checker: string, story: string): void {
    if (this.violation || (!this.#judgesPending && PENDING.has(checker))) return;
    this.violation = { checker, story };
    this.#clock.stop();
  }

  /** The last events, oldest first. */
  last(): string {
    return this.#notes.slice(-KEPT).map(format).join("\n");
  }
}

function format([elapsedMs, who, what, detail]: Note): string {
  const seconds = (elapsedMs / 1_000).toFixed(3).padStart(9);
  return `${seconds} ${who.padEnd(12)} ${what.padEnd(9)} ${detail.slice(0, 160)}`;
}
