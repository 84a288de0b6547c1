/** What is on the disk, told by nothing but what was written: a second reader, so simple that it must be right. */
import {
  formerName,
  type HistoryRow,
  type HistoryWrite,
  pairOf,
  SAID_KINDS,
  standsInTarget,
  type TargetWrite,
} from "../../src/protocol/history.ts";
import type {
  AroundQuery,
  HistoryQuery,
  PageQuery,
  Point,
  SearchQuery,
} from "../../src/protocol/history-query.ts";
import type { EventPlace } from "../../src/protocol/msgid.ts";

export interface TrueRow extends EventPlace {
  readonly write: TargetWrite;
  target: string;
  isRedacted: boolean;
}

export class TrueHistory {
  readonly #rows: TrueRow[] = [];

  committed(batch: readonly HistoryWrite[]): void {
    for (const write of batch) {
      if (write.write === "forget") this.#forget(write.senderId);
      if (!standsInTarget(write)) continue;
      const { sequence, index } = write;
      if (write.write === "rename") this.#rename(write.target, write.newTarget, sequence);
      const target = write.write === "rename" ? write.newTarget : write.target;
      if (write.write === "redaction") this.#redact(write);
      this.#rows.push({ write, sequence, index, target, isRedacted: false });
    }
  }

  #forget(senderId: string): void {
    const others = this.#rows.filter(({ write }) => write.senderId !== senderId);
    this.#rows.splice(0, this.#rows.length, ...others);
  }

  #redact({ replyTo, target }: HistoryWrite & { readonly write: "redaction" }): void {
    const place = placeOf({ msgid: replyTo });
    for (const row of this.#rows)
      if (row.target === target && compare(row, place) === 0) row.isRedacted = true;
  }

  #rename(before: string, after: string, sequence: number): void {
    this.#move(after, formerName(after, sequence));
    this.#move(before, after);
  }

  #move(from: string, to: string): void {
    for (const row of this.#rows) if (row.target === from) row.target = to;
  }

  /** @param sequence the question's own: the answer knows what was decided before it, and nothing else. */
  answer(query: HistoryQuery, sequence: number): readonly HistoryRow[] {
    if (query.kind === "search") return this.#missed(query, sequence).map(({ write }) => write);
    if (query.kind !== "page" && query.kind !== "around") throw new Error(`nobody asks for ${query.kind}`);
    const { target, besides = [] }: { readonly target: string; readonly besides?: readonly string[] } = query;
    const rows = this.#rows
      .filter(({ isRedacted }) => !isRedacted)
      .filter((row) => row.sequence < sequence && (row.target === target || besides.includes(row.target)))
      .filter(({ write }) => query.kinds?.includes(write.kind) ?? true);
    const found = query.kind === "page" ? pageOf(rows, query) : aroundOf(rows, query);
    return found.map(({ write }) => write);
  }

  /** Private talks, of which nothing but whose they are and when is asked. */
  #missed({ terms, targets, identity = "", after, limit }: SearchQuery, sequence: number): Rows {
    if (terms.length + targets.length > 0) throw new Error("nobody searches");
    const said = this.#rows.filter(
      ({ write, isRedacted, ...row }) =>
        !isRedacted && row.sequence < sequence && SAID_KINDS.includes(write.kind) && isTalkOf(row, identity),
    );
    return said.filter((row) => !after || isBehind(row, after)).slice(-limit);
  }
}

type Rows = readonly TrueRow[];

function pageOf(rows: Rows, { after, before, take, limit }: PageQuery): Rows {
  const to = before && placeOf(before);
  const found = rows.filter((row) => (!after || isBehind(row, after)) && (!to || compare(row, to) < 0));
  return take === "first" ? found.slice(0, limit) : found.slice(-limit);
}

/** Of at least two. */
function aroundOf(rows: Rows, { centre, limit }: AroundQuery): Rows {
  const place = placeOf(centre);
  const before = rows.filter((row) => compare(row, place) < 0).slice(-Math.floor(limit / 2));
  return [...before, ...rows.filter((row) => compare(row, place) >= 0).slice(0, Math.ceil(limit / 2))];
}

function isTalkOf({ target }: Pick<TrueRow, "target">, identity: string): boolean {
  return pairOf(target)?.includes(identity) ?? false;
}

function isBehind(row: TrueRow, point: Point): boolean {
  return "timeMs" in point ? row.write.timeMs > point.timeMs : compare(row, placeOf(point)) > 0;
}

/** https://ircv3.net/specs/extensions/message-ids: of ours, the place in the order. */
function placeOf(point: Point): EventPlace {
  if ("timeMs" in point) throw new Error("nobody asks from a time on");
  const [, sequence = "", index = ""] = point.msgid.split("-");
  return { sequence: Number.parseInt(sequence, 36), index: Number.parseInt(index, 36) };
}

function compare(one: EventPlace, other: EventPlace): number {
  return one.sequence - other.sequence || one.index - other.index;
}
