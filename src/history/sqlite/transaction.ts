/** All of something, or nothing. */
import type { DatabaseSync } from "node:sqlite";

/** Some errors of SQLite (a full disk) have undone the transaction already. */
export function inTransaction(database: DatabaseSync, work: () => void): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    work();
    database.exec("COMMIT");
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}
