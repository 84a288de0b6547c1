/**
 * What was redacted or deleted stays in the write-ahead log, where it was written first, until the log's place is used again: on
 * a quiet server for days. So the log is emptied as soon as nobody waits.
 */
import type { DatabaseSync } from "node:sqlite";

/** For one open database. */
export class Erasure {
  readonly #database: DatabaseSync;
  /** From the beginning: whoever wrote before may have been killed. */
  #isDue = true;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Something was taken away. */
  plan(): void {
    this.#isDue = true;
  }

  /** Does nothing while somebody reads what was there before; then it is still due. @throws SQLite's errors. */
  perform(): void {
    if (!this.#isDue) return;
    // Commits must not wait for somebody's long search.
    this.#database.exec("PRAGMA busy_timeout = 0");
    const result = this.#database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get();
    this.#database.exec("PRAGMA busy_timeout = 5000");
    this.#isDue = result?.["busy"] !== 0;
  }
}
