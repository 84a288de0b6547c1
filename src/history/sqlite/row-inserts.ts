/**
 * Rows that are inserted many with one statement: calling SQLite costs as much as a row does. Measured for a row: 1.4 µs one by one,
 * 0.9 sixteen by sixteen; on Deno 2.7 and 1.5.
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";

const COLUMNS =
  "id, sequence, idx, time_ms, target, source, kind, body, params, cuts, tags, reply_to" as const;
const ONE_ROW = `(${COLUMNS.replace(/\w+/g, "?")})`;
const ROWS = 16;

/** A value for each of the columns. */
export type RowValues = readonly [
  id: number,
  sequence: number,
  index: number,
  timeMs: number,
  target: number,
  source: number,
  kind: string,
  body: string,
  params: string | null,
  cuts: string | null,
  tags: string | null,
  replyTo: string | null,
];

export class RowInserts {
  readonly #insertOne: StatementSync;
  readonly #insertMany: StatementSync;
  #values: SQLInputValue[] = [];
  #rows = 0;

  constructor(database: DatabaseSync) {
    const insert = `INSERT INTO messages (${COLUMNS}) VALUES `;
    this.#insertOne = database.prepare(insert + ONE_ROW);
    this.#insertMany = database.prepare(insert + Array(ROWS).fill(ONE_ROW).join());
  }

  /** It is in the table at the latest after `flush`. */
  add(row: RowValues): void {
    this.#values.push(...row);
    this.#rows += 1;
    if (this.#rows < ROWS) return;
    this.#insertMany.run(...this.#values);
    this.#forget();
  }

  /** To be called before the end of the transaction, and before anybody looks for what was added. */
  flush(): void {
    const width = this.#values.length / this.#rows;
    for (let row = 0; row < this.#rows; row++) {
      this.#insertOne.run(...this.#values.slice(row * width, (row + 1) * width));
    }
    this.#forget();
  }

  #forget(): void {
    this.#values = [];
    this.#rows = 0;
  }
}
