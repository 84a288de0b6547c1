/** A moment in words that mean the same wherever they are read. */

/** `2026-11-21 18:00 UTC` */
export function momentText(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
