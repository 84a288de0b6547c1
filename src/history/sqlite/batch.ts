/**
 * A batch of writes as it goes to the thread that holds the database: one JSON text of a flat list, since JSON of objects, each with the
 * names of its fields and with its whole source, cost more than SQLite does (3 µs of 7 a row).
 */
import type { HistoryWrite } from "../../protocol/history.ts";
import type { Source } from "../../protocol/message.ts";

type Sender = Pick<HistoryWrite, "senderId" | "source">;
/** What few writes have. */
type Rest = Omit<
  HistoryWrite,
  "sequence" | "index" | "timeMs" | "kind" | "target" | "senderId" | "source" | "body"
>;

/** Cells of one write: sequence, index, timeMs, kind, target, the sender's place in `senders`, body, rest. */
const CELLS = 8;

export interface PackedBatch {
  /** Each once: a person says many lines. */
  readonly senders: readonly Sender[];
  readonly cells: readonly unknown[];
}

export function packBatch(batch: readonly HistoryWrite[]): PackedBatch {
  const places = new Map<Source, number>();
  const senders: Sender[] = [];
  const cells: unknown[] = [];
  for (const write of batch) {
    const { sequence, index, timeMs, kind, target, senderId, source, body } = write;
    let place = places.get(source);
    // One source may have spoken for two identities.
    if (place === undefined || senders[place]?.senderId !== senderId) {
      place = senders.push({ senderId, source }) - 1;
      places.set(source, place);
    }
    cells.push(sequence, index, timeMs, kind, target, place, body, restOf(write));
  }
  return { senders, cells };
}

/** @returns null for what is only said. */
function restOf(write: HistoryWrite): Rest | null {
  const { params, cuts, tags, replyTo } = write;
  const isPlain = params === undefined && cuts === undefined && tags === undefined && replyTo === undefined;
  if (isPlain && (write.write === undefined || write.write === "row")) return null;
  const { sequence, index, timeMs, kind, target, senderId, source, body, ...rest } = write;
  return rest;
}

export function unpackBatch({ senders, cells }: PackedBatch): HistoryWrite[] {
  const batch: HistoryWrite[] = [];
  for (let at = 0; at < cells.length; at += CELLS) {
    const sender = senders[Number(cells[at + 5])];
    const write = {
      sequence: cells[at],
      index: cells[at + 1],
      timeMs: cells[at + 2],
      kind: cells[at + 3],
      target: cells[at + 4],
      senderId: sender?.senderId,
      source: sender?.source,
      body: cells[at + 6],
    };
    const rest = cells[at + 7];
    // Packed above: the thread and the server are one program.
    batch.push((rest ? { ...write, ...rest } : write) as HistoryWrite);
  }
  return batch;
}
