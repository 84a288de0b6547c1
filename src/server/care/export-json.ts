/** A channel as JSON lines: everything that is kept of it, each row by itself. */
import type { HistoryRow } from "../../protocol/history.ts";
import type { Source } from "../../protocol/message.ts";
import { formatMsgid } from "../../protocol/msgid.ts";
import type { ExportFormat, Subject } from "./export-format.ts";

export function jsonFormat(subject: Subject): ExportFormat {
  return {
    begin: () => "",
    row: (row) => `${JSON.stringify(rowRecord(row, subject.historyId))}\n`,
    end: () => "",
  };
}

/** What was taken back has no words, but who took it back and why. */
function rowRecord(row: HistoryRow, historyId: string): Readonly<Record<string, unknown>> {
  const { target, kind, params, body, tags, replyTo, redaction } = row;
  return {
    msgid: formatMsgid(historyId, row),
    time: new Date(row.timeMs).toISOString(),
    target,
    kind,
    ...sourceRecord(row.source),
    ...(params && { params }),
    ...(redaction ? {} : { text: body }),
    ...(tags && { tags }),
    ...(replyTo !== undefined && { replyTo }),
    ...(redaction && { redacted: redactionRecord(redaction) }),
  };
}

/** Empty where nobody knows any more who it was. */
function redactionRecord(redaction: NonNullable<HistoryRow["redaction"]>): object {
  if (redaction === "forgotten") return {};
  const { msgid, timeMs, source, reason } = redaction;
  return { msgid, time: new Date(timeMs).toISOString(), ...sourceRecord(source), reason };
}

function sourceRecord({ nick, username, host, realname, account, isGuest, isBot }: Source): object {
  return { nick, username, host, realname, ...(account !== undefined && { account }), isGuest, isBot };
}
