/** Answers of history as plain text: each line with its time, oldest first. */
import type { Language } from "../../locales/catalog.ts";
import { roomText } from "../../locales/room/texts.ts";
import type { HistoryAnswer, HistoryRow } from "../../protocol/history.ts";
import { channelLogText } from "../channel-log.ts";
import { clockTime, withClock } from "../clock-time.ts";
import { historyEvent, inOrder, isUnasked } from "../history-event.ts";
import type { PlainReader } from "./reader.ts";
import { renderEvent, renderLines } from "./render.ts";

/** "" where there is nothing to show, and nobody has asked. */
export function renderHistory({ view, found }: HistoryAnswer, reader: PlainReader, nowMs: number): string {
  const { language } = reader;
  const isAsked = !isUnasked(view);
  if (found instanceof Error) return isAsked ? `${roomText(language, "historyUnavailable")}\n` : "";
  if (found.length === 0) return isAsked ? `${roomText(language, "historyEmpty")}\n` : "";
  return inOrder(found, view)
    .map((row) => {
      if (view.purpose === "log") return logLine(row, language, nowMs);
      const event = historyEvent(row, view);
      const place = reader.placeOf(event);
      // What was found may be from anywhere: each line names its room.
      const isElsewhere = view.purpose === "search" && place === "current";
      const text = renderEvent(event, language, isElsewhere ? "other" : place);
      return withClock(text, clockTime(row.timeMs, nowMs));
    })
    .join("");
}

function logLine(row: HistoryRow, language: Language, nowMs: number): string {
  return withClock(renderLines(channelLogText(row, language)), clockTime(row.timeMs, nowMs));
}
