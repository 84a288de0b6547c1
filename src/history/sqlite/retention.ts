/** What is kept of each target, and the rows that are beyond it. */
import type { DatabaseSync } from "node:sqlite";
import { COUNTED_ROWS, type CountedRow, countedRows, DELETED_ROWS } from "./deletion.ts";

/** Nothing is ever deleted where a bound is absent. */
export interface Retention {
  readonly ageMsMax?: number;
  readonly rowsMax?: number;
  /** Bytes of bodies. */
  readonly bytesMax?: number;
}

const INDEXED = "id <= (SELECT indexed_id FROM history)";
const OLDEST = `${COUNTED_ROWS} WHERE ${INDEXED} ORDER BY id LIMIT ${DELETED_ROWS}`;
const OLDEST_OF = `${COUNTED_ROWS} WHERE id IN (SELECT id FROM target_rows WHERE target = ? AND ${INDEXED}
  ORDER BY id LIMIT ${DELETED_ROWS}) ORDER BY id`;
const CROWDED = "SELECT id, rows, bytes FROM targets WHERE rows > ?1 OR bytes > ?2 LIMIT 1";

/** Some rows that are beyond what is kept. Only of those that are indexed, and so counted. */
export function oldRows(database: DatabaseSync, retention: Retention, nowMs: number): readonly CountedRow[] {
  const aged = retention.ageMsMax === undefined ? [] : agedRows(database, nowMs - retention.ageMsMax);
  return aged.length > 0 ? aged : excessRows(database, retention);
}

/** Times rise with ids: where the oldest row is young enough, all are. */
function agedRows(database: DatabaseSync, untilMs: number): readonly CountedRow[] {
  return countedRows(database, OLDEST).filter((row) => row.time_ms < untilMs);
}

/** Of one target that has too many or too much. */
function excessRows(database: DatabaseSync, retention: Retention): readonly CountedRow[] {
  const { rowsMax = Number.MAX_SAFE_INTEGER, bytesMax = Number.MAX_SAFE_INTEGER } = retention;
  const crowded = database.prepare(CROWDED).get(rowsMax, bytesMax);
  if (!crowded) return [];
  const rowsBeyond = Number(crowded["rows"]) - rowsMax;
  let bytesBeyond = Number(crowded["bytes"]) - bytesMax;
  return countedRows(database, OLDEST_OF, Number(crowded["id"])).filter(({ bytes }, place) => {
    const isBeyond = place < rowsBeyond || bytesBeyond > 0;
    bytesBeyond -= bytes;
    return isBeyond;
  });
}
