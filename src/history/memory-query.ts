/** Answers queries from a list of rows, oldest first. */

import { type HistoryRow, pairOf, SAID_KINDS } from "../protocol/history.ts";
import type {
  AroundQuery,
  HistoryQuery,
  MessagesQuery,
  PageQuery,
  Point,
  Readable,
  RepliesQuery,
  SearchQuery,
  SentQuery,
  TargetsQuery,
} from "../protocol/history-query.ts";
import { formatMsgid } from "../protocol/msgid.ts";
import { type Boundary, behindPoint, fromPoint, fromSequence, turned } from "./place.ts";
import { foldText, hasPhrase, phrasesOf, wordsOf } from "./words.ts";

type Rows = readonly HistoryRow[];

/** @param historyId what msgids of this history begin with. */
export function answerQuery(historyId: string, rows: Rows, query: HistoryQuery): Rows {
  const isUnseen = fromSequence(query.asOf);
  const seen = rows.filter((row) => !isUnseen(row));
  switch (query.kind) {
    case "page":
      return page(historyId, seen, query);
    case "around":
      return around(historyId, seen, query);
    case "targets":
      return targets(seen, query);
    case "messages":
      return messages(historyId, seen, query);
    case "replies":
      return replies(seen, query);
    case "sent":
      return sent(historyId, seen, query);
    case "search":
      return search(historyId, seen, query);
  }
}

function page(historyId: string, rows: Rows, asked: PageQuery): Rows {
  const query = isBackwards(historyId, rows, asked) ? turned(asked) : asked;
  const between = rowsBetween(historyId, rows, query);
  const found = between.filter((row) => isIn(query, row) && passes(row, query));
  return query.take === "first" ? found.slice(0, query.limit) : newest(found, query.limit);
}

function around(historyId: string, rows: Rows, query: AroundQuery): Rows {
  const { centre, limit } = query;
  const atCentre = fromPoint(historyId, centre);
  if (!atCentre) return [];
  const found = rows.filter((row) => isIn(query, row) && passes(row, query));
  const before = newest(
    found.filter((row) => !atCentre(row)),
    Math.floor(limit / 2),
  );
  return before.concat(found.filter(atCentre).slice(0, Math.ceil(limit / 2)));
}

function isBackwards(historyId: string, rows: Rows, { after, before, eitherWay }: PageQuery): boolean {
  const isBehind = after && behindPoint(historyId, after);
  const isBeyond = before && fromPoint(historyId, before);
  if (!eitherWay || !isBehind || !isBeyond) return false;
  return rows.filter(isBehind).length < rows.filter(isBeyond).length;
}

function isIn({ target, besides }: PageQuery | AroundQuery, row: HistoryRow): boolean {
  return row.target === target || (besides?.includes(row.target) ?? false);
}

function targets(rows: Rows, query: TargetsQuery): Rows {
  const newestOf = new Map<string, HistoryRow>();
  for (const row of rows) {
    if (!passes(row, query) || !mayRead(query, row.target)) continue;
    // Taken out first, so that the map stays in the order of its newest rows.
    newestOf.delete(row.target);
    newestOf.set(row.target, row);
  }
  const found = [...newestOf.values()].filter(
    ({ timeMs }) => timeMs > query.afterMs && timeMs < query.beforeMs,
  );
  return query.take === "last" ? newest(found, query.limit) : found.slice(0, query.limit);
}

function messages(historyId: string, rows: Rows, { msgids, limit }: MessagesQuery): Rows {
  return rows.filter((row) => msgids.includes(formatMsgid(historyId, row))).slice(0, limit);
}

function replies(rows: Rows, query: RepliesQuery): Rows {
  const isReply = ({ replyTo }: HistoryRow): boolean => replyTo !== undefined && query.to.includes(replyTo);
  return rows.filter((row) => isReply(row) && passes(row, query)).slice(0, query.limit);
}

function sent(historyId: string, rows: Rows, query: SentQuery): Rows {
  const { senderId, limit } = query;
  const isTheirs = ({ senderId: by, target }: HistoryRow): boolean =>
    by === senderId || (pairOf(target)?.includes(senderId) ?? false);
  return rowsBetween(historyId, rows, query)
    .filter((row) => isTheirs(row) && passes(row, query))
    .slice(0, limit);
}

function search(historyId: string, rows: Rows, query: SearchQuery): Rows {
  const phrases = phrasesOf(query.terms);
  if (!phrases) return [];
  const from = query.from === undefined ? undefined : foldText(query.from);
  const found = rowsBetween(historyId, rows, query).filter((row) => {
    if (!SAID_KINDS.includes(row.kind) || row.redaction || !mayRead(query, row.target)) return false;
    if (from !== undefined && foldText(row.source.nick) !== from) return false;
    const words = wordsOf(row.body);
    return phrases.every((phrase) => hasPhrase(words, phrase));
  });
  return newest(found, query.limit).toReversed();
}

function rowsBetween(historyId: string, rows: Rows, bounds: { after?: Point; before?: Point }): Rows {
  const { after, before } = bounds;
  const isBehind: Boundary | undefined = after ? behindPoint(historyId, after) : () => true;
  const isBeyond: Boundary | undefined = before ? fromPoint(historyId, before) : () => false;
  return isBehind && isBeyond ? rows.filter((row) => isBehind(row) && !isBeyond(row)) : [];
}

function passes(
  row: HistoryRow,
  filter: { readonly kinds?: readonly string[]; readonly withRedacted?: boolean },
): boolean {
  if (row.redaction && filter.withRedacted !== true) return false;
  return filter.kinds?.includes(row.kind) ?? true;
}

function mayRead({ targets, identity }: Readable, target: string): boolean {
  return (
    targets.includes(target) || (identity !== undefined && (pairOf(target)?.includes(identity) ?? false))
  );
}

function newest(rows: Rows, count: number): Rows {
  return rows.slice(Math.max(0, rows.length - count));
}
