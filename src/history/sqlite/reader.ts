/** Answers queries from the tables, on a connection that only reads. */
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { type Boundary, behindPoint, fromPoint, fromSequence } from "../place.ts";
import type {
  AroundQuery,
  HistoryQuery,
  MessagesQuery,
  PageQuery,
  Point,
  Readable,
  RepliesQuery,
  TargetsQuery,
} from "../query.ts";
import type { HistoryRow } from "../record.ts";
import { Bounds } from "./bounds.ts";
import { JOINS, rowOf, SELECT_ROW } from "./rows.ts";
import { search } from "./search.ts";

type Rows = readonly HistoryRow[];

/** Ids from `low` on, but not `high` itself. */
export interface IdRange {
  readonly low: number;
  readonly high: number;
}

const TARGET_IDS = `SELECT id FROM targets WHERE name IN (SELECT value FROM json_each(?1))
  UNION SELECT id FROM targets WHERE one = ?2 UNION SELECT id FROM targets WHERE other = ?2`;

export class Reader {
  readonly database: DatabaseSync;
  readonly #historyId: string;
  readonly #bounds: Bounds;

  constructor(database: DatabaseSync) {
    this.database = database;
    this.#historyId = String(database.prepare("SELECT history_id FROM history").get()?.["history_id"]);
    this.#bounds = new Bounds(database);
  }

  /** All of one answer comes from one state of the tables. @throws SQLite's errors. */
  answer(query: HistoryQuery): Rows {
    this.database.exec("BEGIN");
    try {
      return this.#answer(query);
    } finally {
      this.database.exec("COMMIT");
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
      case "search":
        return search(this, query);
    }
  }

  #page(query: PageQuery): Rows {
    const range = this.range(query);
    return range ? this.#ofTarget({ ...query, range }) : [];
  }

  #around(query: AroundQuery): Rows {
    const { centre, limit, asOf } = query;
    const before = this.range({ before: centre, asOf });
    const all = this.range({ asOf });
    if (!before || !all) return [];
    const behind: IdRange = { low: before.high, high: all.high };
    return [
      ...this.#ofTarget({ ...query, range: before, take: "last", limit: Math.floor(limit / 2) }),
      ...this.#ofTarget({ ...query, range: behind, take: "first", limit: Math.ceil(limit / 2) }),
    ];
  }

  #ofTarget(query: TargetPage): Rows {
    const { range, target, take, limit } = query;
    const where = `m.target = (SELECT id FROM targets WHERE name = ?) AND m.id >= ? AND m.id < ? AND ${filterOf(query)}`;
    const order = take === "first" ? "ASC" : "DESC";
    const rows = this.rows(`WHERE ${where} ORDER BY m.id ${order} LIMIT ?`, [
      target,
      range.low,
      range.high,
      limit,
    ]);
    return take === "first" ? rows : rows.toReversed();
  }

  #targets(query: TargetsQuery): Rows {
    const all = this.range(query);
    if (!all) return [];
    const newest = this.targetIds(query).flatMap((id) =>
      this.rows(`WHERE m.target = ? AND m.id < ? AND ${filterOf(query)} ORDER BY m.id DESC LIMIT 1`, [
        id,
        all.high,
      ]),
    );
    return newest
      .filter(({ timeMs }) => timeMs > query.afterMs && timeMs < query.beforeMs)
      .sort((one, other) => one.sequence - other.sequence || one.index - other.index)
      .slice(0, query.limit);
  }

  #messages({ msgids, asOf, limit }: MessagesQuery): Rows {
    const ids = msgids.flatMap((msgid) => this.#bounds.idOf(this.#historyId, msgid) ?? []);
    const where = "m.id IN (SELECT value FROM json_each(?)) AND m.sequence < ?";
    return this.rows(`WHERE ${where} ORDER BY m.id LIMIT ?`, [JSON.stringify(ids), asOf, limit]);
  }

  #replies(query: RepliesQuery): Rows {
    const where = `m.reply_to IN (SELECT value FROM json_each(?)) AND m.sequence < ? AND ${filterOf(query)}`;
    return this.rows(`WHERE ${where} ORDER BY m.id LIMIT ?`, [
      JSON.stringify(query.to),
      query.asOf,
      query.limit,
    ]);
  }

  /** @param tail what follows the tables' names, in SQL. */
  rows(tail: string, values: readonly SQLInputValue[]): Rows {
    const found = this.database.prepare(`${SELECT_ROW} FROM messages m ${JOINS} ${tail}`).all(...values);
    return found.map((columns) => rowOf(this.#historyId, columns));
  }

  targetIds({ targets, identity }: Readable): readonly number[] {
    const rows = this.database.prepare(TARGET_IDS).all(JSON.stringify(targets), identity ?? null);
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

interface TargetPage extends Filter {
  readonly target: string;
  readonly range: IdRange;
  readonly take: "first" | "last";
  readonly limit: number;
}

interface Filter {
  readonly kinds?: readonly string[];
  readonly withRedacted?: boolean;
}

/** As SQL. Kinds are commands; whatever else came as one would be found nowhere. */
function filterOf({ kinds, withRedacted }: Filter): string {
  const redacted = withRedacted ? "1" : "m.redacted_by IS NULL";
  if (!kinds) return redacted;
  const names = kinds.filter((kind) => /^[A-Z]+$/.test(kind)).map((kind) => `'${kind}'`);
  return `${redacted} AND m.kind IN (${names.join(", ")})`;
}
