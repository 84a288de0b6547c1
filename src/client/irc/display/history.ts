/** What was said before, each line with its time. */
import type { Context } from "../context.ts";
import type { Incoming } from "../incoming.ts";
import { show } from "./show.ts";

/** @param timeMs when it was said, since 1970; NaN where the server does not say. */
export function showHistory(line: Incoming, timeMs: number, context: Context): string[] {
  const time = Number.isNaN(timeMs) ? "" : `[${clockTime(timeMs, context.nowMs)}] `;
  return show(line, context).map((text) => time + text);
}

/** In the person's time zone, with the date where it is not today's: `02:26:42`, `2026-11-20 02:26:42`. */
function clockTime(timeMs: number, nowMs: number): string {
  const time = new Date(timeMs);
  const clock = time.toTimeString().slice(0, 8);
  if (time.toDateString() === new Date(nowMs).toDateString()) return clock;
  const [month, day] = [time.getMonth() + 1, time.getDate()].map((part) => String(part).padStart(2, "0"));
  return `${time.getFullYear()}-${month}-${day} ${clock}`;
}
