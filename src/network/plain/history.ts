/** Answers of history as plain text: each line with its time, oldest first. */
import { roomText } from "../../locales/room/texts.ts";
import type { HistoryAnswer } from "../../protocol/history.ts";
import { historyEvent, inOrder } from "../history-event.ts";
import type { PlainReader } from "./reader.ts";
import { renderEvent } from "./render.ts";

/** "" where there is nothing to show, and nobody has asked. */
export function renderHistory({ view, found }: HistoryAnswer, reader: PlainReader, nowMs: number): string {
  const { language } = reader;
  const isAsked = view.purpose !== "recent";
  if (found instanceof Error) return isAsked ? `${roomText(language, "historyUnavailable")}\n` : "";
  if (found.length === 0) return isAsked ? `${roomText(language, "historyEmpty")}\n` : "";
  return inOrder(found, view)
    .map((row) => {
      const event = historyEvent(row, view);
      const place = reader.placeOf(event);
      // What was found may be from anywhere: each line names its room.
      const isElsewhere = view.purpose === "search" && place === "current";
      const text = renderEvent(event, language, isElsewhere ? "other" : place);
      return text.replace(/^(?=.)/gm, `[${clockTime(row.timeMs, nowMs)}] `);
    })
    .join("");
}

/** In the server's time zone, with the date where it is not today's: `02:26:42`, `2026-11-20 02:26:42`. */
function clockTime(timeMs: number, nowMs: number): string {
  const time = new Date(timeMs);
  const clock = time.toTimeString().slice(0, 8);
  if (time.toDateString() === new Date(nowMs).toDateString()) return clock;
  const [month, day] = [time.getMonth() + 1, time.getDate()].map((part) => String(part).padStart(2, "0"));
  return `${time.getFullYear()}-${month}-${day} ${clock}`;
}
