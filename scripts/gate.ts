/**
 * The gate every change passes: format, lint, types, tests on both runtimes, build, tests of the built binaries.
 * `npm test [-- --no-skips]`. The last line is `N passed, N failed[, N skipped]`; exit 1 if anything failed.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import process from "node:process";
import { stopRunningCommands } from "./gate/run-command.ts";
import { notRun, runStep, type StepResult } from "./gate/run-step.ts";
import { readSkipReasons, skipLine } from "./gate/skips.ts";
import { gateSteps } from "./gate/steps.ts";

/** Where everything tests need is installed, a skipped test is a hole in the gate. */
const noSkips = process.argv.includes("--no-skips") || !["", "0", "false"].includes(process.env["CI"] ?? "");

async function runGate(work: string): Promise<StepResult[]> {
  const env = {
    // For tests that start a runtime themselves; `npm test` has it, `bun scripts/gate.ts` has not.
    PATH: `${resolve("node_modules/.bin")}${delimiter}${process.env["PATH"] ?? ""}`,
    CHAT_SKIPS_FILE: join(work, "skips.jsonl"),
  };
  const results: StepResult[] = [];
  for (const group of gateSteps(work)) {
    const failedBefore = new Set(results.filter(({ failed }) => failed > 0).map(({ name }) => name));
    const runs = group.map(async (step) => {
      const blocked = step.after !== undefined && failedBefore.has(step.after);
      const result = blocked ? notRun(step) : await runStep(step, env);
      print(result);
      return result;
    });
    results.push(...(await Promise.all(runs)));
  }
  return results;
}

function print({ name, passed, failed, skipped, seconds, output }: StepResult): void {
  const counts = [`${passed} passed`, `${failed} failed`, `${skipped.length} skipped`];
  const verdict = failed === 0 ? "ok    " : "FAILED";
  console.log(`${verdict} ${name.padEnd(14)} ${seconds.toFixed(1).padStart(6)} s  ${counts.join(", ")}`);
  if (failed > 0) console.log(`${output}\n`);
}

/** @returns how many checks failed. */
function summarize(results: readonly StepResult[], work: string): number {
  const reasons = readSkipReasons(join(work, "skips.jsonl"));
  const skipped = results.flatMap((result) => result.skipped);
  for (const name of skipped) console.log(skipLine(name, reasons));
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0) + (noSkips ? skipped.length : 0);
  const rest = skipped.length > 0 && !noSkips ? `, ${skipped.length} skipped` : "";
  console.log(`${passed} passed, ${failed} failed${rest}`);
  return failed;
}

process.chdir(join(import.meta.dirname, ".."));
const work = mkdtempSync(join(tmpdir(), "gate-"));
process.on("exit", () => {
  stopRunningCommands();
  rmSync(work, { recursive: true, force: true });
});
process.on("SIGINT", () => process.exit(130));
process.on("SIGTERM", () => process.exit(143));
process.exit(summarize(await runGate(work), work) === 0 ? 0 : 1);
