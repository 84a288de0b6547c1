import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parseReport } from "../../scripts/gate/junit.ts";
import { runCommand } from "../../scripts/gate/run-command.ts";
import { runStep } from "../../scripts/gate/run-step.ts";
import { readSkipReasons, skipLine } from "../../scripts/gate/skips.ts";

const BUN_REPORT = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="bun test" tests="4" failures="1" skipped="1">
  <testsuite name="tests/a.test.ts" file="tests/a.test.ts" tests="4">
    <testcase name="a &lt; b" classname="" time="0.1" file="tests/a.test.ts" line="3" />
    <testcase name="left out" classname="" time="0">
      <skipped />
    </testcase>
    <testsuite name="suite" tests="2">
      <testcase name="in a suite" classname="suite" time="0" />
      <testcase name="wrong" classname="suite" time="0">
        <failure type="Error" message="x &amp; y">Error: x &amp; y</failure>
      </testcase>
    </testsuite>
  </testsuite>
</testsuites>`;

const DENO_REPORT = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="deno test" tests="3" failures="1" errors="0" time="0.020">
    <testsuite name="./tests/a.test.ts" tests="3" disabled="1" errors="0" failures="1">
        <testcase name="fine" classname="./tests/a.test.ts" time="0.001" line="3" col="1">
        </testcase>
        <testcase name="left out" classname="./tests/a.test.ts" time="0.000">
            <skipped/>
        </testcase>
        <testcase name="suite &gt; wrong" classname="ext:deno_node/testing.ts" time="0.001">
            <failure message="Uncaught Error: x &amp; y">Error: x &amp; y</failure>
        </testcase>
    </testsuite>
</testsuites>`;

const run = (script: string, limitMs = 10_000) => runCommand(["sh", "-c", script], { env: {}, limitMs });

/** Killed processes stay in the table, as zombies, until somebody asks for their status. */
function hasEnded(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || readFileSync(stat, "utf8").includes(") Z ");
}

/** A killed process needs a moment to be gone; ten seconds are never needed. */
async function ends(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 1_000 && !hasEnded(pid); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return hasEnded(pid);
}

test("both runners' reports are read", () => {
  assertEquals(parseReport(BUN_REPORT), {
    passed: ["a < b", "in a suite"],
    failed: ["wrong"],
    skipped: ["left out"],
  });
  assertEquals(parseReport(DENO_REPORT), {
    passed: ["fine"],
    failed: ["suite > wrong"],
    skipped: ["left out"],
  });
});

test("a command's whole output is kept, and its status", async () => {
  const { ok, output } = await run("seq 20000; echo wrong >&2; exit 3");
  assertEquals([ok, output.length], [false, "wrong\n".length + 108_894]);
});

test("a command that does not end is stopped, with everything it started", async () => {
  const { ok, output } = await run("sleep 600 & echo $!; wait", 300);
  assert(!ok);
  assertStringIncludes(output, "Stopped after 0.3 s");
  assert(await ends(Number.parseInt(output, 10)));
});

test("what a command leaves behind ends with it", async () => {
  const { ok, output } = await run("sleep 600 & echo $!");
  assert(ok);
  assert(await ends(Number.parseInt(output, 10)));
});

test("a step whose runner fails or runs nothing is a failure, whatever its report says", async () => {
  const work = mkdtempSync(join(tmpdir(), "gate-test-"));
  const report = join(work, "report.xml");
  const step = (script: string) =>
    runStep({ name: "s", command: ["sh", "-c", script], env: {}, limitMs: 10_000, report }, {});
  try {
    assertEquals((await step("exit 0")).failed, 1);
    writeFileSync(report, '<testcase name="fine" />');
    assertEquals((await step("exit 0")).failed, 0);
    assertEquals((await step("exit 1")).failed, 1);
  } finally {
    rmSync(work, { recursive: true });
  }
});

test("a skipped test is listed with its reason, also inside a suite", () => {
  const work = mkdtempSync(join(tmpdir(), "gate-test-"));
  const file = join(work, "skips.jsonl");
  try {
    assertEquals(readSkipReasons(file).size, 0);
    writeFileSync(file, '{"name": "in tmux", "reason": "\\"tmux\\" is not installed"}\n');
    assertEquals(
      skipLine("screen > in tmux", readSkipReasons(file)),
      'skipped: screen > in tmux: "tmux" is not installed',
    );
    assertStringIncludes(skipLine("other", new Map()), "skipped: other: no reason given");
  } finally {
    rmSync(work, { recursive: true });
  }
});
