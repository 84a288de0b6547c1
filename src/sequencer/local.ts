/** The order of one server alone: the order of arrival. Nothing is kept on disk. */
import type { Clock } from "../platform/clock.ts";
import type { Entry } from "../protocol/effects.ts";
import type { OnStamped, Sequencer } from "./sequencer.ts";

/** @param clock may jump: the stamp is the larger one of the clock and the last stamp. */
export function localSequencer(clock: Clock, onStamped: OnStamped): Sequencer {
  let sequence = 0;
  let timeMs = 0;
  return {
    submit(entry: Entry): void {
      sequence += 1;
      timeMs = Math.max(clock.nowMs(), timeMs);
      onStamped({ sequence, timeMs, entry });
    },
  };
}
