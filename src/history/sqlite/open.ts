/** Opens a history's file: for the one who writes it, and for those who read it. */
import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { assertKnownVersion, migrate, standIn } from "./schema.ts";

export const FILE_NAME = "history.db";
const LOCK_NAME = "history.lock";

export interface OpenOptions {
  /** The data folder; made where it is missing. */
  readonly folder: string;
  /** What a new history shall be called. */
  readonly historyId: string;
  /** The file's size limit in pages of 4 KiB, to play a full disk. */
  readonly pagesMax?: number;
}

/** @throws the system's errors, also for a folder that cannot be written to. */
export function prepareFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  accessSync(folder, constants.W_OK);
}

/**
 * A lock that dies with the process, however it ends: SQLite's own, on an empty file. The history itself cannot be locked,
 * since other connections read it. @throws "database is locked" where another server has it.
 */
export function takeLock(folder: string): DatabaseSync {
  return openWith(join(folder, LOCK_NAME), (lock) => {
    lock.exec("PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE");
  });
}

/** WAL, so that readers and the writer do not wait for each other; FULL, so that a commit survives a power cut. */
export function openDatabase({ folder, historyId, pagesMax }: OpenOptions): DatabaseSync {
  const path = join(folder, FILE_NAME);
  return openWith(path, (database) => {
    assertKnownVersion(database, path);
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000");
    // What was redacted or has become too old is overwritten, not only forgotten.
    database.exec("PRAGMA secure_delete = ON; PRAGMA foreign_keys = OFF");
    if (pagesMax !== undefined) database.exec(`PRAGMA max_page_count = ${pagesMax}`);
    migrate(database, historyId);
  });
}

/** @throws SQLite's errors, and HistoryError for a newer version. */
export function openForReading(folder: string): DatabaseSync {
  const path = join(folder, FILE_NAME);
  if (!existsSync(path)) throw new Error(`there is no file ${path}`);
  return openWith(path, (database) => {
    assertKnownVersion(database, path);
    standIn(database);
    database.exec("PRAGMA query_only = ON; PRAGMA busy_timeout = 5000");
  });
}

function openWith(path: string, prepare: (database: DatabaseSync) => void): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    prepare(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
