/** Why tests were skipped: no runner reports it, so tests/helpers/requirement.ts writes it into a file. */
import { existsSync, readFileSync } from "node:fs";

export type SkipReasons = ReadonlyMap<string, string>;

/** @param path a file of JSON lines `{"name": …, "reason": …}`; it is not there if nothing was skipped. */
export function readSkipReasons(path: string): SkipReasons {
  const lines = existsSync(path) ? readFileSync(path, "utf8").trim().split("\n") : [];
  return new Map(lines.map((line) => JSON.parse(line)).map(({ name, reason }) => [name, reason]));
}

/** @param name as reported; Deno puts the suites before it: `suite > test`. */
export function skipLine(name: string, reasons: SkipReasons): string {
  const reason = reasons.get(name) ?? reasons.get(name.split(" > ").at(-1) ?? name);
  return `skipped: ${name}: ${reason ?? "no reason given (tests/helpers/requirement.ts takes one)"}`;
}
