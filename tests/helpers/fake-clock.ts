/** Time that passes when the test says so. */
import type { Clock, Timer } from "../../src/platform/clock.ts";

interface Planned {
  atMs: number;
  readonly callback: () => void;
}

export class FakeClock implements Clock {
  #nowMs = 1_700_000_000_000;
  #timers = new Set<Planned>();
  #endOfTick: (() => void)[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, callback: () => void): Timer {
    const planned = { atMs: this.#nowMs + delayMs, callback };
    this.#timers.add(planned);
    return { cancel: () => void this.#timers.delete(planned) };
  }

  endOfTick(callback: () => void): void {
    this.#endOfTick.push(callback);
  }

  get timerCount(): number {
    return this.#timers.size;
  }

  /** Ends one turn of the event loop. @returns whether anything was waiting for it. */
  tick(): boolean {
    const callbacks = this.#endOfTick;
    this.#endOfTick = [];
    for (const callback of callbacks) callback();
    return callbacks.length > 0;
  }

  /** Ends turns until nothing waits; fails where that never happens. */
  settle(): void {
    for (let turns = 0; this.tick(); turns++) {
      if (turns > 10_000) throw new Error("the event loop never comes to rest");
    }
  }

  /** Lets time pass; what is due runs in its order. */
  advance(ms: number): void {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      const due = [...this.#timers].filter((timer) => timer.atMs <= untilMs);
      const next = due.sort((a, b) => a.atMs - b.atMs)[0];
      if (!next) break;
      this.#timers.delete(next);
      this.#nowMs = next.atMs;
      next.callback();
      this.settle();
    }
    this.#nowMs = untilMs;
  }

  /** The clock is set, as an administrator does; timers are not concerned. */
  jump(ms: number): void {
    this.#nowMs += ms;
    for (const timer of this.#timers) timer.atMs += ms;
  }
}
