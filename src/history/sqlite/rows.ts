/** Rows as they come out of the tables. */
import type { SQLOutputValue } from "node:sqlite";
import type { HistoryRow } from "../../protocol/history.ts";
import type { Source } from "../../protocol/message.ts";
import { formatMsgid } from "../../protocol/msgid.ts";

type Columns = Readonly<Record<string, SQLOutputValue>>;

const sourceColumns = (table: string, prefix: string): string =>
  ["sender", "nick", "username", "host", "realname", "account", "is_guest", "is_bot"]
    .map((column) => `${table}.${column} AS ${prefix}${column}`)
    .join(", ");

/** `m` is the message, `t` its target, `s` its source, `r` and `rs` the redaction and its source. */
export const SELECT_ROW = `SELECT m.id, m.sequence, m.idx, m.time_ms, m.kind, m.body, m.params, m.cuts, m.tags, m.reply_to,
  t.name AS target, ${sourceColumns("s", "")}, r.sequence AS r_sequence, r.idx AS r_idx, r.time_ms AS r_time_ms,
  r.body AS r_body, ${sourceColumns("rs", "r_")}, m.redacted_by`;

export const JOINS = `JOIN targets t ON t.id = m.target JOIN sources s ON s.id = m.source
  LEFT JOIN messages r ON r.id = m.redacted_by AND r.source NOT IN (SELECT source FROM forgotten) LEFT JOIN sources rs ON rs.id = r.source`;

export const NOT_FORGOTTEN = "m.source NOT IN (SELECT source FROM forgotten)";

export function rowOf(historyId: string, columns: Columns): HistoryRow {
  const place = { sequence: Number(columns["sequence"]), index: Number(columns["idx"]) };
  return {
    ...place,
    timeMs: Number(columns["time_ms"]),
    kind: String(columns["kind"]),
    target: String(columns["target"]),
    senderId: String(columns["sender"]),
    source: sourceOf(columns, ""),
    body: String(columns["body"]),
    ...parsed(columns, "params"),
    ...parsed(columns, "cuts"),
    ...parsed(columns, "tags"),
    ...(columns["reply_to"] === null ? {} : { replyTo: String(columns["reply_to"]) }),
    ...(columns["redacted_by"] === null ? {} : { redaction: redactionOf(historyId, columns) }),
  };
}

function redactionOf(historyId: string, columns: Columns): NonNullable<HistoryRow["redaction"]> {
  if (columns["r_sequence"] === null) return "forgotten";
  return {
    msgid: formatMsgid(historyId, {
      sequence: Number(columns["r_sequence"]),
      index: Number(columns["r_idx"]),
    }),
    timeMs: Number(columns["r_time_ms"]),
    senderId: String(columns["r_sender"]),
    source: sourceOf(columns, "r_"),
    reason: String(columns["r_body"]),
  };
}

function sourceOf(columns: Columns, prefix: string): Source {
  const account = String(columns[`${prefix}account`]);
  return {
    nick: String(columns[`${prefix}nick`]),
    username: String(columns[`${prefix}username`]),
    host: String(columns[`${prefix}host`]),
    realname: String(columns[`${prefix}realname`]),
    ...(account === "" ? {} : { account }),
    isGuest: columns[`${prefix}is_guest`] === 1,
    isBot: columns[`${prefix}is_bot`] === 1,
  };
}

function parsed(columns: Columns, name: "params" | "cuts" | "tags"): object {
  const value = columns[name];
  return value === null ? {} : { [name]: JSON.parse(String(value)) };
}
