/** Answers of history as plain text: each line with its time, oldest first. */
import { roomText } from "../../locales/room/texts.ts";
import type { HistoryAnswer } from "../../protocol/history.ts";
import { clockTime, withClock } from "../clock-time.ts";
import { historyEvent, inOrder, isUnasked } from "../history-event.ts";
import type { PlainReader } from "./reader.ts";
import { renderEvent } from "./render.ts";

/** "" where there is nothing to show, and nobody has asked. */
export function renderHistory({ view, found }: HistoryAnswer, reader: PlainReader, nowMs: number): string {
  const { language } = reader;
  const isAsked = !isUnasked(view);
  if (found instanceof Error) return isAsked ? `${roomText(language, "historyUnavailable")}\n` : "";
  if (found.length === 0) return isAsked ? `${roomText(language, "historyEmpty")}\n` : "";
  return inOrder(found, view)
    .map((row) => {
      const event = historyEvent(row, view);
      const place = reader.placeOf(event);
      // What was found may be from anywhere: each line names its room.
      const isElsewhere = view.purpose === "search" && place === "current";
      const text = renderEvent(event, language, isElsewhere ? "other" : place);
      return withClock(text, clockTime(row.timeMs, nowMs));
    })
    .join("");
}
