/** A channel as text: `2026-11-20 02:26:42 <ann> hello`, the same lines people see. */
import { historyEvent } from "../../network/history-event.ts";
import { renderEvent } from "../../network/plain/render.ts";
import type { HistoryRow, HistoryView } from "../../protocol/history.ts";
import type { ExportFormat, Subject } from "./export-format.ts";
import { localTime } from "./time.ts";

export function textFormat(subject: Subject): ExportFormat {
  return {
    begin: () => "",
    row: (row) => rowText(row, subject).replace(/^(?=.)/gm, `${localTime(row.timeMs)} `),
    end: () => "",
  };
}

/** Lines with their ends; "" for what plain text does not show, and for what was taken back. */
export function rowText(row: HistoryRow, { channel, language }: Subject): string {
  if (row.redaction) return "";
  const view: HistoryView = {
    purpose: "page",
    target: channel,
    shownAs: { [row.target]: channel },
    self: "",
  };
  return renderEvent(historyEvent(row, view), language, "current");
}
