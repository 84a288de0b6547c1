/** Answers of history on IRC. https://ircv3.net/specs/extensions/chathistory */
import type { StandardReply } from "../../protocol/effects.ts";
import type { HistoryRow, HistoryView } from "../../protocol/history.ts";
import { formatIrcLine } from "../../protocol/irc-line.ts";
import { historyEvent } from "../history-event.ts";

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

/** When something was said last in one target. */
export function targetLine(row: HistoryRow, view: HistoryView, source: string): string {
  const [target = ""] = historyEvent(row, view).params;
  const time = new Date(row.timeMs).toISOString();
  return formatIrcLine({ source, command: "CHATHISTORY", params: ["TARGETS", target, time] });
}

export function historyFailure({ purpose, target }: HistoryView): StandardReply {
  const command = purpose === "search" ? "SEARCH" : "CHATHISTORY";
  const context = target === "" ? [] : [target];
  return { severity: "FAIL", command, code: "MESSAGE_ERROR", context };
}
