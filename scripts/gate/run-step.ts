/** Runs one step of the gate and counts what it found. */
import { existsSync, readFileSync } from "node:fs";
import { parseReport } from "./junit.ts";
import { runCommand } from "./run-command.ts";
import type { Step } from "./steps.ts";

export interface StepResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  /** Names of tests. */
  readonly skipped: readonly string[];
  readonly seconds: number;
  /** What a person needs to see when something failed. */
  readonly output: string;
}

export async function runStep(step: Step, env: Readonly<Record<string, string>>): Promise<StepResult> {
  const { ok, output, seconds } = await runCommand(step.command, {
    env: { ...env, ...step.env },
    limitMs: step.limitMs,
  });
  return { name: step.name, ...count(step, ok), seconds, output: withoutPasses(output) };
}

/** @returns the result of a step that cannot say anything because an earlier one failed. */
export function notRun(step: Step): StepResult {
  const output = `Not run: "${step.after}" failed.`;
  return { name: step.name, passed: 0, failed: 1, skipped: [], seconds: 0, output };
}

function count(step: Step, ok: boolean): Pick<StepResult, "passed" | "failed" | "skipped"> {
  if (step.report === undefined) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: [] };
  const report = parseReport(existsSync(step.report) ? readFileSync(step.report, "utf8") : "");
  const nothingRan = report.passed.length + report.failed.length + report.skipped.length === 0;
  // A file that cannot be loaded appears in no report; only the exit status tells.
  const unseenFailure = report.failed.length === 0 && (!ok || nothingRan);
  return {
    passed: report.passed.length,
    failed: report.failed.length + (unseenFailure ? 1 : 0),
    skipped: report.skipped,
  };
}

/** Leaves the lines about what went well out. */
function withoutPasses(output: string): string {
  return output
    .split("\n")
    .filter((line) => !/^\(pass\) | \.\.\. ok \(\d+(µs|ms|s)\)$/.test(line))
    .join("\n")
    .trim();
}
