/** A message as plain text shows it: `<name> text`, with the room or `[private]` before it. */
import type { Heard } from "../checkers/hearing.ts";

const LINE = /^(?:\[([^\]]+)\] )?<([^>]+)> (.*)$/;

/** @returns undefined for a line of the server's own. */
export function readPlainLine(line: string): Heard | undefined {
  const [whole, target = "current", from = "", text = ""] = LINE.exec(line) ?? [];
  return whole === undefined ? undefined : { from, target, text };
}
