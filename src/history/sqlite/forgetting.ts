/**
 * Whoever is to be forgotten is found by no query from the commit on that says so: it blanks the person's sources and names them
 * in `forgotten`. Their rows are taken away later, some in each step. There is no list of them, so all rows are looked at once.
 */
import type { DatabaseSync } from "node:sqlite";
import { COUNTED_ROWS, countedRows, DELETED_ROWS, deleteRows } from "./deletion.ts";
import { inTransaction } from "./transaction.ts";

/** Rows that one step looks at: some 5 ms. */
const LOOKED_AT_ROWS = 16_384;

/** Where to look next: what is older is gone already. */
const NEXT = `SELECT min(id) AS next FROM messages WHERE id >= (SELECT min(next_id) FROM forgotten)
  AND id <= (SELECT max(last_id) FROM forgotten)`;
const THEIRS = `${COUNTED_ROWS} WHERE id >= ? AND id < ? AND source IN (SELECT source FROM forgotten)
  ORDER BY id LIMIT ${DELETED_ROWS}`;
const ADVANCE = "UPDATE forgotten SET next_id = max(next_id, ?)";
/** Until then a source's number must be nobody else's. */
const FINISH = `DELETE FROM sources WHERE id IN (SELECT source FROM forgotten WHERE next_id > last_id);
  DELETE FROM forgotten WHERE next_id > last_id`;

/** To be called where all rows are listed and indexed. @returns whether there was something to do. @throws SQLite's errors. */
export function forgetSome(database: DatabaseSync): boolean {
  if (!database.prepare("SELECT 1 FROM forgotten LIMIT 1").get()) return false;
  inTransaction(database, () => {
    database.prepare(ADVANCE).run(deleteTheirs(database));
    database.exec(FINISH);
  });
  return true;
}

/** @returns the first row that was not looked at. */
function deleteTheirs(database: DatabaseSync): number {
  const { next = null } = database.prepare(NEXT).get() ?? {};
  if (next === null) return Number.MAX_SAFE_INTEGER;
  const end = Number(next) + LOOKED_AT_ROWS;
  const rows = countedRows(database, THEIRS, Number(next), end);
  deleteRows(database, rows);
  const last = rows.at(-1);
  return last && rows.length === DELETED_ROWS ? last.id + 1 : end;
}
