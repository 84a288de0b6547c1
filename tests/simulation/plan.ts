/**
 * What kind of bad day a seed is: a random subset of all faults, each with a rate of its own, so that rare ones also meet
 * each other. https://www.cs.utah.edu/~regehr/papers/swarm12.pdf
 */

import type { GroupCommitLimits } from "../../src/history/group-commit.ts";
import {
  HISTORY_BATCH_ROWS_MAX,
  HISTORY_KEPT_ROWS_MAX,
  HISTORY_WAITING_ROWS_MAX,
} from "../../src/protocol/limits.ts";
import type { Weather } from "./network/way.ts";
import type { Random } from "./random.ts";

export const FAULTS = [
  "slow readers",
  "stopped readers",
  "lost peers",
  "resets",
  "half-closes",
  "reconnects",
  "floods",
  "clock jumps",
  "poison",
  "slow disk",
  "stalled disk",
  "broken disk",
  "full disk",
  "crashes",
  "strangers",
  "crowding",
] as const;

export type Fault = (typeof FAULTS)[number];

export interface Plan {
  /** The share of occasions on which a fault happens; 0 for those this seed does without. */
  readonly rates: Readonly<Record<Fault, number>>;
  readonly weather: Weather;
  /** People of each kind. */
  readonly people: Readonly<Record<"irc" | "webSocket" | "plain" | "program" | "datagram", number>>;
  /** Once, everybody who types pastes a book while somebody does not read: more than a send queue may hold. */
  readonly hasSiege: boolean;
  readonly hasFloodLimits: boolean;
  /** Senders of plain text get their own lines back. */
  readonly hasEcho: boolean;
  readonly connectionsMax: number;
  /** Messages shown to IRC clients that cannot ask for them. */
  readonly historyOnJoin: number;
  /** The share of IRC clients that log in before they come. */
  readonly loginShare: number;
  /** The share of those who log in that want to stay without devices. */
  readonly staysShare: number;
  /** Accounts may be called otherwise than their makers are. */
  readonly anyName: boolean;
  readonly disk: DiskPlan;
  /** How long people wait between two things they do, in milliseconds. */
  readonly pauseMs: number;
  /** Letters of what people do more or less often, see actors/habits.ts. */
  readonly habitSeed: number;
}

export interface DiskPlan {
  /** What a transaction or a question takes at most, in milliseconds. */
  readonly latencyMs: number;
  readonly limits: GroupCommitLimits;
}

export function makePlan(random: Random): Plan {
  const rates = Object.fromEntries(FAULTS.map((fault) => [fault, rate(random)])) as Record<Fault, number>;
  const hasSiege = random.chance(0.03);
  const isCrowded = rates.crowding > 0 && !hasSiege;
  return {
    rates,
    weather: {
      latencyMs: random.pick([0, 1, 5, 50, 400]),
      kernelBytes: random.pick([512, 4_096, 65_536, 1 << 20]),
      splitting: random.pick([0, 0.2, 0.9]),
      lostPeerMs: random.pick([120_000, 900_000]),
    },
    people: {
      irc: random.between(2, 10),
      webSocket: random.below(4),
      plain: random.below(6) + (hasSiege ? 5 : 0),
      program: random.below(3),
      datagram: random.below(3),
    },
    hasSiege,
    hasFloodLimits: random.chance(0.7),
    hasEcho: random.chance(0.2),
    connectionsMax: isCrowded ? random.between(4, 20) : 200,
    historyOnJoin: random.pick([0, 0, 7]),
    loginShare: random.pick([0, 0.3, 0.8]),
    staysShare: random.pick([0, 0.2, 0.8]),
    anyName: random.chance(0.3),
    disk: {
      latencyMs: random.pick([0, 1, 5, 50]),
      limits: {
        waitingRowsMax: random.pick([30, HISTORY_WAITING_ROWS_MAX]),
        batchRowsMax: random.pick([50, HISTORY_BATCH_ROWS_MAX]),
        keptRowsMax: random.pick([10, HISTORY_KEPT_ROWS_MAX]),
      },
    },
    pauseMs: random.pick([2, 20, 200, 2_000]),
    habitSeed: random.below(2 ** 31),
  };
}

/** Two thirds of all faults stay away; the others are rare or frequent. */
function rate(random: Random): number {
  return random.chance(0.65) ? 0 : random.pick([0.01, 0.05, 0.3]);
}
