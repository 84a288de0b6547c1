/** A row of history as what happened then, for those who ask later. */
import type { ChatEvent } from "../protocol/effects.ts";
import type { HistoryRow, HistoryView } from "../protocol/history.ts";
import { formatTags } from "../protocol/tags.ts";

/** The event as this asker would have been told of it. */
export function historyEvent(row: HistoryRow, view: HistoryView): ChatEvent {
  const { kind, source, sequence, index, timeMs, cuts } = row;
  const happened = { command: kind, params: paramsOf(row, view), source, sequence, index, timeMs };
  const event = cuts === undefined ? happened : { ...happened, cuts };
  const clientTags = row.tags === undefined ? "" : formatTags(Object.entries(row.tags));
  return clientTags === "" ? event : { ...event, clientTags };
}

function paramsOf(row: HistoryRow, view: HistoryView): readonly string[] {
  const { kind, params = [], body } = row;
  if (kind === "QUIT" || kind === "NICK") return [body];
  const target = targetOf(row, view);
  if (kind === "JOIN" || kind === "TAGMSG") return [target, ...params];
  return [target, ...params, body];
}

/** Channels have their name; what was said in private was said to the asker, or by the asker to the other. */
function targetOf(
  { target, params: [recipient = ""] = [], senderId }: HistoryRow,
  view: HistoryView,
): string {
  return target.includes(" ") ? (senderId === view.self ? view.target || recipient : recipient) : target;
}
