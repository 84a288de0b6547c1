/** What the gate checks, in order. Groups run one after the other, the steps of a group at the same time. */
import { join } from "node:path";

export interface Step {
  readonly name: string;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly limitMs: number;
  /** Where the command writes its JUnit report; a step without one is a single check. */
  readonly report?: string;
  /** The step whose failure makes this one meaningless. */
  readonly after?: string;
}

const BIN = "node_modules/.bin";
const MINUTE_MS = 60_000;

/** @param work an empty folder for reports. */
export function gateSteps(work: string): readonly (readonly Step[])[] {
  const check = (name: string, ...command: string[]): Step => ({
    name,
    command,
    env: {},
    limitMs: 2 * MINUTE_MS,
  });
  const bunReport = join(work, "bun.xml");
  const denoReport = join(work, "deno.xml");
  const e2eReport = join(work, "e2e.xml");
  return [
    [
      check("format, lint", `${BIN}/biome`, "check", "."),
      check("types", `${BIN}/tsc`, "--noEmit"),
      check("types on Deno", `${BIN}/deno`, "check", "server.ts", "client.ts", "src/platform/deno.ts"),
    ],
    // One runtime after the other: tests that wait for real sockets want a core for themselves.
    [
      {
        name: "tests on Bun",
        command: [...bunTest(bunReport), "--path-ignore-patterns=tests/e2e/**"],
        env: {},
        limitMs: 4 * MINUTE_MS,
        report: bunReport,
      },
    ],
    [
      {
        name: "tests on Deno",
        command: [
          `${BIN}/deno`,
          "test",
          "-A",
          "--no-check",
          "--ignore=tests/e2e",
          `--junit-path=${denoReport}`,
          "tests/",
        ],
        env: { NO_COLOR: "1" },
        limitMs: 4 * MINUTE_MS,
        report: denoReport,
      },
    ],
    [check("build", `${BIN}/bun`, "scripts/build.ts")],
    [
      {
        name: "end to end",
        command: [...bunTest(e2eReport), "tests/e2e"],
        env: { CHAT_E2E_BINARIES: "1" },
        limitMs: 6 * MINUTE_MS,
        report: e2eReport,
        after: "build",
      },
    ],
  ];
}

function bunTest(report: string): string[] {
  // bunfig.toml's `[test] timeout` is not read by every version of Bun.
  return [`${BIN}/bun`, "test", "--timeout=60000", "--reporter=junit", `--reporter-outfile=${report}`];
}
