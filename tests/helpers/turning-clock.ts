/** Time that passes when the test says so, for what works with threads: the turns of the event loop are real ones. */
import { setImmediate } from "node:timers";
import { FakeClock } from "./fake-clock.ts";

export class TurningClock extends FakeClock {
  override endOfTick(callback: () => void): void {
    setImmediate(callback);
  }
}
