/**
 * What is done when nobody waits: rows are listed by target and by word, old ones and those of whoever
 * is forgotten are deleted, and the log is emptied of them. Each step is short.
 */
import type { DatabaseSync } from "node:sqlite";
import { ROWS_PER_STEP } from "../caretaker.ts";
import { COUNTED_ROWS, countedRows, deleteRows } from "./deletion.ts";
import type { Erasure } from "./erasure.ts";
import { forgetSome } from "./forgetting.ts";
import { FullText } from "./full-text.ts";
import { oldRows, type Retention } from "./retention.ts";
import { inTransaction } from "./transaction.ts";

/** About 10 ms for 16,384, whose places in the list are sought in one go: each by itself made a commit twice as dear. */
const LISTED_ROWS = 16_384;

export interface Tended {
  readonly database: DatabaseSync;
  readonly erasure: Erasure;
}

/** @returns whether there is more to do at once. @throws SQLite's errors. */
export function doChores({ database, erasure }: Tended, retention: Retention, nowMs: number): boolean {
  const hasMore = [listSome(database), indexSome(database)];
  if (hasMore.includes(true)) return true;
  if (forgetSome(database) || deleteOld(database, retention, nowMs)) {
    erasure.plan();
    return true;
  }
  erasure.perform();
  return false;
}

function deleteOld(database: DatabaseSync, retention: Retention, nowMs: number): boolean {
  const old = oldRows(database, retention, nowMs);
  if (old.length === 0) return false;
  inTransaction(database, () => deleteRows(database, old));
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

const UNINDEXED = `${COUNTED_ROWS} WHERE id > (SELECT indexed_id FROM history) AND id <= (SELECT listed_id FROM history)
  ORDER BY id LIMIT ${ROWS_PER_STEP}`;

/** By word, and counts them. */
function indexSome(database: DatabaseSync): boolean {
  const rows = countedRows(database, UNINDEXED);
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
