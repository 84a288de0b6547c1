/** Where the order goes on after a start: above all that was shown, whether it was kept or not. */
import type { DatabaseSync } from "node:sqlite";

/**
 * Events that may be shown between two rows without being kept: typing, and who comes and goes while the disk refuses. They have
 * msgids of their own, which must never come again. Half a billion starts come before 2^53.
 */
export const ORDER_STEP = 2 ** 24;

/** A file made while the server ran, since somebody had deleted the one before, has rows before it has a floor. */
const RAISE = `UPDATE history SET order_floor = iif(order_floor IS NULL AND last_sequence = 0, 0,
  MAX(coalesce(order_floor, 0), last_sequence) + ${ORDER_STEP}) RETURNING order_floor`;

/** To be called once for each start of the server. @returns 0 for a new history. @throws SQLite's errors. */
export function raiseOrderFloor(database: DatabaseSync): number {
  return Number(database.prepare(RAISE).get()?.["order_floor"]);
}
