/** The lasting rows in the file: written by the one writer, read as a whole at a start. */
import { join } from "node:path";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { LastingKind, LastingRow, LastingWrite } from "../../protocol/lasting.ts";
import { HistoryError } from "../error.ts";
import type { Erasure } from "./erasure.ts";
import { faultOf } from "./fault.ts";
import { FILE_NAME, openForReading } from "./open.ts";

/** What comes a second time must not take the place of what is newer. */
const PUT = `INSERT INTO lasting (kind, key, value, sequence, time_ms) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET value = excluded.value, sequence = excluded.sequence, time_ms = excluded.time_ms
  WHERE excluded.sequence >= sequence`;
const REMOVE = "DELETE FROM lasting WHERE kind = ? AND key = ? AND sequence <= ?";

export class LastingTable {
  readonly #erasure: Erasure;
  readonly #put: StatementSync;
  readonly #remove: StatementSync;

  /** @param erasure planned for whatever is taken away: a password that was given up shall be nowhere. */
  constructor(database: DatabaseSync, erasure: Erasure) {
    this.#erasure = erasure;
    this.#put = database.prepare(PUT);
    this.#remove = database.prepare(REMOVE);
  }

  write({ kind, key, value, sequence, timeMs }: LastingWrite): void {
    if (value !== undefined) {
      this.#put.run(kind, key, value, sequence, timeMs);
      return;
    }
    this.#remove.run(kind, key, sequence);
    this.#erasure.plan();
  }
}

/** All of a folder's, by kind and key: 100,000 take some 100 ms. @throws HistoryError */
export function lastingRowsOf(folder: string): readonly LastingRow[] {
  let database: DatabaseSync | undefined;
  try {
    database = openForReading(folder);
    return readLasting(database);
  } catch (error) {
    throw new HistoryError(faultOf(error, join(folder, FILE_NAME)));
  } finally {
    database?.close();
  }
}

function readLasting(database: DatabaseSync): readonly LastingRow[] {
  const rows = database.prepare("SELECT kind, key, value FROM lasting ORDER BY kind, key").all();
  return rows.map(({ kind, key, value }) => ({
    // Whoever writes a kind that is not known here has given the schema another number.
    kind: String(kind) as LastingKind,
    key: String(key),
    value: String(value),
  }));
}
