/** All that an account has said and was told in private, page by page: a year of it costs no more memory than a day. */
import type { History } from "../../history/history.ts";
import type { HistoryRow } from "../../protocol/history.ts";
import type { Point, SentQuery } from "../../protocol/history-query.ts";
import { EXPORT_PAGE_MS, EXPORT_PAGE_ROWS } from "../../protocol/limits.ts";
import { formatMsgid } from "../../protocol/msgid.ts";
import type { PersonalCopy } from "../../protocol/personal-copy.ts";

type Reading = Pick<History, "find" | "historyId">;
type Bounds = Required<Pick<SentQuery, "after" | "before">>;

/**
 * History has no list of a person's rows and looks through all there are: some hours of them at a time, so that others who ask
 * wait for no more than that. @throws HistoryError
 */
export async function* sentPages(
  history: Reading,
  { id, asOf, registeredAtMs, madeAtMs }: PersonalCopy,
): AsyncGenerator<readonly HistoryRow[]> {
  const find = (bounds: Bounds) =>
    rowsOf(history, {
      kind: "sent",
      senderId: id,
      ...bounds,
      withRedacted: true,
      asOf,
      limit: EXPORT_PAGE_ROWS,
    });
  for (let fromMs = registeredAtMs; fromMs <= madeAtMs; fromMs += EXPORT_PAGE_MS) {
    const before: Point = { timeMs: fromMs + EXPORT_PAGE_MS };
    let rows = await find({ after: { timeMs: fromMs - 1 }, before });
    while (rows.length > 0) {
      yield rows;
      const last = rows.at(-1);
      if (!last || rows.length < EXPORT_PAGE_ROWS) break;
      rows = await find({ after: { msgid: formatMsgid(history.historyId, last) }, before });
    }
  }
}

function rowsOf(history: Reading, query: SentQuery): Promise<readonly HistoryRow[]> {
  return new Promise((resolve, reject) => {
    history.find(query, (found) => (found instanceof Error ? reject(found) : resolve(found)));
  });
}
