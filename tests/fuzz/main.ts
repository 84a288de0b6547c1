/** `npm run fuzz -- [--inputs N] [--seed S] [--target NAME]`: N inputs, shared by all targets. */
import process from "node:process";
import { parseArgs } from "@std/cli/parse-args";
import { describeFailure, fuzz } from "./fuzz.ts";
import { TARGETS } from "./targets.ts";

const flags = parseArgs(process.argv.slice(2), { string: ["inputs", "seed", "target"] });
const targets = TARGETS.filter(({ name }) => flags.target === undefined || name === flags.target);
const inputs = Math.ceil(Number(flags.inputs ?? 100_000) / targets.length);
const firstSeed = Number(flags.seed ?? 1);

let failures = 0;
for (const target of targets) {
  const beganAtMs = Date.now();
  const { failure, reached } = await fuzz(target, { firstSeed, inputs });
  const seconds = (Date.now() - beganAtMs) / 1_000;
  console.log(
    `${target.name.padEnd(16)} ${inputs} inputs ${seconds.toFixed(1)} s ${failure ? "FAILED" : "ok"}`,
  );
  const counts = [...reached].map(([outcome, count]) => `${outcome} ${count}`);
  console.log(`  ${counts.join(", ")}`);
  if (!failure) continue;
  failures += 1;
  console.log(describeFailure(failure));
}
process.exitCode = failures === 0 ? 0 : 1;
