/** A history whose disk is slow, or refuses. Messages it could not keep must reach nobody. */
import type { History } from "../../src/history/history.ts";
import { memoryHistory } from "../../src/history/memory.ts";
import { HISTORY_CHARACTERS_MAX, HISTORY_MESSAGES_MAX } from "../../src/protocol/limits.ts";
import type { EventPlace } from "../../src/protocol/msgid.ts";
import type { SimulatedClock } from "./clock.ts";
import type { Random } from "./random.ts";

export interface DiskParts {
  readonly clock: SimulatedClock;
  readonly random: Random;
  /** The share of commits that take a while, and of those that fail. */
  readonly slowShare: number;
  readonly brokenShare: number;
  /** This message was not kept. */
  lost(place: EventPlace): void;
}

const SLOW_MS_MAX = 300;

export function simulatedDisk({ clock, random, slowShare, brokenShare, lost }: DiskParts): History {
  const memory = memoryHistory({
    messagesMax: HISTORY_MESSAGES_MAX,
    charactersMax: HISTORY_CHARACTERS_MAX,
  });
  /** When all commits so far are done: one after the other, and what waits is written together. */
  let doneAtMs = 0;
  return {
    commit(records, done) {
      const isBroken = random.chance(brokenShare);
      const finish = (): void => {
        if (!isBroken) {
          memory.commit(records, done);
          return;
        }
        for (const place of records) lost(place);
        done(new Error("the disk is broken"));
      };
      if (random.chance(slowShare))
        doneAtMs = Math.max(doneAtMs, clock.elapsedMs + random.between(1, SLOW_MS_MAX));
      if (doneAtMs > clock.elapsedMs) clock.plan(doneAtMs - clock.elapsedMs, finish);
      else finish();
    },
    latest: (target, count) => memory.latest(target, count),
  };
}
