/** `npm run simulate -- [--seed N] [--seeds M] [--steps K] [--broken-write W] [--pending] [--verbose]`: plays bad days, from seed N on, M of them. */
import process from "node:process";
import { parseArgs } from "@std/cli/parse-args";
import { run, STEPS } from "./run.ts";
import { failureText } from "./story.ts";

const flags = parseArgs(process.argv.slice(2), {
  string: ["seed", "seeds", "steps", "broken-write"],
  boolean: ["pending", "verbose"],
});
const first = Number(flags.seed ?? 1);
const count = Number(flags.seeds ?? (flags.seed === undefined ? 1_000 : 1));
const steps = Number(flags.steps ?? STEPS);
const { verbose: isVerbose, pending: judgesPending } = flags;
const broken = flags["broken-write"];
const common = {
  steps,
  isVerbose,
  judgesPending,
  ...(broken !== undefined && { brokenWrite: Number(broken) }),
};
const beganAtMs = Date.now();

let failures = 0;
let entries = 0;
for (let seed = first; seed < first + count; seed++) {
  const options = { ...common, seed };
  const outcome = await run(options);
  entries += outcome.entryCount;
  if (!outcome.violation) continue;
  failures += 1;
  console.log(failureText(outcome, options));
}
const seconds = (Date.now() - beganAtMs) / 1_000;
console.log(
  `${count} seeds, ${entries} entries, ${failures} failed, ${seconds.toFixed(1)} s, ${(count / seconds).toFixed(1)} seeds/s`,
);
process.exitCode = failures === 0 ? 0 : 1;
