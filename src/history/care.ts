/** Care of a data folder: a copy of it while a server writes it, and whether it is whole. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { HistoryError } from "./error.ts";
import { faultOf } from "./sqlite/fault.ts";
import { FILE_NAME, openForReading } from "./sqlite/open.ts";

/**
 * Copies a history into one file, as it is at this moment; a server may go on writing it. The file is there whole or not at
 * all. @param file must not exist yet. @throws HistoryError
 */
export function backupHistory(folder: string, file: string): void {
  if (existsSync(file))
    throw new HistoryError({ problem: "broken", path: file, detail: "the file exists already" });
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  reading(folder, unfinished, (database) => {
    // It writes only the copy, but SQLite counts that as well.
    database.exec("PRAGMA query_only = OFF");
    database.prepare("VACUUM INTO ?").run(unfinished);
    flush(unfinished);
  });
  renameSync(unfinished, file);
}

/** Waits until the disk has all of it: a name must not stand for a file that a power cut empties. */
function flush(file: string): void {
  const descriptor = openSync(file, "r+");
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** Looks at every page and every row. @returns what is wrong, in words of SQLite or ours; nothing where all is well. @throws HistoryError */
export function checkHistory(folder: string): readonly string[] {
  const path = join(folder, FILE_NAME);
  return reading(folder, path, (database) => {
    const pages = texts(database, "PRAGMA integrity_check").filter((line) => line !== "ok");
    return pages.length > 0
      ? pages
      : RULES.flatMap(([rule, sql]) => texts(database, sql).map((row) => `${rule}: ${row}`));
  });
}

/** Each finds the first rows that break it. */
const RULES: readonly (readonly [rule: string, sql: string])[] = [
  [
    "a row is not behind the one before it",
    `SELECT id FROM (SELECT id, sequence, time_ms, lag(sequence) OVER rows AS before, lag(time_ms) OVER rows AS before_ms
     FROM messages WINDOW rows AS (ORDER BY id)) WHERE sequence < before OR time_ms < before_ms LIMIT 10`,
  ],
  [
    "a row is behind the end",
    "SELECT id FROM messages, history WHERE sequence > last_sequence OR id > last_id LIMIT 10",
  ],
  [
    "a lasting row is behind the end",
    "SELECT kind || ' ' || key FROM lasting, history WHERE sequence > last_sequence LIMIT 10",
  ],
  [
    "a lasting row cannot be read",
    "SELECT kind || ' ' || key FROM lasting WHERE NOT json_valid(value) LIMIT 10",
  ],
  [
    "a target's list is wrong",
    `SELECT target FROM (SELECT target, id FROM target_rows UNION ALL
       SELECT target, id FROM messages, history WHERE id <= listed_id)
     GROUP BY target, id HAVING count(*) <> 2 LIMIT 10`,
  ],
  [
    "a target is miscounted",
    `SELECT t.id FROM targets t LEFT JOIN (SELECT target, count(*) AS rows, sum(octet_length(body)) AS bytes
       FROM messages, history WHERE id <= indexed_id GROUP BY target) m ON m.target = t.id
     WHERE t.rows <> coalesce(m.rows, 0) OR t.bytes <> coalesce(m.bytes, 0) LIMIT 10`,
  ],
  ["a row has no target", "SELECT id FROM messages WHERE target NOT IN (SELECT id FROM targets) LIMIT 10"],
  ["a row has no source", "SELECT id FROM messages WHERE source NOT IN (SELECT id FROM sources) LIMIT 10"],
];

function texts(database: DatabaseSync, sql: string): readonly string[] {
  return database
    .prepare(sql)
    .all()
    .map((row) => String(Object.values(row)[0]));
}

function reading<Result>(folder: string, path: string, work: (database: DatabaseSync) => Result): Result {
  let database: DatabaseSync | undefined;
  try {
    database = openForReading(folder);
    return work(database);
  } catch (error) {
    throw new HistoryError(faultOf(error, path));
  } finally {
    database?.close();
  }
}
