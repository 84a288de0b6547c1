/** How chat-server is started to be measured: the built program if there is one, without flood limits and a disk. */
import { existsSync } from "node:fs";

const BUILT = "dist/chat-server";

/** @param more flags. */
export function ourCommand(port: number, more: readonly string[] = []): readonly string[] {
  // The peers keep nothing either.
  const memory = more.includes("--data") ? [] : ["--memory"];
  const program = existsSync(BUILT) ? [BUILT] : ["node_modules/.bin/bun", "server.ts"];
  return [...program, "127.0.0.1", String(port), "--no-flood-limits", ...memory, ...more];
}
