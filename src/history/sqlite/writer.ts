/** Writes batches of rows, each in one transaction. After a batch that failed, a new one of these goes on. */
import type { DatabaseSync, SQLOutputValue, StatementSync } from "node:sqlite";
import {
  type ForgetWrite,
  type HistoryWrite,
  hasHappened,
  type RedactionWrite,
  type TargetWrite,
} from "../../protocol/history.ts";
import type { LastingWrite } from "../../protocol/lasting.ts";
import { Bounds } from "./bounds.ts";
import type { Erasure } from "./erasure.ts";
import { FullText, INDEXED_COLUMNS } from "./full-text.ts";
import { LastingTable } from "./lasting-table.ts";
import { Names } from "./names.ts";
import { RowInserts } from "./row-inserts.ts";
import { inTransaction } from "./transaction.ts";

/** Where the order goes on. */
export interface Tip {
  readonly historyId: string;
  readonly lastSequence: number;
  readonly lastTimeMs: number;
}

const REDACTABLE = `SELECT ${INDEXED_COLUMNS}, octet_length(body) AS bytes, id <= indexed_id AS is_indexed
  FROM messages, history WHERE id = ? AND target = ? AND redacted_by IS NULL`;
const REDACT =
  "UPDATE messages SET body = '', params = NULL, cuts = NULL, tags = NULL, redacted_by = ? WHERE id = ?";

export class Writer {
  readonly #database: DatabaseSync;
  readonly #erasure: Erasure;
  readonly #names: Names;
  readonly #bounds: Bounds;
  readonly #inserts: RowInserts;
  readonly #lasting: LastingTable;
  readonly #saveTip: StatementSync;
  readonly #historyId: string;
  #lastSequence: number;
  #lastTimeMs: number;
  #lastId: number;

  /** @param erasure planned for whatever is redacted. */
  constructor(database: DatabaseSync, erasure: Erasure) {
    this.#database = database;
    this.#erasure = erasure;
    this.#names = new Names(database);
    this.#bounds = new Bounds(database);
    this.#inserts = new RowInserts(database);
    this.#lasting = new LastingTable(database, erasure);
    this.#saveTip = database.prepare("UPDATE history SET last_sequence = ?, last_time_ms = ?, last_id = ?");
    const tip = database.prepare("SELECT * FROM history").get();
    this.#historyId = String(tip?.["history_id"]);
    this.#lastSequence = Number(tip?.["last_sequence"]);
    this.#lastTimeMs = Number(tip?.["last_time_ms"]);
    this.#lastId = Number(tip?.["last_id"]);
  }

  get tip(): Tip {
    return { historyId: this.#historyId, lastSequence: this.#lastSequence, lastTimeMs: this.#lastTimeMs };
  }

  /** An empty batch writes where the order is, and so finds out whether the disk works. @throws SQLite's errors. */
  write(batch: readonly HistoryWrite[]): void {
    const lastSequence = this.#lastSequence;
    inTransaction(this.#database, () => {
      for (const write of batch) {
        if (write.sequence > lastSequence) this.#keep(write);
        else if (isState(write)) this.#lasting.write(write);
        else assertWrittenBefore(write, lastSequence);
      }
      this.#inserts.flush();
      this.#saveTip.run(this.#lastSequence, this.#lastTimeMs, this.#lastId);
    });
  }

  #keep(write: HistoryWrite): void {
    this.#lastSequence = write.sequence;
    this.#lastTimeMs = write.timeMs;
    switch (write.write) {
      case "lasting":
        this.#lasting.write(write);
        return;
      case "forget":
        this.#forget(write);
        return;
      case "rename":
        this.#names.rename(write);
        this.#insert(write, write.newTarget);
        return;
      case "redaction":
        this.#insert(write, write.target);
        this.#redact(write);
        return;
      default:
        this.#insert(write, write.target);
    }
  }

  #insert(write: TargetWrite, target: string): void {
    const { sequence, index, timeMs, kind, body, params, cuts, tags, replyTo = null } = write;
    this.#lastId += 1;
    const targetId = this.#names.target(target);
    const sourceId = this.#names.source(write);
    const place = [this.#lastId, sequence, index, timeMs, targetId, sourceId] as const;
    this.#inserts.add([...place, kind, body, json(params), json(cuts), json(tags), replyTo]);
  }

  /** The row just inserted tells who, when and why. */
  #redact({ target, replyTo }: RedactionWrite): void {
    this.#inserts.flush();
    const id = this.#bounds.idOf(this.#historyId, replyTo);
    if (id === undefined) return;
    const row = this.#database.prepare(REDACTABLE).get(id, this.#names.target(target));
    if (!row) return;
    this.#database.prepare(REDACT).run(this.#lastId, id);
    this.#erasure.plan();
    if (row["is_indexed"] === 1) this.#unindex({ id, bytes: Number(row["bytes"]), row });
  }

  /** Its rows are found no more from now on, though they are taken away step by step: see forgetting.ts. */
  #forget({ senderId }: ForgetWrite): void {
    this.#names.forget(senderId, this.#lastId);
  }

  #unindex({ id, bytes, row }: { id: number; bytes: number; row: Record<string, SQLOutputValue> }): void {
    const { target = null, kind = null, body = null } = row;
    new FullText(this.#database).remove({ id, target, kind, body, redacted_by: null });
    this.#database.prepare("UPDATE targets SET bytes = bytes - ? WHERE id = ?").run(bytes, target);
  }
}

function json(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

/** It may come twice as an event may, or be made before the order begins: written again, it is the same. */
function isState(write: HistoryWrite): write is LastingWrite {
  return write.write === "lasting" && write.hasHappened;
}

/**
 * An event may come twice: its transaction was done, but the answer was lost with its thread. A message may not, and one
 * that comes out of order would be shown though it is not kept.
 */
function assertWrittenBefore(write: HistoryWrite, lastSequence: number): void {
  if (hasHappened(write)) return;
  const { write: what = "row", sequence } = write;
  throw new Error(`out of order: ${what} ${sequence} after ${lastSequence}`);
}
