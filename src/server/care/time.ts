/** Times for people, in this machine's time zone. */

/** `2026-11-20` */
export function localDay(timeMs: number): string {
  const time = new Date(timeMs);
  const [month, day] = [time.getMonth() + 1, time.getDate()].map((part) => String(part).padStart(2, "0"));
  return `${time.getFullYear()}-${month}-${day}`;
}

/** `02:26:42` */
export function localClock(timeMs: number): string {
  return new Date(timeMs).toTimeString().slice(0, 8);
}

/** `2026-11-20 02:26:42` */
export function localTime(timeMs: number): string {
  return `${localDay(timeMs)} ${localClock(timeMs)}`;
}
