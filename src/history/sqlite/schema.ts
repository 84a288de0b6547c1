/** The tables of a history, as numbered steps from an empty file. docs/database.md explains them. */
import type { DatabaseSync } from "node:sqlite";
import { HistoryError } from "../error.ts";
import { inTransaction } from "./transaction.ts";

/** Tells `file` and other programs whose database this is: "LANc". */
const APPLICATION_ID = 0x4c414e63;

/**
 * The n-th step leads from version n to n + 1. A step that was released is never changed.
 * Ids rise by the order of rows and are never used again. `target_rows` has the rows up to `listed_id`, `full_text` those up to
 * `indexed_id`, and so have the counts in `targets`; a commit touches none of them.
 */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE history (
    history_id TEXT NOT NULL,
    order_floor INTEGER,
    last_sequence INTEGER NOT NULL DEFAULT 0,
    last_time_ms INTEGER NOT NULL DEFAULT 0,
    last_id INTEGER NOT NULL DEFAULT 0,
    listed_id INTEGER NOT NULL DEFAULT 0,
    indexed_id INTEGER NOT NULL DEFAULT 0
  );
  CREATE TABLE targets (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    one TEXT,
    other TEXT,
    rows INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX targets_one ON targets (one) WHERE one IS NOT NULL;
  CREATE INDEX targets_other ON targets (other) WHERE other IS NOT NULL;
  CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    sender TEXT NOT NULL,
    nick TEXT NOT NULL,
    username TEXT NOT NULL,
    host TEXT NOT NULL,
    realname TEXT NOT NULL,
    account TEXT NOT NULL,
    is_guest INTEGER NOT NULL,
    is_bot INTEGER NOT NULL,
    folded_nick TEXT NOT NULL,
    UNIQUE (sender, nick, username, host, realname, account, is_guest, is_bot)
  );
  CREATE INDEX sources_nick ON sources (folded_nick);
  CREATE TABLE messages (
    id INTEGER PRIMARY KEY,
    sequence INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    time_ms INTEGER NOT NULL,
    target INTEGER NOT NULL REFERENCES targets (id),
    source INTEGER NOT NULL REFERENCES sources (id),
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    params TEXT,
    cuts TEXT,
    tags TEXT,
    reply_to TEXT,
    redacted_by INTEGER
  );
  CREATE TABLE target_rows (target INTEGER, id INTEGER, PRIMARY KEY (target, id)) WITHOUT ROWID;
  CREATE INDEX messages_reply_to ON messages (reply_to) WHERE reply_to IS NOT NULL;
  CREATE VIRTUAL TABLE full_text USING fts5 (words, target, content = '', tokenize = 'ascii');
  INSERT INTO full_text (full_text, rank) VALUES ('secure-delete', 1);
  CREATE VIEW log AS
    SELECT m.id, strftime('%Y-%m-%dT%H:%M:%fZ', m.time_ms / 1000.0, 'unixepoch') AS time, t.name AS target,
      m.kind, s.nick || '!' || s.username || '@' || s.host AS source, m.body
    FROM messages m JOIN targets t ON t.id = m.target JOIN sources s ON s.id = m.source ORDER BY m.id;
  `,
  `
  CREATE TABLE lasting (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    time_ms INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
  ) WITHOUT ROWID;
  CREATE TABLE forgotten (
    source INTEGER PRIMARY KEY,
    next_id INTEGER NOT NULL,
    last_id INTEGER NOT NULL
  );
  `,
];

export const SCHEMA_VERSION = MIGRATIONS.length;

/** Before anything of the file is changed. @throws HistoryError where it is newer than this program. */
export function assertKnownVersion(database: DatabaseSync, path: string): void {
  const version = schemaVersion(database);
  if (version <= SCHEMA_VERSION) return;
  const detail = `the file has version ${version}, this program knows ${SCHEMA_VERSION}`;
  throw new HistoryError({ problem: "newer-version", path, detail });
}

/**
 * What a file of an older version lacks is empty, for whoever only reads it: its tables are made beside it, in memory.
 * Nothing else of the steps must count for reading.
 */
export function standIn(database: DatabaseSync): void {
  const version = schemaVersion(database);
  // An empty file is no history, and stays what it is.
  if (version === 0) return;
  for (const step of MIGRATIONS.slice(version))
    database.exec(step.replaceAll("CREATE TABLE", "CREATE TEMP TABLE"));
}

/** Takes the steps that the file has not taken yet. @param historyId what a new history is called. */
export function migrate(database: DatabaseSync, historyId: string): void {
  const version = schemaVersion(database);
  if (version === SCHEMA_VERSION) return;
  inTransaction(database, () => {
    for (const step of MIGRATIONS.slice(version)) database.exec(step);
    if (version === 0) database.prepare("INSERT INTO history (history_id) VALUES (?)").run(historyId);
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}`);
  });
}

function schemaVersion(database: DatabaseSync): number {
  return Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
}
