/** Time, as an interface, so that a test can play it. */

export interface Timer {
  cancel(): void;
}

export interface Clock {
  /** Milliseconds since 1970. May jump; whoever needs an order stamps with the sequencer. */
  nowMs(): number;
  /** Calls back once, not before `delayMs`. Does not keep the process alive. */
  after(delayMs: number, callback: () => void): Timer;
  /** Calls back at the end of this turn of the event loop, after the sockets' events that are ready now. */
  endOfTick(callback: () => void): void;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
  endOfTick: (callback) => {
    setImmediate(callback);
  },
};
