/** Takes rows out of all that has them: the table, the lists, the counts and the full-text index. */
import type { DatabaseSync } from "node:sqlite";
import { FullText, INDEXED_COLUMNS, type IndexedRow } from "./full-text.ts";

/** Rows that one step of the chores takes away: some 10 ms. */
export const DELETED_ROWS = 200;

export interface CountedRow extends IndexedRow {
  readonly id: number;
  readonly time_ms: number;
  /** Of the body. */
  readonly bytes: number;
}

/** Selects what `countedRows` gives. */
export const COUNTED_ROWS = `SELECT ${INDEXED_COLUMNS}, time_ms, octet_length(body) AS bytes FROM messages`;

/** @param sql begins with `COUNTED_ROWS`. */
export function countedRows(
  database: DatabaseSync,
  sql: string,
  ...values: readonly number[]
): readonly CountedRow[] {
  const rows = database.prepare(sql).all(...values);
  return rows.map(({ id, target = null, kind = null, body = null, redacted_by = null, time_ms, bytes }) => ({
    id: Number(id),
    target,
    kind,
    body,
    redacted_by,
    time_ms: Number(time_ms),
    bytes: Number(bytes),
  }));
}

/** In a transaction. @param rows are listed and indexed. */
export function deleteRows(database: DatabaseSync, rows: readonly CountedRow[]): void {
  const fullText = new FullText(database);
  const deleteRow = database.prepare("DELETE FROM messages WHERE id = ?");
  const unlist = database.prepare("DELETE FROM target_rows WHERE target = ? AND id = ?");
  const count = database.prepare("UPDATE targets SET rows = rows - 1, bytes = bytes - ? WHERE id = ?");
  for (const row of rows) {
    fullText.remove(row);
    deleteRow.run(row.id);
    unlist.run(row.target, row.id);
    count.run(row.bytes, row.target);
  }
}
