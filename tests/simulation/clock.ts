/** Time that passes when nothing is left to do now: the one loop of a simulated world. */
import type { Clock, Timer } from "../../src/platform/clock.ts";
import { EventHeap, type PlannedEvent } from "./event-heap.ts";

const START_MS = 1_700_000_000_000;
/** Turns of the real event loop in which promises and node's streams, all of them in memory, come to rest. */
const REAL_TURNS = 4;

export class SimulatedClock implements Clock {
  /** Since the world began; never jumps. */
  elapsedMs = 0;
  /** The connection on whose behalf something happens now. */
  context: unknown;
  /** Timers of the server that are still to come. */
  readonly timers = new Set<PlannedEvent>();
  #jumpedMs = 0;
  #order = 0;
  readonly #heap = new EventHeap();
  #endOfTick: (() => void)[] = [];
  #needsRealTurns = false;
  #isStopped = false;

  // What the server sees.

  nowMs(): number {
    return START_MS + this.elapsedMs + this.#jumpedMs;
  }

  after(delayMs: number, callback: () => void): Timer {
    const event = this.#plan(delayMs, () => {
      this.timers.delete(event);
      callback();
    });
    this.timers.add(event);
    return {
      cancel: () => {
        event.isCancelled = true;
        this.timers.delete(event);
      },
    };
  }

  endOfTick(callback: () => void): void {
    this.#endOfTick.push(callback);
  }

  // What the world does.

  /** Something outside the server, on behalf of whoever plans it. */
  plan(delayMs: number, run: () => void): PlannedEvent {
    return this.#plan(delayMs, run);
  }

  /** The same, on behalf of nobody. */
  planForNobody(delayMs: number, run: () => void): PlannedEvent {
    return this.#plan(delayMs, run, { context: undefined });
  }

  #plan(delayMs: number, run: () => void, { context } = { context: this.context }): PlannedEvent {
    const atMs = this.elapsedMs + Math.max(0, Math.ceil(delayMs));
    const event = { atMs, order: this.#order++, context, run, isCancelled: false };
    this.#heap.push(event);
    return event;
  }

  /** The system's clock is set; timers are not concerned. */
  jump(ms: number): void {
    this.#jumpedMs += ms;
  }

  /** What has just begun goes on in promises or node's streams. */
  needRealTurns(): void {
    this.#needsRealTurns = true;
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** The server is gone, and all that it has planned. */
  forgetServer(): void {
    for (const timer of this.timers) timer.isCancelled = true;
    this.timers.clear();
    this.#endOfTick = [];
  }

  /** Lets the world go on. @param afterTurn called when the server has come to rest. */
  async run(forMs: number, afterTurn: () => void): Promise<void> {
    const untilMs = this.elapsedMs + forMs;
    while (!this.#isStopped) {
      const next = this.#heap.peek();
      if (!next || next.atMs > untilMs) {
        this.elapsedMs = untilMs;
        return;
      }
      this.elapsedMs = next.atMs;
      await this.#turn();
      afterTurn();
    }
  }

  /** What is due at one moment is one turn of the server's event loop. */
  async #turn(): Promise<void> {
    for (let event = this.#due(); event; event = this.#due()) {
      this.context = event.context;
      event.run();
      if (this.#needsRealTurns) await this.#realTurns();
    }
    this.context = undefined;
    const callbacks = this.#endOfTick;
    this.#endOfTick = [];
    for (const callback of callbacks) callback();
    // What is left over comes in the next turn, after what has become due meanwhile.
    if (this.#endOfTick.length > 0) this.#plan(0, () => {});
  }

  #due(): PlannedEvent | undefined {
    const next = this.#heap.peek();
    return next && next.atMs <= this.elapsedMs ? this.#heap.pop() : undefined;
  }

  async #realTurns(): Promise<void> {
    this.#needsRealTurns = false;
    for (let turn = 0; turn < REAL_TURNS; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
}
