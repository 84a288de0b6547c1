/** When something was said, as people read it. */

/** In the server's time zone, with the date where it is not today's: `02:26:42`, `2026-11-20 02:26:42`. */
export function clockTime(timeMs: number, nowMs: number): string {
  const time = new Date(timeMs);
  const clock = time.toTimeString().slice(0, 8);
  if (time.toDateString() === new Date(nowMs).toDateString()) return clock;
  const [month, day] = [time.getMonth() + 1, time.getDate()].map((part) => String(part).padStart(2, "0"));
  return `${time.getFullYear()}-${month}-${day} ${clock}`;
}

/** The clock before each line that is not blank. Only "\n" ends a line: a stray CR or U+2028 within what somebody has said does not. */
export function withClock(text: string, clock: string): string {
  return text.replace(/(^|\n)(?=[^\n])/g, (end) => `${end}[${clock}] `);
}
