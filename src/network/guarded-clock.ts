/** A clock for the edge: what throws in a timer of one connection must not end the server for all. */
import type { Clock } from "../platform/clock.ts";

/** @param fault told of what was thrown; sockets' own events are guarded where the sockets are (platform/types.ts). */
export function guardedClock(clock: Clock, fault: (error: unknown) => void): Clock {
  const guarded = (callback: () => void) => (): void => {
    try {
      callback();
    } catch (error) {
      fault(error);
    }
  };
  return {
    nowMs: () => clock.nowMs(),
    after: (delayMs, callback) => clock.after(delayMs, guarded(callback)),
    endOfTick: (callback) => clock.endOfTick(guarded(callback)),
  };
}
