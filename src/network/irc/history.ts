/** Answers of history on IRC. https://ircv3.net/specs/extensions/chathistory */
import type { HistoryRow, HistoryView } from "../../protocol/history.ts";
import { formatIrcLine } from "../../protocol/irc-line.ts";
import type { StandardReply } from "../../protocol/words.ts";
import { isPrivate, isUnasked, otherOf, shownTarget } from "../history-event.ts";

const BATCH_TYPES = {
  page: "chathistory",
  recent: "chathistory",
  missed: "chathistory",
  targets: "draft/chathistory-targets",
  search: "soju.im/search",
  log: "lanchat.local/log",
} as const satisfies Record<HistoryView["purpose"], string>;

/** https://ircv3.net/specs/extensions/batch */
export function batchType({ purpose }: HistoryView): string {
  return BATCH_TYPES[purpose];
}

/** Of a page the target, as the asker wrote it. */
export function batchParams({ target }: HistoryView): readonly string[] {
  return target === "" ? [] : [target];
}

/** When something was said last in each target. @param rows the newest of each, oldest first. */
export function targetLines(rows: readonly HistoryRow[], view: HistoryView, source: string): string[] {
  const times = new Map<string, number>();
  for (const row of rows) {
    const target = isPrivate(row) ? otherOf(row, view) : channelOf(row, view);
    // History may keep a channel under several names: the last of them counts.
    times.delete(target);
    times.set(target, row.timeMs);
  }
  return Array.from(times, ([target, timeMs]) => {
    const params = ["TARGETS", target, new Date(timeMs).toISOString()];
    return formatIrcLine({ source, command: "CHATHISTORY", params });
  });
}

/** Also of what was said to some of it alone. */
function channelOf(row: HistoryRow, view: HistoryView): string {
  const shown = shownTarget(row, view);
  return shown.slice(shown.indexOf("#"));
}

/** undefined where nobody has asked. */
export function historyFailure({ purpose, subcommand = "", target }: HistoryView): StandardReply | undefined {
  if (isUnasked({ purpose })) return undefined;
  const command = purpose === "search" ? "SEARCH" : "CHATHISTORY";
  const context = [subcommand, target].filter((word) => word !== "");
  return { severity: "FAIL", command, code: "MESSAGE_ERROR", context };
}
