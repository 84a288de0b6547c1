/** A message as plain text shows it: `<name> text`, with the room or `[private]` before it, and the time where it was said earlier. */
import type { Heard } from "../checkers/hearing.ts";

const EARLIER = /^\[(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d\] /;
const LINE = /^(?:\[([^\]]+)\] )?<([^>]+)> (.*)$/;

/** What was said earlier begins with a clock, wherever it could be taken for something new. */
export function splitClock(line: string): { readonly clock: string; readonly text: string } {
  const [clock = ""] = EARLIER.exec(line) ?? [];
  return { clock, text: line.slice(clock.length) };
}

/** @returns undefined for a line of the server's own. */
export function readPlainLine(line: string): Heard | undefined {
  const { clock, text: said } = splitClock(line);
  const [whole, target = "current", from = "", text = ""] = LINE.exec(said) ?? [];
  return whole === undefined ? undefined : { from, target, text, isEarlier: clock !== "" };
}
