/** Mistakes made on purpose: each is found within so many seeds, or the simulator finds nothing. */
import { test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import type { Breakage } from "./breakage.ts";
import { run } from "./run.ts";

const FOUND_BY: Readonly<
  Record<Breakage, { readonly checkers: readonly string[]; readonly seedsMax: number }>
> = {
  drop: { checkers: ["heard", "delivered"], seedsMax: 5 },
  double: { checkers: ["heard"], seedsMax: 5 },
  reorder: { checkers: ["heard", "delivered"], seedsMax: 5 },
  leak: { checkers: ["heard"], seedsMax: 5 },
  unbounded: { checkers: ["send queue"], seedsMax: 200 },
};

for (const [name, { checkers, seedsMax }] of Object.entries(FOUND_BY)) {
  const breakage = name as Breakage;
  test(`"${breakage}" is found within ${seedsMax} seeds`, async () => {
    for (let seed = 1; seed <= seedsMax; seed++) {
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
