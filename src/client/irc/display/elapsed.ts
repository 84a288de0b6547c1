/** How long an answer took: the question's token is the time it was asked. */

/** Nobody waits longer, so an older token was not ours: anybody may answer what was never asked. */
const ANSWER_MS_MAX = 10 * 60_000;

/** @returns undefined for a token that is no such time. */
export function elapsedMs(token: string, nowMs: number): number | undefined {
  if (!/^\d+$/.test(token)) return undefined;
  const ms = nowMs - Number(token);
  return ms >= 0 && ms <= ANSWER_MS_MAX ? ms : undefined;
}
