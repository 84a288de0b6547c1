/** Answers of history on IRC. https://ircv3.net/specs/extensions/chathistory */
import type { StandardReply } from "../../protocol/effects.ts";
import type { HistoryRow, HistoryView } from "../../protocol/history.ts";
import { formatIrcLine } from "../../protocol/irc-line.ts";
import { isPrivate, otherOf } from "../history-event.ts";

const BATCH_TYPES = {
  page: "chathistory",
  recent: "chathistory",
  targets: "draft/chathistory-targets",
  search: "soju.im/search",
} as const satisfies Record<HistoryView["purpose"], string>;

/** https://ircv3.net/specs/extensions/batch */
export function batchType({ purpose }: HistoryView): string {
  return BATCH_TYPES[purpose];
}

/** Of a page the target, as the asker wrote it. */
export function batchParams({ target }: HistoryView): readonly string[] {
  return target === "" ? [] : [target];
}

/** When something was said last in one target. */
export function targetLine(row: HistoryRow, view: HistoryView, source: string): string {
  const target = isPrivate(row) ? otherOf(row, view) : row.target;
  const time = new Date(row.timeMs).toISOString();
  return formatIrcLine({ source, command: "CHATHISTORY", params: ["TARGETS", target, time] });
}

/** undefined where nobody has asked. */
export function historyFailure({ purpose, subcommand = "", target }: HistoryView): StandardReply | undefined {
  if (purpose === "recent") return undefined;
  const command = purpose === "search" ? "SEARCH" : "CHATHISTORY";
  const context = [subcommand, target].filter((word) => word !== "");
  return { severity: "FAIL", command, code: "MESSAGE_ERROR", context };
}
