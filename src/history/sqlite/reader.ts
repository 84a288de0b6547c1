/** Answers queries from the tables, on a connection that only reads. */
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { HistoryRow } from "../../protocol/history.ts";
import type {
  AroundQuery,
  HistoryQuery,
  MessagesQuery,
  PageQuery,
  Point,
  Readable,
  RepliesQuery,
  SentQuery,
  TargetsQuery,
} from "../../protocol/history-query.ts";
import { type Boundary, behindPoint, comparePlaces, fromPoint, fromSequence, turned } from "../place.ts";
import { Bounds } from "./bounds.ts";
import { JOINS, NOT_FORGOTTEN, rowOf, SELECT_ROW } from "./rows.ts";
import { search } from "./search.ts";
import { filterOf, newestRows, pageOf } from "./target-page.ts";

type Rows = readonly HistoryRow[];

/** Ids from `low` on, but not `high` itself. */
export interface IdRange {
  readonly low: number;
  readonly high: number;
}

/** Each combination of kinds, order and conditions is one. */
const STATEMENTS_MAX = 100;

const TARGET_IDS = `SELECT id FROM targets WHERE name IN (SELECT value FROM json_each(?1))
  UNION SELECT id FROM targets WHERE one = ?2 UNION SELECT id FROM targets WHERE other = ?2`;

/** By somebody, and to somebody in private. The `+` keeps the planner on the order of the rows. */
const SENT = "+m.source IN (SELECT id FROM sources WHERE sender = ?)";
const TOLD = `+m.target IN (SELECT id FROM targets WHERE one = ? UNION SELECT id FROM targets WHERE other = ?)`;

export class Reader {
  readonly #database: DatabaseSync;
  readonly #historyId: string;
  readonly #bounds: Bounds;
  /** By their SQL: preparing one takes as long as a page. */
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#historyId = String(database.prepare("SELECT history_id FROM history").get()?.["history_id"]);
    this.#bounds = new Bounds(database);
  }

  /** All of one answer comes from one state of the tables. @throws SQLite's errors. */
  answer(query: HistoryQuery): Rows {
    this.#database.exec("BEGIN");
    try {
      return this.#answer(query);
    } finally {
      if (this.#database.isTransaction) this.#database.exec("COMMIT");
    }
  }

  #answer(query: HistoryQuery): Rows {
    switch (query.kind) {
      case "page":
        return this.#page(query);
      case "around":
        return this.#around(query);
      case "targets":
        return this.#targets(query);
      case "messages":
        return this.#messages(query);
      case "replies":
        return this.#replies(query);
      case "sent":
        return this.#sent(query);
      case "search":
        return search(this, query);
    }
  }

  #page(asked: PageQuery): Rows {
    const straight = this.range(asked);
    const isBackwards = asked.eitherWay === true && straight !== undefined && straight.low > straight.high;
    const query = isBackwards ? turned(asked) : asked;
    const range = isBackwards ? this.range(query) : straight;
    return range ? pageOf(this, this.#targetsOf(query), { ...query, range }) : [];
  }

  #around(query: AroundQuery): Rows {
    const { centre, limit, asOf } = query;
    const targets = this.#targetsOf(query);
    const before = this.range({ before: centre, asOf });
    const all = this.range({ asOf });
    if (!before || !all) return [];
    const range: IdRange = { low: before.high, high: all.high };
    return [
      ...pageOf(this, targets, { ...query, range: before, take: "last", limit: Math.floor(limit / 2) }),
      ...pageOf(this, targets, { ...query, range, take: "first", limit: Math.ceil(limit / 2) }),
    ];
  }

  #targetsOf({ target, besides = [] }: PageQuery | AroundQuery): readonly number[] {
    return this.targetIds({ targets: [target, ...besides] });
  }

  #targets(query: TargetsQuery): Rows {
    const { afterMs, beforeMs, limit, take } = query;
    const high = this.#bounds.firstId(fromSequence(query.asOf));
    const found = newestRows(this, this.targetIds(query), { ...query, high })
      .filter(({ timeMs }) => timeMs > afterMs && timeMs < beforeMs)
      .sort(comparePlaces);
    return take === "last" ? found.slice(Math.max(0, found.length - limit)) : found.slice(0, limit);
  }

  #messages({ msgids, asOf, limit }: MessagesQuery): Rows {
    const ids = msgids.flatMap((msgid) => this.#bounds.idOf(this.#historyId, msgid) ?? []);
    const where = `m.id IN (SELECT value FROM json_each(?)) AND m.sequence < ? AND ${NOT_FORGOTTEN}`;
    return this.rows("messages m", `WHERE ${where} ORDER BY m.id LIMIT ?`, [
      JSON.stringify(ids),
      asOf,
      limit,
    ]);
  }

  #replies(query: RepliesQuery): Rows {
    const where = `m.reply_to IN (SELECT value FROM json_each(?)) AND m.sequence < ? AND ${filterOf(query)}`;
    const values = [JSON.stringify(query.to), query.asOf, query.limit];
    return this.rows("messages m", `WHERE ${where} ORDER BY m.id LIMIT ?`, values);
  }

  /** Looks at every row from `after` on, until there are enough: there is no list of a person's rows. */
  #sent(query: SentQuery): Rows {
    const range = this.range(query);
    if (!range) return [];
    const { senderId, limit } = query;
    const where = `m.id >= ? AND m.id < ? AND (${SENT} OR ${TOLD}) AND ${filterOf(query)}`;
    const values = [range.low, range.high, senderId, senderId, senderId, limit];
    return this.rows("messages m", `WHERE ${where} ORDER BY m.id LIMIT ?`, values);
  }

  statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    if (this.#statements.size === STATEMENTS_MAX) this.#statements.clear();
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  close(): void {
    this.#database.close();
  }

  /** Oldest first. */
  byIds(ids: readonly number[]): Rows {
    const where = "WHERE m.id IN (SELECT value FROM json_each(?)) ORDER BY m.id";
    return this.rows("messages m", where, [JSON.stringify(ids)]);
  }

  /** @param from the tables that `m`, the messages, are taken from. @param rest conditions and order. Both in SQL. */
  rows(from: string, rest: string, values: readonly SQLInputValue[]): Rows {
    const found = this.statement(`${SELECT_ROW} FROM ${from} ${JOINS} ${rest}`).all(...values);
    return found.map((columns) => rowOf(this.#historyId, columns));
  }

  targetIds({ targets, identity }: Readable): readonly number[] {
    const rows = this.statement(TARGET_IDS).all(JSON.stringify(targets), identity ?? null);
    return rows.map(({ id }) => Number(id));
  }

  /** What lies between two points, both exclusive, below the query's own sequence; undefined where a point is none. */
  range({ after, before, asOf }: { after?: Point; before?: Point; asOf: number }): IdRange | undefined {
    const low = after ? this.#firstId(behindPoint(this.#historyId, after)) : 0;
    const high = before ? this.#firstId(fromPoint(this.#historyId, before)) : Number.MAX_SAFE_INTEGER;
    if (low === undefined || high === undefined) return undefined;
    return { low, high: Math.min(high, this.#bounds.firstId(fromSequence(asOf))) };
  }

  #firstId(boundary: Boundary | undefined): number | undefined {
    return boundary && this.#bounds.firstId(boundary);
  }
}
