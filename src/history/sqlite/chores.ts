/** What is done when nobody waits: rows are listed by target and by word, old ones are deleted. Each step is a short transaction. */
import type { DatabaseSync } from "node:sqlite";
import { SAID_KINDS } from "../../protocol/history.ts";
import { ROWS_PER_STEP } from "../caretaker.ts";
import { wordsOf } from "../words.ts";
import { targetWord } from "./search.ts";
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
/** About 5 ms: so long at most does a commit wait that comes meanwhile. */
const INDEXED_ROWS = ROWS_PER_STEP;
const DELETED_ROWS = 200;

/** @returns whether there is more to do at once. @throws SQLite's errors. */
export function doChores(database: DatabaseSync, retention: Retention, nowMs: number): boolean {
  const hasMore = [listSome(database), indexSome(database)];
  return hasMore.includes(true) || deleteSome(database, oldRows(database, retention, nowMs));
}

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

const LIST =
  "INSERT INTO target_rows SELECT target, id FROM messages WHERE id > ? AND id <= ? ORDER BY target, id";

const UNINDEXED = `SELECT id, target, kind, body, octet_length(body) AS bytes, redacted_by FROM messages
  WHERE id > (SELECT indexed_id FROM history) AND id <= (SELECT listed_id FROM history) ORDER BY id LIMIT ${INDEXED_ROWS}`;

function indexSome(database: DatabaseSync): boolean {
  const rows = database.prepare(UNINDEXED).all();
  if (rows.length === 0) return false;
  const insert = database.prepare("INSERT INTO full_text (rowid, words, target) VALUES (?, ?, ?)");
  const count = database.prepare("UPDATE targets SET rows = rows + 1, bytes = bytes + ? WHERE id = ?");
  inTransaction(database, () => {
    for (const { id = 0, target = 0, kind, body, bytes = 0, redacted_by } of rows) {
      count.run(bytes, target);
      if (redacted_by !== null || !SAID_KINDS.includes(String(kind))) continue;
      const words = wordsOf(String(body));
      if (words.length > 0) insert.run(id, words.join(" "), targetWord(Number(target)));
    }
    database.prepare("UPDATE history SET indexed_id = ?").run(rows.at(-1)?.["id"] ?? 0);
  });
  return rows.length === INDEXED_ROWS;
}

const ROWS = "SELECT id, target, time_ms, octet_length(body) AS bytes FROM messages";
const INDEXED = "id <= (SELECT indexed_id FROM history)";
const OLDEST = `${ROWS} WHERE ${INDEXED} ORDER BY id LIMIT ${DELETED_ROWS}`;
const OLDEST_OF = `${ROWS} WHERE id IN (SELECT id FROM target_rows WHERE target = ? AND ${INDEXED}
  ORDER BY id LIMIT ${DELETED_ROWS}) ORDER BY id`;
const CROWDED = "SELECT id, rows, bytes FROM targets WHERE rows > ?1 OR bytes > ?2 LIMIT 1";

interface OldRow {
  readonly id: number;
  readonly target: number;
  readonly timeMs: number;
  readonly bytes: number;
}

/** Some rows that are beyond what is kept. Only of those that are indexed, and so counted. */
function oldRows(database: DatabaseSync, retention: Retention, nowMs: number): readonly OldRow[] {
  const aged = agedRows(database, nowMs - (retention.ageMsMax ?? nowMs));
  return aged.length > 0 ? aged : excessRows(database, retention);
}

/** Times rise with ids: where the oldest row is young enough, all are. */
function agedRows(database: DatabaseSync, untilMs: number): readonly OldRow[] {
  return select(database, OLDEST, []).filter(({ timeMs }) => timeMs < untilMs);
}

/** Of one target that has too many or too much. */
function excessRows(database: DatabaseSync, retention: Retention): readonly OldRow[] {
  const { rowsMax = Number.MAX_SAFE_INTEGER, bytesMax = Number.MAX_SAFE_INTEGER } = retention;
  const crowded = database.prepare(CROWDED).get(rowsMax, bytesMax);
  if (!crowded) return [];
  const rowsBeyond = Number(crowded["rows"]) - rowsMax;
  let bytesBeyond = Number(crowded["bytes"]) - bytesMax;
  return select(database, OLDEST_OF, [Number(crowded["id"])]).filter(({ bytes }, place) => {
    const isBeyond = place < rowsBeyond || bytesBeyond > 0;
    bytesBeyond -= bytes;
    return isBeyond;
  });
}

function select(database: DatabaseSync, sql: string, values: readonly number[]): readonly OldRow[] {
  const rows = database.prepare(sql).all(...values);
  return rows.map(({ id, target, time_ms, bytes }) => ({
    id: Number(id),
    target: Number(target),
    timeMs: Number(time_ms),
    bytes: Number(bytes),
  }));
}

function deleteSome(database: DatabaseSync, rows: readonly OldRow[]): boolean {
  if (rows.length === 0) return false;
  const deleteRow = database.prepare("DELETE FROM messages WHERE id = ?");
  const unlist = database.prepare("DELETE FROM target_rows WHERE target = ? AND id = ?");
  const deleteWords = database.prepare("DELETE FROM full_text WHERE rowid = ?");
  const count = database.prepare("UPDATE targets SET rows = rows - 1, bytes = bytes - ? WHERE id = ?");
  inTransaction(database, () => {
    for (const { id, target, bytes } of rows) {
      deleteRow.run(id);
      unlist.run(target, id);
      deleteWords.run(id);
      count.run(bytes, target);
    }
  });
  return true;
}
