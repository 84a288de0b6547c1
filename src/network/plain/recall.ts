/** `/recall`: takes back what the person has said last in the room; the rules decide whether that can be. */
import type { Entry, SessionId } from "../../protocol/effects.ts";
import { formatMsgid } from "../../protocol/msgid.ts";
import type { FindMessage } from "../edge-context.ts";
import type { PlainReader } from "./reader.ts";

export interface Recalling {
  readonly session: SessionId;
  readonly reader: PlainReader;
  readonly historyId: string;
  readonly findMessage: FindMessage;
  submit(entry: Entry): void;
}

/** @param unable called where there is nothing to take back, or history cannot be read. */
export function recall(
  { session, reader, historyId, findMessage, submit }: Recalling,
  unable: (why: "nothingToRecall" | "historyUnavailable") => void,
): void {
  const { channel: target = "" } = reader;
  const place = reader.takeLastSaid();
  if (!place) {
    unable("nothingToRecall");
    return;
  }
  const msgid = formatMsgid(historyId, place);
  findMessage(msgid, (found) => {
    if (found instanceof Error) unable("historyUnavailable");
    else submit({ kind: "redaction", session, target, msgid, reason: "", found });
  });
}
