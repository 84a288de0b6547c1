/** A message as plain text shows it: `<name> text`, with the room or `[private]` before it. */
import type { Heard } from "../checkers/hearing.ts";

const LINE = /^(?:\[([^\]]+)\] )?<([^>]+)> (.*)$/;

/** What was said earlier is shown with its time. */
const EARLIER = /^\[(\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d\] /;

/** @returns undefined for a line of the server's own, and for what was said earlier. */
export function readPlainLine(line: string): Heard | undefined {
  if (EARLIER.test(line)) return undefined;
  const [whole, target = "current", from = "", text = ""] = LINE.exec(line) ?? [];
  return whole === undefined ? undefined : { from, target, text };
}
