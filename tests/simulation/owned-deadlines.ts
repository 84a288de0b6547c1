/** Deadlines of which it is known whose they are: nobody's may be left behind, though all of them share one timer. */
import { type DeadlineMember, Deadlines } from "../../src/network/deadlines.ts";
import type { Clock } from "../../src/platform/clock.ts";
import type { SimulatedClock } from "./clock.ts";
import type { PlannedEvent } from "./event-heap.ts";

export class OwnedDeadlines extends Deadlines {
  readonly #clock: SimulatedClock;
  /** What stands for each member among the clock's timers; it never runs. */
  readonly #owned = new Map<DeadlineMember, PlannedEvent>();

  constructor(clock: SimulatedClock, fault: (error: unknown) => void) {
    super(nobodys(clock), fault);
    this.#clock = clock;
  }

  override set(member: DeadlineMember, delayMs: number): void {
    super.set(member, delayMs);
    const { context, elapsedMs } = this.#clock;
    const event = { atMs: elapsedMs + delayMs, order: 0, context, run() {}, isCancelled: true };
    this.#owned.set(member, event);
    this.#clock.timers.add(event);
  }

  override clear(member: DeadlineMember): void {
    super.clear(member);
    const event = this.#owned.get(member);
    this.#owned.delete(member);
    if (event) this.#clock.timers.delete(event);
  }
}

/** Timers that belong to no connection. */
export function nobodys(clock: SimulatedClock): Clock {
  return {
    nowMs: () => clock.nowMs(),
    endOfTick: (callback) => clock.endOfTick(callback),
    after(delayMs, callback) {
      const { context } = clock;
      clock.context = undefined;
      const timer = clock.after(delayMs, callback);
      clock.context = context;
      return timer;
    },
  };
}
