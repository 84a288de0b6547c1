/** Search: the full-text index for what is in it, and the newest messages, which are not in it yet, one by one. */

import type { HistoryRow } from "../../protocol/history.ts";
import type { SearchQuery } from "../../protocol/history-query.ts";
import { foldText, hasPhrase, phrasesOf, wordsOf } from "../words.ts";
import { targetWord } from "./full-text.ts";
import type { IdRange, Reader } from "./reader.ts";
import { IS_SAID } from "./target-page.ts";

type Rows = readonly HistoryRow[];
type Phrases = readonly (readonly string[])[];

/** Targets that are named in the index's own query; with more, it finds words in all targets and they are sorted out after. */
const INDEXED_TARGETS_MAX = 200;

const FROM = "m.source IN (SELECT id FROM sources WHERE folded_nick = ?)";
/** The `+` keeps the planner on the order of the rows, where the newest come first. */
const IN_TARGETS = "+m.target IN (SELECT value FROM json_each(?))";

/** Newest first. */
export function search(reader: Reader, query: SearchQuery): Rows {
  const phrases = phrasesOf(query.terms);
  const range = reader.range(query);
  const targets = reader.targetIds(query);
  if (!phrases || !range || targets.length === 0) return [];
  const scope = scopeOf(targets, query.from);
  if (phrases.length === 0) return newest(reader, scope, { ...range, limit: query.limit });

  const tailStart = Math.max(range.low, indexedId(reader) + 1);
  const tail = searchTail(reader, {
    phrases,
    scope,
    range: { ...range, low: tailStart },
    limit: query.limit,
  });
  if (tail.length === query.limit) return tail;
  const indexed: IdRange = { low: range.low, high: Math.min(range.high, tailStart) };
  const limit = query.limit - tail.length;
  return tail.concat(searchIndex(reader, { phrases, scope, range: indexed, limit }));
}

interface Scope {
  readonly targets: readonly number[];
  /** SQL that holds for the rows of these targets and this person, and its values. */
  readonly where: string;
  readonly values: readonly string[];
}

function scopeOf(targets: readonly number[], from: string | undefined): Scope {
  const list = JSON.stringify(targets);
  if (from === undefined) return { targets, where: `${IS_SAID} AND ${IN_TARGETS}`, values: [list] };
  return { targets, where: `${IS_SAID} AND ${IN_TARGETS} AND ${FROM}`, values: [list, foldText(from)] };
}

interface Part {
  readonly phrases: Phrases;
  readonly scope: Scope;
  readonly range: IdRange;
  readonly limit: number;
}

function indexedId(reader: Reader): number {
  return Number(reader.statement("SELECT indexed_id FROM history").get()?.["indexed_id"]);
}

const IN_RANGE = "WHERE m.id >= ? AND m.id < ?";

function newest(reader: Reader, { where, values }: Scope, range: IdRange & { readonly limit: number }): Rows {
  const rest = `${IN_RANGE} AND ${where} ORDER BY m.id DESC LIMIT ?`;
  return reader.rows("messages m", rest, [range.low, range.high, ...values, range.limit]);
}

function searchTail(reader: Reader, { phrases, scope, range, limit }: Part): Rows {
  const sql = `SELECT m.id, m.body FROM messages m ${IN_RANGE} AND ${scope.where} ORDER BY m.id DESC`;
  const ids: number[] = [];
  for (const { id, body } of reader.statement(sql).iterate(range.low, range.high, ...scope.values)) {
    if (ids.length === limit) break;
    const words = wordsOf(String(body));
    if (phrases.every((phrase) => hasPhrase(words, phrase))) ids.push(Number(id));
  }
  return reader.byIds(ids).toReversed();
}

function searchIndex(reader: Reader, { phrases, scope, range, limit }: Part): Rows {
  const from = "full_text f CROSS JOIN messages m ON m.id = f.rowid";
  const rest = `WHERE full_text MATCH ? AND f.rowid >= ? AND f.rowid < ? AND ${scope.where} ORDER BY f.rowid DESC LIMIT ?`;
  const match = matchOf(phrases, scope.targets);
  return reader.rows(from, rest, [match, range.low, range.high, ...scope.values, limit]);
}

/** Words have only letters, digits and pictures in them, so quotes are enough. https://sqlite.org/fts5.html#full_text_query_syntax */
function matchOf(phrases: Phrases, targets: readonly number[]): string {
  const words = phrases.map((phrase) => `words:"${phrase.join(" ")}"`).join(" AND ");
  if (targets.length > INDEXED_TARGETS_MAX) return words;
  return `${words} AND target:(${targets.map(targetWord).join(" OR ")})`;
}
