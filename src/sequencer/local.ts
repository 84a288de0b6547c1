/** The order of one server alone: the order of arrival. What was stamped is kept by history. */
import type { Clock } from "../platform/clock.ts";
import type { Entry } from "../protocol/effects.ts";
import type { OnStamped, Sequencer } from "./sequencer.ts";

/** The last stamp there was, in an earlier run too. */
export interface LastStamp {
  readonly lastSequence: number;
  readonly lastTimeMs: number;
}

const NOTHING_YET: LastStamp = { lastSequence: 0, lastTimeMs: 0 };

/** @param clock may jump: the stamp is the larger one of the clock and the last stamp. */
export function localSequencer(clock: Clock, onStamped: OnStamped, last: LastStamp = NOTHING_YET): Sequencer {
  let sequence = last.lastSequence;
  let timeMs = last.lastTimeMs;
  return {
    submit(entry: Entry): void {
      sequence += 1;
      timeMs = Math.max(clock.nowMs(), timeMs);
      onStamped({ sequence, timeMs, entry });
    },
  };
}
