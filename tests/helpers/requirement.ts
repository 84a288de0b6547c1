/** Tests that need more than Node and npm: skipped, with a reason the gate lists, where the machine lacks it. */
import { spawnSync } from "node:child_process";
import { accessSync, appendFileSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";
import { test } from "node:test";

/** @returns why the machine does not meet it, or undefined if it does. */
export type Requirement = () => string | undefined;

/** A program on the PATH. */
export function command(name: string): Requirement {
  return () => (onPath(name) ? undefined : `"${name}" is not installed`);
}

/** The right and the means to make hosts of one's own inside this machine. */
export const networkNamespaces: Requirement = () => {
  if (!onPath("ip")) return '"ip" is not installed';
  const { status } = spawnSync("unshare", ["--net", "ip", "link", "set", "lo", "up"], { stdio: "ignore" });
  return status === 0 ? undefined : "no right to make network namespaces";
};

export interface Needs {
  readonly needs: readonly Requirement[];
  readonly timeoutMs?: number;
}

/** `test` of node:test for a test that runs only where all of `needs` are met. */
export function testNeeding(
  { needs, timeoutMs }: Needs,
  name: string,
  body: () => void | Promise<void>,
): void {
  const reason = needs.map((requirement) => requirement()).find((missing) => missing !== undefined);
  if (reason !== undefined) noteSkip(name, reason);
  const limit = timeoutMs === undefined ? {} : { timeout: timeoutMs };
  test(name, { skip: reason ?? false, ...limit }, body);
}

/** Neither runner reports why a test was skipped; the gate (scripts/gate/skips.ts) reads it from this file. */
function noteSkip(name: string, reason: string): void {
  const file = process.env["CHAT_SKIPS_FILE"];
  if (file) appendFileSync(file, `${JSON.stringify({ name, reason })}\n`);
}

function onPath(name: string): boolean {
  return (process.env["PATH"] ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
