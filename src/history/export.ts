/** Reads a data folder's rows from the first to the last, page by page, so that a history of any size fits. */
import type { HistoryRow } from "../protocol/history.ts";
import { formatMsgid } from "../protocol/msgid.ts";
import { HistoryError } from "./error.ts";
import { faultOf } from "./sqlite/fault.ts";
import { openForReading } from "./sqlite/open.ts";
import { Reader } from "./sqlite/reader.ts";

const PAGE_ROWS = 1_000;

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
      const rows = database.prepare("SELECT name FROM targets WHERE name NOT LIKE '% %' ORDER BY name").all();
      return rows.map(({ name }) => String(name));
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
  const reader = guarded(folder, () => new Reader(openForReading(folder)));
  try {
    let rows = guarded(folder, () => reader.answer(page(target)));
    while (rows.length > 0) {
      yield rows;
      const last = rows.at(-1);
      if (!last || rows.length < PAGE_ROWS) return;
      rows = guarded(folder, () => reader.answer(page(target, formatMsgid(historyId, last))));
    }
  } finally {
    reader.close();
  }
}

function page(target: string, msgid?: string): Parameters<Reader["answer"]>[0] {
  return {
    kind: "page",
    target,
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
