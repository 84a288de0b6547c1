/** A copy of an account as JSON lines: what it is, what it has said, what was said to it in private. It is whole if its last line says so. */
import { type HistoryRow, pairOf } from "../../protocol/history.ts";
import { formatMsgid } from "../../protocol/msgid.ts";
import type { PersonalCopy } from "../../protocol/personal-copy.ts";

const PIECE_CHARACTERS = 16 * 1024;

export interface FileParts {
  readonly historyId: string;
  readonly copy: PersonalCopy;
  /** Oldest first. */
  readonly pages: AsyncIterable<readonly HistoryRow[]>;
}

export async function* personalFile({ historyId, copy, pages }: FileParts): AsyncGenerator<string> {
  yield* linesOf(recordsOf(copy));
  let messages = 0;
  for await (const rows of pages) {
    messages += rows.length;
    yield* linesOf(rows.map((row) => rowRecord(row, historyId)));
  }
  yield* linesOf([{ record: "end", messages }]);
}

/** In pieces that are neither many nor, where all lines are long, more than may wait for one connection. */
function* linesOf(records: readonly object[]): Generator<string> {
  let piece = "";
  for (const record of records) {
    piece += `${JSON.stringify(record)}\n`;
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}

function recordsOf(copy: PersonalCopy): object[] {
  const { name, email, registeredAtMs, madeAtMs, settings, channels, presentIn, metadata, markers } = copy;
  const made = { madeAt: timeOf(madeAtMs), registeredAt: timeOf(registeredAtMs) };
  return [
    { record: "account", name, ...(email !== undefined && { email }), ...made, settings },
    ...channels.map(({ name: channel, letter }) => ({ record: "access", channel, mode: letter })),
    ...presentIn.map((channel) => ({ record: "presence", channel })),
    ...Object.entries(metadata).map(([key, value]) => ({ record: "metadata", key, value })),
    ...markers.map(({ place, timeMs }) => ({ record: "marker", place, readUntil: timeOf(timeMs) })),
  ];
}

/** Of others only what they said and how they were called: their addresses are theirs. */
function rowRecord(row: HistoryRow, historyId: string): object {
  const { kind, source, params, body, tags, replyTo, redaction } = row;
  return {
    record: "said",
    time: timeOf(row.timeMs),
    msgid: formatMsgid(historyId, row),
    kind,
    from: source.nick,
    to: shownTarget(row),
    ...(params && !isPrivate(row) && { params }),
    ...(redaction ? { takenBack: true } : { text: body }),
    ...(tags && { tags }),
    ...(replyTo !== undefined && { replyTo }),
  };
}

function isPrivate({ target }: HistoryRow): boolean {
  return pairOf(target) !== undefined;
}

/** A channel as it is called, without what follows its name behind a door or once another has taken it; in private, the nick. */
function shownTarget(row: HistoryRow): string {
  if (isPrivate(row)) return row.params?.[0] ?? "";
  return row.target.replace(/[ :].*/, "");
}

function timeOf(timeMs: number): string {
  return new Date(timeMs).toISOString();
}
