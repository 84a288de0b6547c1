/** Finds rows by their place in the order, which needs no index: ids rise with sequences and times. */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { parseMsgid } from "../../protocol/msgid.ts";
import { type Boundary, comparePlaces } from "../place.ts";

const ENDS = "SELECT (SELECT min(id) FROM messages) AS first, (SELECT max(id) FROM messages) AS last";
const PROBE = "SELECT id, sequence, idx, time_ms FROM messages WHERE id >= ? ORDER BY id LIMIT 1";

export class Bounds {
  readonly #ends: StatementSync;
  readonly #probe: StatementSync;

  constructor(database: DatabaseSync) {
    this.#ends = database.prepare(ENDS);
    this.#probe = database.prepare(PROBE);
  }

  /** Every row from this id on is behind the boundary, none before it is. Some 20 steps in a million rows. */
  firstId(boundary: Boundary): number {
    const ends = this.#ends.get();
    let low = Number(ends?.["first"] ?? 0);
    let high = Number(ends?.["last"] ?? -1) + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const row = this.#at(middle);
      if (!row || boundary(row)) high = middle;
      else low = row.id + 1;
    }
    return low;
  }

  /** The id of a message; undefined for one that is not there. */
  idOf(historyId: string, msgid: string): number | undefined {
    const place = parseMsgid(historyId, msgid);
    if (!place) return undefined;
    const row = this.#at(this.firstId((other) => comparePlaces(other, place) >= 0));
    return row && comparePlaces(row, place) === 0 ? row.id : undefined;
  }

  #at(id: number): { id: number; sequence: number; index: number; timeMs: number } | undefined {
    const row = this.#probe.get(id);
    return (
      row && {
        id: Number(row["id"]),
        sequence: Number(row["sequence"]),
        index: Number(row["idx"]),
        timeMs: Number(row["time_ms"]),
      }
    );
  }
}
