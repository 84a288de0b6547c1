/** Rows of one target. Most are listed by target; the newest are not yet, and are looked at one by one. */
import { type HistoryRow, SAID_KINDS } from "../../protocol/history.ts";
import { comparePlaces } from "../place.ts";
import type { IdRange, Reader } from "./reader.ts";
import { NOT_FORGOTTEN } from "./rows.ts";

type Rows = readonly HistoryRow[];

export interface Filter {
  readonly kinds?: readonly string[];
  readonly withRedacted?: boolean;
}

export interface TargetPage extends Filter {
  /** The target's number. */
  readonly target: number;
  readonly range: IdRange;
  /** Which, where there are more than `limit`. */
  readonly take: "first" | "last";
  readonly limit: number;
}

/** Rows of several targets as if they were of one. Oldest first. */
export function pageOf(reader: Reader, targets: readonly number[], page: Omit<TargetPage, "target">): Rows {
  const pages = targets.map((target) => targetPage(reader, { ...page, target }));
  const [only = []] = pages;
  if (pages.length < 2) return only;
  const rows = pages.flat().sort(comparePlaces);
  return page.take === "first"
    ? rows.slice(0, page.limit)
    : rows.slice(Math.max(0, rows.length - page.limit));
}

/** Oldest first. */
function targetPage(reader: Reader, page: TargetPage): Rows {
  const { range, take, limit } = page;
  const tail = unlistedFrom(reader);
  const unlisted = { ...page, range: { low: Math.max(range.low, tail), high: range.high } };
  if (take === "first") {
    const rows = select(reader, LISTED, page);
    return rows.concat(select(reader, UNLISTED, { ...unlisted, limit: limit - rows.length }));
  }
  const rows = select(reader, UNLISTED, unlisted);
  return select(reader, LISTED, { ...page, limit: limit - rows.length }).concat(rows);
}

/** The newest row below `high` of each target that has one. */
export function newestRows(
  reader: Reader,
  targets: readonly number[],
  page: Filter & { high: number },
): Rows {
  const tail = unlistedFrom(reader);
  const sql = `SELECT m.target, max(m.id) AS id FROM messages m WHERE m.id >= ? AND m.id < ?
    AND m.target IN (SELECT value FROM json_each(?)) AND ${filterOf(page)} GROUP BY m.target`;
  const found = reader.statement(sql).all(tail, page.high, JSON.stringify(targets));
  const ids = new Map(found.map(({ target, id }) => [Number(target), Number(id)]));
  const range = { low: 0, high: page.high };
  const listed = targets
    .filter((target) => !ids.has(target))
    .flatMap((target) => select(reader, LISTED, { ...page, target, range, take: "last", limit: 1 }));
  return listed.concat(reader.byIds([...ids.values()]));
}

/** Rows of one target by its list, or from the rows of all targets. */
interface Way {
  readonly from: string;
  readonly id: string;
  readonly where: string;
}

const LISTED: Way = {
  from: "target_rows l CROSS JOIN messages m ON m.id = l.id",
  id: "l.id",
  where: "l.target = ? AND l.id >= ? AND l.id < ?",
};

const UNLISTED: Way = { from: "messages m", id: "m.id", where: "m.target = ? AND m.id >= ? AND m.id < ?" };

function select(reader: Reader, { from, id, where }: Way, page: TargetPage): Rows {
  const { target, range, take, limit } = page;
  if (limit === 0 || range.low >= range.high) return [];
  const order = take === "first" ? "ASC" : "DESC";
  const rest = `WHERE ${where} AND ${filterOf(page)} ORDER BY ${id} ${order} LIMIT ?`;
  const rows = reader.rows(from, rest, [target, range.low, range.high, limit]);
  return take === "first" ? rows : rows.toReversed();
}

function unlistedFrom(reader: Reader): number {
  return Number(reader.statement("SELECT listed_id FROM history").get()?.["listed_id"]) + 1;
}

/** As SQL. Those of whoever was forgotten pass no filter. */
export function filterOf({ kinds, withRedacted }: Filter): string {
  const conditions = [NOT_FORGOTTEN];
  if (!withRedacted) conditions.push("m.redacted_by IS NULL");
  if (kinds) conditions.push(isOfKind(kinds));
  return conditions.join(" AND ");
}

/** Kinds are commands: whatever else came as one is found nowhere. */
function isOfKind(kinds: readonly string[]): string {
  const names = kinds.filter((kind) => /^[A-Z]+$/.test(kind)).map((kind) => `'${kind}'`);
  return `m.kind IN (${names.join(", ")})`;
}

/** What search looks through, as SQL. */
export const IS_SAID = filterOf({ kinds: SAID_KINDS });
