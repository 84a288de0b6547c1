/** Three hundred bad days, and those that were bad before. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { type RunOptions, run } from "./run.ts";
import { FOUND_SEEDS } from "./seeds.ts";
import { failureText } from "./story.ts";

const SEEDS = 300;
/** A slow machine plays fewer of them, but never fewer than these. */
const SEEDS_MIN = 50;
const PLAYED_MS_MAX = 10_000;
/** Short days, since each of their transactions fails once. */
const STEPS_OF_ONE = 40;

async function play(options: RunOptions): Promise<void> {
  const outcome = await run(options);
  if (outcome.violation) throw new Error(`\n${failureText(outcome, options)}`);
}

for (const { seed, found } of FOUND_SEEDS) {
  test(`seed ${seed}: ${found}`, () => play({ seed }));
}

test("the promises hold on bad days", async () => {
  const beganAtMs = Date.now();
  for (let seed = 1; seed <= SEEDS; seed++) {
    if (seed > SEEDS_MIN && Date.now() - beganAtMs > PLAYED_MS_MAX) return;
    await play({ seed });
  }
});

test("the promises hold whichever transaction fails", async () => {
  for (const seed of [1, 4]) {
    const { transactionCount } = await run({ seed, steps: STEPS_OF_ONE, brokenWrite: 0 });
    for (let brokenWrite = 1; brokenWrite <= transactionCount; brokenWrite++)
      await play({ seed, steps: STEPS_OF_ONE, brokenWrite });
  }
});

test("a seed is always the same", async () => {
  for (const seed of [3, 7, 11]) {
    const first = await run({ seed });
    const second = await run({ seed });
    assertEquals([second.entryCount, second.fingerprint()], [first.entryCount, first.fingerprint()]);
  }
});
