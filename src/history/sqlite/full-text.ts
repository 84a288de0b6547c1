/** The full-text index: which rows are in it, and how they come in and out. */
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { SAID_KINDS } from "../../protocol/history.ts";
import { wordsOf } from "../words.ts";

/** A row's columns of these names. */
export interface IndexedRow {
  readonly id: SQLInputValue;
  readonly target: SQLInputValue;
  readonly kind: SQLInputValue;
  readonly body: SQLInputValue;
  readonly redacted_by: SQLInputValue;
}

export const INDEXED_COLUMNS = "id, target, kind, body, redacted_by";

/**
 * The index has no copy of the texts. Whoever takes a row out must say which words went in; then nothing of them stays in the
 * file (secure-delete). https://sqlite.org/fts5.html#contentless_tables
 */
export class FullText {
  readonly #add: StatementSync;
  readonly #remove: StatementSync;

  constructor(database: DatabaseSync) {
    this.#add = database.prepare("INSERT INTO full_text (rowid, words, target) VALUES (?, ?, ?)");
    const remove = "INSERT INTO full_text (full_text, rowid, words, target) VALUES ('delete', ?, ?, ?)";
    this.#remove = database.prepare(remove);
  }

  add(row: IndexedRow): void {
    const words = indexedWords(row);
    if (words !== "") this.#add.run(row.id, words, targetWord(Number(row.target)));
  }

  /** @param row as it was when it was added. */
  remove(row: IndexedRow): void {
    const words = indexedWords(row);
    if (words !== "") this.#remove.run(row.id, words, targetWord(Number(row.target)));
  }
}

/** Only what people have said, and have not taken back. */
function indexedWords({ kind, body, redacted_by }: IndexedRow): string {
  return redacted_by === null && SAID_KINDS.includes(String(kind)) ? wordsOf(String(body)).join(" ") : "";
}

/** What stands for a target in the index. */
export function targetWord(id: number): string {
  return `t${id}`;
}
