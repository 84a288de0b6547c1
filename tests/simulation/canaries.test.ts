/** Mistakes made on purpose: each is found within so many seeds, or the simulator finds nothing. */
import { test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import type { Breakage } from "./breakage.ts";
import { run } from "./run.ts";

interface Canary {
  /** Who must notice. */
  readonly checkers: readonly string[];
  /** A rare mistake is looked for around a seed where it happens. */
  readonly firstSeed?: number;
  /** Within how many seeds, where few people come into the way of it. */
  readonly seedsMax?: number;
}

const SEEDS_MAX = 8;
const RARE_SEEDS_MAX = 40;

const FOUND_BY: Readonly<Record<Breakage, Canary>> = {
  "a message is dropped": { checkers: ["heard", "delivered"] },
  "a message comes twice": { checkers: ["heard"] },
  "two messages change places": { checkers: ["heard", "delivered"] },
  "a message leaks to somebody else": { checkers: ["heard"] },
  "somebody's coming or going is dropped": { checkers: ["presence"], firstSeed: 30 },
  "a new nick leaks to somebody else": { checkers: ["presence"] },
  // Three of a hundred seeds have a siege, and not every one comes to it: one that does is among these.
  "no queue is too long": { checkers: ["send queue"], firstSeed: 252 },
  "a nick may be taken": { checkers: ["nicks", "membership", "audience", "presence"] },
  "who leaves keeps the membership": { checkers: ["symmetric", "presence", "always on"] },
  "an empty channel stays": { checkers: ["empty channel", "membership"] },
  "a session outlives its connection": { checkers: ["no connection", "dead client", "stranger"] },
  "nobody has to go": { checkers: ["stranger"] },
  "a timer outlives its connection": { checkers: ["timer"] },
  "the edge answers out of turn": { checkers: ["replies"] },
  "a decision is left to chance": { checkers: ["replay"] },
  "a message is shown before it is kept": { checkers: ["kept", "accounts"] },
  "a message is shown though the disk refuses it": { checkers: ["kept", "accounts"] },
  "nobody is told that a message was refused": { checkers: ["refused"] },
  "what was refused is kept later": { checkers: ["kept"] },
  "somebody's coming or going is not kept": { checkers: ["kept"] },
  "an answer knows what came after its question": { checkers: ["heard"] },
  "an answer misses what came just before its question": { checkers: ["heard", "delivered"], firstSeed: 10 },
  "an answer is overtaken": { checkers: ["heard", "delivered", "replies"] },
  "an account is promised though the disk refuses it": { checkers: ["accounts"], seedsMax: RARE_SEEDS_MAX },
  "an account is refused though the disk has it": { checkers: ["accounts"] },
  "somebody else's name may be taken": { checkers: ["accounts"] },
  "two users have one account": { checkers: ["accounts"] },
  "an old password opens": { checkers: ["accounts"], seedsMax: RARE_SEEDS_MAX },
  "a second device does not hear": { checkers: ["audience", "heard", "delivered"], seedsMax: RARE_SEEDS_MAX },
  "where somebody stays is not kept": { checkers: ["always on"], seedsMax: RARE_SEEDS_MAX },
  "who has read on has not": { checkers: ["markers"], seedsMax: RARE_SEEDS_MAX },
  "an outcome is told out of its turn": { checkers: ["replies"] },
  "a disk is never late": { checkers: ["outstanding"] },
};

for (const [name, { checkers, firstSeed = 1, seedsMax = SEEDS_MAX }] of Object.entries(FOUND_BY)) {
  const breakage = name as Breakage;
  test(`found within ${seedsMax} seeds: ${breakage}`, async () => {
    for (let seed = firstSeed; seed < firstSeed + seedsMax; seed++) {
      const { violation } = await run({ seed, breakage });
      if (!violation) continue;
      assert(checkers.includes(violation.checker), `${violation.checker}: ${violation.story}`);
      return;
    }
    throw new Error(`nobody noticed that ${breakage}`);
  });
}

test("without a mistake those seeds are fine", async () => {
  for (let seed = 1; seed <= SEEDS_MAX; seed++) assertEquals((await run({ seed })).violation, undefined);
});
