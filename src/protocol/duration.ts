/** How long something lasts, as operators write it: `30m`, `1d2h`, `2w`. */

const SECOND_MS = 1_000;
const DAY_MS = 86_400 * SECOND_MS;
const UNITS_MS = {
  y: 365 * DAY_MS,
  mo: 30 * DAY_MS,
  w: 7 * DAY_MS,
  d: DAY_MS,
  h: 3_600 * SECOND_MS,
  m: 60 * SECOND_MS,
  s: SECOND_MS,
} as const satisfies Readonly<Record<string, number>>;

/** Whoever writes more means for ever, and there is no date so far away. */
const LONGEST_MS = 100 * UNITS_MS.y;

const SHAPE = /^(?:\d{1,6}(?:mo|[ywdhms]))+$/;
const PART = /(\d+)(mo|[ywdhms])/g;

/** @returns milliseconds, those of a century at most; undefined for what is no duration, or none at all. */
export function parseDuration(text: string): number | undefined {
  const folded = text.toLowerCase();
  if (!SHAPE.test(folded)) return undefined;
  let sumMs = 0;
  for (const [, count = "", unit = ""] of folded.matchAll(PART)) {
    sumMs += Number(count) * (UNITS_MS[unit as keyof typeof UNITS_MS] ?? 0);
  }
  return sumMs === 0 ? undefined : Math.min(sumMs, LONGEST_MS);
}
