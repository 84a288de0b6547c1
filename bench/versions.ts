/** What the figures were measured with. */
import { spawnSync } from "node:child_process";

const PROGRAMS = [
  ["python3", "--version"],
  ["ngircd", "--version"],
  ["inspircd", "--version"],
] as const;

export function versions(): string {
  const others = PROGRAMS.map(([program, flag]) => {
    const { stdout } = spawnSync(program, [flag], { encoding: "utf8" });
    return (stdout ?? "").split("\n", 1)[0]?.trim() || `no ${program}`;
  });
  return [`Bun ${Bun.version}`, ...others].join(", ");
}
