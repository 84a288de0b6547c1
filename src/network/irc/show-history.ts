/** Shows a session what history has answered. https://ircv3.net/specs/extensions/chathistory */
import type { Capabilities } from "../../protocol/capabilities.ts";
import type { ChatEvent } from "../../protocol/effects.ts";
import type { HistoryAnswer, HistoryRow, HistoryView } from "../../protocol/history.ts";
import { momentText } from "../../protocol/moment-text.ts";
import type { Words } from "../../protocol/words.ts";
import { channelLogText } from "../channel-log.ts";
import { historyEvent, inOrder, isUnasked } from "../history-event.ts";
import { batchParams, batchType, historyFailure, targetLines } from "./history.ts";
import { needsClock, timedEvent } from "./timed-event.ts";
import type { IrcReader } from "./words.ts";

export interface HistoryReader extends IrcReader {
  readonly capabilities: Capabilities;
  nowMs(): number;
  beginBatch(type: string, params: readonly string[]): void;
  endBatch(): void;
  tell(words: Words): void;
  serverLine(command: string, params: readonly string[]): void;
  /** A line of the server, whole but for its tags. */
  showLine(line: string): void;
  showEvent(event: ChatEvent): void;
}

export function showHistory(reader: HistoryReader, { view, found }: HistoryAnswer): void {
  if (found instanceof Error) {
    const reply = historyFailure(view);
    if (reply) reader.tell({ kind: "standard", reply });
    return;
  }
  // Where nobody has asked, nobody waits for an empty batch.
  if (found.length === 0 && isUnasked(view)) return;
  reader.beginBatch(batchType(view), batchParams(view));
  showRows(reader, found, view);
  reader.endBatch();
}

function showRows(reader: HistoryReader, found: readonly HistoryRow[], view: HistoryView): void {
  switch (view.purpose) {
    case "targets":
      for (const line of targetLines(found, view, reader.serverName)) reader.showLine(line);
      return;
    case "log":
      showLog(reader, found, view);
      return;
    default:
      for (const row of inOrder(found, view)) showRow(reader, row, view);
  }
}

function showRow(reader: HistoryReader, row: HistoryRow, view: HistoryView): void {
  const event = historyEvent(row, view);
  reader.showEvent(needsClock(view, reader.capabilities) ? timedEvent(event, reader.nowMs()) : event);
}

/** In words: a program would take a KICK for one that happens now. */
function showLog(reader: HistoryReader, found: readonly HistoryRow[], { target }: HistoryView): void {
  for (const row of found) {
    const text = `${momentText(row.timeMs)}  ${channelLogText(row, reader.language)}`;
    reader.serverLine("NOTICE", [reader.nick, text]);
  }
  const params = [target, String(found.length)];
  reader.tell({ kind: "notice", from: "server", name: "log-end", params });
}
