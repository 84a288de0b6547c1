/** What the database itself has, read while a server writes it or afterwards. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { formatMsgid } from "../../../src/protocol/msgid.ts";
import type { Kept } from "./ledger.ts";

export interface KeptRows {
  /** Oldest first. */
  readonly rows: readonly Kept[];
  /** The id of the last row there is, of whatever kind. */
  readonly lastId: number;
}

/** `one` is set in private talks, and `params` has then to whom it was said; a redaction takes that away too. */
const ROWS = `SELECT sequence, idx, kind, name, one, params, body, reply_to, redacted_by
  FROM messages JOIN targets ON targets.id = messages.target
  WHERE kind IN ('PRIVMSG', 'REDACT') AND messages.id > ? ORDER BY messages.id`;

/** @param afterId 0 for all. */
export function keptIn(folder: string, afterId = 0): KeptRows {
  const database = new DatabaseSync(join(folder, "history.db"), { readOnly: true });
  try {
    // One transaction: a server may go on writing between two statements.
    database.exec("BEGIN");
    const historyId = String(database.prepare("SELECT history_id FROM history").get()?.["history_id"]);
    const lastId = Number(database.prepare("SELECT max(id) AS id FROM messages").get()?.["id"]);
    const rows = database.prepare(ROWS).all(afterId);
    return { rows: rows.map((row) => keptRow(historyId, row)), lastId };
  } finally {
    database.close();
  }
}

function keptRow(historyId: string, row: Record<string, unknown>): Kept {
  const { sequence, idx, kind, name, one, params, body, reply_to, redacted_by } = row;
  const [recipient = ""] = params === null ? [] : JSON.parse(String(params));
  return {
    msgid: formatMsgid(historyId, { sequence: Number(sequence), index: Number(idx) }),
    kind: String(kind),
    target: one === null ? String(name) : recipient,
    text: kind === "REDACT" ? String(reply_to) : String(body),
    isRedacted: redacted_by !== null,
  };
}
