/** What is done when nobody waits: rows are listed by target and by word, old ones are deleted, and the log is emptied of them. Each step is short. */
import type { DatabaseSync } from "node:sqlite";
import { ROWS_PER_STEP } from "../caretaker.ts";
import type { Erasure } from "./erasure.ts";
import { FullText, INDEXED_COLUMNS, type IndexedRow } from "./full-text.ts";
import { inTransaction } from "./transaction.ts";

/** What is kept of each target; nothing is ever deleted where a bound is absent. */
export interface Retention {
  readonly ageMsMax?: number;
  readonly rowsMax?: number;
  /** Bytes of bodies. */
  readonly bytesMax?: number;
}

/** About 10 ms for 16,384, whose places in the list are sought in one go: each by itself made a commit twice as dear. */
const LISTED_ROWS = 16_384;
const DELETED_ROWS = 200;

export interface Tended {
  readonly database: DatabaseSync;
  readonly erasure: Erasure;
}

/** @returns whether there is more to do at once. @throws SQLite's errors. */
export function doChores({ database, erasure }: Tended, retention: Retention, nowMs: number): boolean {
  const hasMore = [listSome(database), indexSome(database)];
  if (hasMore.includes(true)) return true;
  const old = oldRows(database, retention, nowMs);
  if (old.length === 0) {
    erasure.perform();
    return false;
  }
  deleteRows(database, old);
  erasure.plan();
  return true;
}

const LIST =
  "INSERT INTO target_rows SELECT target, id FROM messages WHERE id > ? AND id <= ? ORDER BY target, id";

/** By target: for pages, which must be quick. A commit would touch as many pages of the file as it has targets. */
function listSome(database: DatabaseSync): boolean {
  const { listed_id: listed, last_id: last } =
    database.prepare("SELECT listed_id, last_id FROM history").get() ?? {};
  const to = Math.min(Number(listed) + LISTED_ROWS, Number(last));
  if (to === listed) return false;
  inTransaction(database, () => {
    database.prepare(LIST).run(Number(listed), to);
    database.prepare("UPDATE history SET listed_id = ?").run(to);
  });
  return to !== last;
}

/** A row of this module's selects. */
interface Row extends IndexedRow {
  readonly id: number;
  readonly time_ms: number;
  /** Of the body. */
  readonly bytes: number;
}

const ROWS = `SELECT ${INDEXED_COLUMNS}, time_ms, octet_length(body) AS bytes FROM messages`;
const UNINDEXED = `${ROWS} WHERE id > (SELECT indexed_id FROM history) AND id <= (SELECT listed_id FROM history)
  ORDER BY id LIMIT ${ROWS_PER_STEP}`;

/** By word, and counts them. */
function indexSome(database: DatabaseSync): boolean {
  const rows = select(database, UNINDEXED);
  const last = rows.at(-1);
  if (!last) return false;
  const fullText = new FullText(database);
  const count = database.prepare("UPDATE targets SET rows = rows + 1, bytes = bytes + ? WHERE id = ?");
  inTransaction(database, () => {
    for (const row of rows) {
      count.run(row.bytes, row.target);
      fullText.add(row);
    }
    database.prepare("UPDATE history SET indexed_id = ?").run(last.id);
  });
  return rows.length === ROWS_PER_STEP;
}

const INDEXED = "id <= (SELECT indexed_id FROM history)";
const OLDEST = `${ROWS} WHERE ${INDEXED} ORDER BY id LIMIT ${DELETED_ROWS}`;
const OLDEST_OF = `${ROWS} WHERE id IN (SELECT id FROM target_rows WHERE target = ? AND ${INDEXED}
  ORDER BY id LIMIT ${DELETED_ROWS}) ORDER BY id`;
const CROWDED = "SELECT id, rows, bytes FROM targets WHERE rows > ?1 OR bytes > ?2 LIMIT 1";

/** Some rows that are beyond what is kept. Only of those that are indexed, and so counted. */
function oldRows(database: DatabaseSync, retention: Retention, nowMs: number): readonly Row[] {
  const aged = retention.ageMsMax === undefined ? [] : agedRows(database, nowMs - retention.ageMsMax);
  return aged.length > 0 ? aged : excessRows(database, retention);
}

/** Times rise with ids: where the oldest row is young enough, all are. */
function agedRows(database: DatabaseSync, untilMs: number): readonly Row[] {
  return select(database, OLDEST).filter((row) => row.time_ms < untilMs);
}

/** Of one target that has too many or too much. */
function excessRows(database: DatabaseSync, retention: Retention): readonly Row[] {
  const { rowsMax = Number.MAX_SAFE_INTEGER, bytesMax = Number.MAX_SAFE_INTEGER } = retention;
  const crowded = database.prepare(CROWDED).get(rowsMax, bytesMax);
  if (!crowded) return [];
  const rowsBeyond = Number(crowded["rows"]) - rowsMax;
  let bytesBeyond = Number(crowded["bytes"]) - bytesMax;
  return select(database, OLDEST_OF, Number(crowded["id"])).filter(({ bytes }, place) => {
    const isBeyond = place < rowsBeyond || bytesBeyond > 0;
    bytesBeyond -= bytes;
    return isBeyond;
  });
}

function deleteRows(database: DatabaseSync, rows: readonly Row[]): void {
  const fullText = new FullText(database);
  const deleteRow = database.prepare("DELETE FROM messages WHERE id = ?");
  const unlist = database.prepare("DELETE FROM target_rows WHERE target = ? AND id = ?");
  const count = database.prepare("UPDATE targets SET rows = rows - 1, bytes = bytes - ? WHERE id = ?");
  inTransaction(database, () => {
    for (const row of rows) {
      fullText.remove(row);
      deleteRow.run(row.id);
      unlist.run(row.target, row.id);
      count.run(row.bytes, row.target);
    }
  });
}

function select(database: DatabaseSync, sql: string, ...values: readonly number[]): readonly Row[] {
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
