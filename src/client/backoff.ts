/** When to try again. https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ ("full jitter") */

const BACKOFF_FIRST_MS = 1_000;
const BACKOFF_MAX_MS = 30_000;

/**
 * How long to wait before try number `attempt` (from 0). Every client waits another time, so that a server that comes
 * back is not asked by everybody at once.
 * @param random 0 … 1
 */
export function backoffMs(attempt: number, random: number): number {
  return random * Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** attempt);
}
