/** A row of history as what happened then, for those who ask later. */
import type { ChatEvent, EndReason } from "../protocol/effects.ts";
import type { HistoryRow, HistoryView } from "../protocol/history.ts";
import { isCtcpRequest } from "../protocol/message.ts";
import { RELAY_TAG } from "../protocol/relay-nick.ts";
import { formatTags } from "../protocol/tags.ts";

/** The event as this asker would have been told of it. */
export function historyEvent(row: HistoryRow, view: HistoryView): ChatEvent {
  const { kind, source, sequence, index, timeMs, cuts } = row;
  const happened = { command: kind, params: paramsOf(row, view), source, sequence, index, timeMs };
  const event = cuts === undefined ? happened : { ...happened, cuts };
  if (kind === "QUIT") return { ...event, reason: reasonOf(row) };
  return row.tags === undefined ? event : { ...event, ...tagsOf(row.tags) };
}

function tagsOf(kept: NonNullable<HistoryRow["tags"]>): Pick<ChatEvent, "clientTags" | "saidBy"> {
  const { [RELAY_TAG]: saidBy, ...others } = kept;
  const clientTags = formatTags(Object.entries(others));
  return { ...(clientTags !== "" && { clientTags }), ...(saidBy !== undefined && { saidBy }) };
}

/** Whether nobody has asked for it: then nobody waits for it, and it asks no program for anything. */
export function isUnasked({ purpose }: Pick<HistoryView, "purpose">): boolean {
  return purpose === "recent" || purpose === "missed";
}

/** The oldest first; a search, which what was missed in private is, finds the newest first. */
export function inOrder(found: readonly HistoryRow[], view: HistoryView): readonly HistoryRow[] {
  const { purpose } = view;
  const rows = purpose === "search" || purpose === "missed" ? found.toReversed() : found;
  return isUnasked(view) ? rows.filter(({ body }) => !isCtcpRequest(body)) : rows;
}

function paramsOf(row: HistoryRow, view: HistoryView): readonly string[] {
  const { kind, params = [], body, replyTo = "" } = row;
  if (kind === "REDACT") {
    const where = isPrivate(row) ? recipientOf(row, view) : shownTarget(row, view);
    return body === "" ? [where, replyTo] : [where, replyTo, body];
  }
  if (isPrivate(row)) return kind === "TAGMSG" ? [recipientOf(row, view)] : [recipientOf(row, view), body];
  const channel = shownTarget(row, view);
  switch (kind) {
    case "QUIT":
      return [];
    case "NICK":
      return [body];
    case "JOIN":
    case "TAGMSG":
      return [channel];
    case "PART":
      return body === "" ? [channel] : [channel, body];
    case "RENAME":
      return [...params, body];
    default:
      return [channel, ...params, body];
  }
}

/** What a channel is called now, and who of it was meant. */
export function shownTarget({ target }: HistoryRow, { shownAs }: HistoryView): string {
  return shownAs?.[target] ?? target;
}

/** Who a private talk is with, as the one who asks sees it. */
export function otherOf(row: HistoryRow, view: HistoryView): string {
  return row.senderId === view.self ? recipientOf(row, view) : row.source.nick;
}

export function isPrivate({ target }: HistoryRow): boolean {
  return target.includes(" ");
}

/** As the nick was when it was said. */
function recipientOf({ params: [recipient = ""] = [] }: HistoryRow, view: HistoryView): string {
  return recipient || view.target;
}

/** As chat/event-records.ts keeps it. */
function reasonOf({ params: [kind, by = ""] = [], body: text }: HistoryRow): EndReason {
  switch (kind) {
    case "quit":
      return text === "" ? { kind } : { kind, text };
    case "kicked":
      return { kind, by, text };
    case "banned":
      return { kind, text };
    case "logged-in":
      return { kind, nick: by };
    case "silent":
    case "send-queue":
    case "shutdown":
    case "registration-timeout":
    case "input-too-long":
      return { kind };
    default:
      return { kind: "closed" };
  }
}
