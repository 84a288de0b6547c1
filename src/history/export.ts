/** Reads a data folder's rows from the first to the last, page by page, so that a history of any size fits. */
import type { HistoryRow } from "../protocol/history.ts";
import type { PageQuery } from "../protocol/history-query.ts";
import { formatMsgid } from "../protocol/msgid.ts";
import { HistoryError } from "./error.ts";
import { faultOf } from "./sqlite/fault.ts";
import { openForReading } from "./sqlite/open.ts";
import { Reader } from "./sqlite/reader.ts";

const PAGE_ROWS = 1_000;

/** What was said behind a door is kept under a name that begins so (docs/decisions/0017-what-was-said-behind-a-door.md). */
const CLOSED_NAMES = "SELECT name FROM targets WHERE substr(name, 1, length(?1) + 1) = ?1 || ':'";

export interface ChannelPages {
  readonly historyId: string;
  /** Oldest first, redacted ones without their words. @throws HistoryError */
  readonly pages: Iterable<readonly HistoryRow[]>;
}

/** A server may go on writing: what comes in while this is read may be in it or not. @param target a folded channel. @throws HistoryError */
export function channelPages(folder: string, target: string): ChannelPages {
  const historyId = guarded(folder, () => historyIdOf(folder));
  return { historyId, pages: { [Symbol.iterator]: () => pages({ folder, target, historyId }) } };
}

/** Every channel anything was said in, by its folded name. @throws HistoryError */
export function channelsOf(folder: string): readonly string[] {
  return guarded(folder, () => {
    const database = openForReading(folder);
    try {
      const rows = database
        .prepare("SELECT name FROM targets WHERE name LIKE '#%' AND name NOT LIKE '% %'")
        .all();
      return [...new Set(rows.map(({ name }) => String(name).replace(/:.*/, "")))].sort();
    } finally {
      database.close();
    }
  });
}

function historyIdOf(folder: string): string {
  const database = openForReading(folder);
  try {
    return String(database.prepare("SELECT history_id FROM history").get()?.["history_id"]);
  } finally {
    database.close();
  }
}

interface PagesOf {
  readonly folder: string;
  readonly target: string;
  readonly historyId: string;
}

function* pages({ folder, target, historyId }: PagesOf): Generator<readonly HistoryRow[]> {
  const besides = guarded(folder, () => closedNames(folder, target));
  const page = (msgid?: string) => pageOf({ target, besides }, msgid);
  const reader = guarded(folder, () => new Reader(openForReading(folder)));
  try {
    let rows = guarded(folder, () => reader.answer(page()));
    while (rows.length > 0) {
      yield rows;
      const last = rows.at(-1);
      if (!last || rows.length < PAGE_ROWS) return;
      rows = guarded(folder, () => reader.answer(page(formatMsgid(historyId, last))));
    }
  } finally {
    reader.close();
  }
}

function closedNames(folder: string, target: string): readonly string[] {
  const database = openForReading(folder);
  try {
    return database
      .prepare(CLOSED_NAMES)
      .all(target)
      .map(({ name }) => String(name));
  } finally {
    database.close();
  }
}

function pageOf(where: Pick<PageQuery, "target" | "besides">, msgid?: string): PageQuery {
  return {
    kind: "page",
    ...where,
    ...(msgid === undefined ? {} : { after: { msgid } }),
    take: "first",
    withRedacted: true,
    asOf: Number.MAX_SAFE_INTEGER,
    limit: PAGE_ROWS,
  };
}

function guarded<Result>(folder: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw new HistoryError(faultOf(error, folder));
  }
}
