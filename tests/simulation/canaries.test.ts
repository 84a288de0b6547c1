/** Mistakes made on purpose: each is found within so many seeds, or the simulator finds nothing. */
import { test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import type { Breakage } from "./breakage.ts";
import { run } from "./run.ts";

interface Canary {
  /** Who must notice. */
  readonly checkers: readonly string[];
  readonly firstSeed: number;
  readonly seedsMax: number;
}

const FOUND_BY: Readonly<Record<Breakage, Canary>> = {
  drop: { checkers: ["heard", "delivered"], firstSeed: 1, seedsMax: 5 },
  double: { checkers: ["heard"], firstSeed: 1, seedsMax: 5 },
  reorder: { checkers: ["heard", "delivered"], firstSeed: 1, seedsMax: 5 },
  leak: { checkers: ["heard"], firstSeed: 1, seedsMax: 5 },
  // Three of a hundred seeds have a siege; these are around one of them.
  unbounded: { checkers: ["send queue"], firstSeed: 50, seedsMax: 20 },
};

for (const [name, { checkers, firstSeed, seedsMax }] of Object.entries(FOUND_BY)) {
  const breakage = name as Breakage;
  test(`"${breakage}" is found within ${seedsMax} seeds`, async () => {
    for (let seed = firstSeed; seed < firstSeed + seedsMax; seed++) {
      const { violation } = await run({ seed, breakage });
      if (!violation) continue;
      assert(checkers.includes(violation.checker), `${violation.checker}: ${violation.story}`);
      return;
    }
    throw new Error(`nobody noticed "${breakage}"`);
  });
}

test("without a mistake those seeds are fine", async () => {
  for (let seed = 1; seed <= 5; seed++) assertEquals((await run({ seed })).violation, undefined);
});
