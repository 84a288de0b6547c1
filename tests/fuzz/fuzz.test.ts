/** Strangers' bytes: a few thousand inputs for each target, and a mistake that must be found. */
import { test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import { LineFramer } from "../../src/protocol/line-framer.ts";
import { parseClientFirst } from "../../src/server/credentials/scram-messages.ts";
import { describeFailure, fuzz } from "./fuzz.ts";
import { scramTarget } from "./targets/accounts.ts";
import { describeLines, framerTarget, LINES } from "./targets/framers.ts";
import { TARGETS } from "./targets.ts";

const INPUTS = 2_000;
/** HTTP takes turns of the event loop, a settings file a file. */
const FEWER_INPUTS: ReadonlyMap<string, number> = new Map([
  ["HTTP", 500],
  ["accounts", 500],
  ["connection", 500],
  ["settings file", 500],
]);

for (const target of TARGETS) {
  const inputs = FEWER_INPUTS.get(target.name) ?? INPUTS;
  test(`${target.name}: ${inputs} inputs break nothing, and come to everything they can`, async () => {
    const { failure, reached } = await fuzz(target, { firstSeed: 1, inputs });
    if (failure) throw new Error(`\n${describeFailure(failure)}`);
    assertEquals(
      target.outcomes.filter((outcome) => !reached.has(outcome)),
      [],
    );
  });
}

/** Forgets what was unfinished when a line end comes first in a read. */
class BrokenFramer extends LineFramer {
  override push(bytes: Uint8Array): void {
    super.push(bytes[0] === 0x0a ? bytes.subarray(1) : bytes);
  }
}

test("a framer that is broken on purpose is found, and the input made short", async () => {
  const broken = framerTarget("canary", () => describeLines(new BrokenFramer()), LINES);
  const { failure } = await fuzz(broken, { firstSeed: 1, inputs: INPUTS });
  assert(failure && failure.input.length <= 8, failure && describeFailure(failure));
  assertEquals(failure.target, "canary");
});

test("a reader of SCRAM that forgives white space is found, and the input made short", async () => {
  const broken = scramTarget("canary", (text) => parseClientFirst(text.replaceAll(" ", "")));
  const { failure } = await fuzz(broken, { firstSeed: 1, inputs: INPUTS });
  assert(failure && failure.input.length <= 16, failure && describeFailure(failure));
});
