/**
 * A batch of writes as it goes to the thread that holds the database: one JSON text of a flat list, since JSON of objects, each with the
 * names of its fields and with its whole source, cost more than SQLite does (3 µs of 7 a row).
 */
import { type HistoryWrite, standsInTarget, type TargetWrite } from "../../protocol/history.ts";
import type { Source } from "../../protocol/message.ts";

type Sender = Pick<TargetWrite, "senderId" | "source">;
/** What few writes have. */
type Rest = Omit<
  TargetWrite,
  "sequence" | "index" | "timeMs" | "kind" | "target" | "senderId" | "source" | "body"
>;

/** Cells of what stands in a target: sequence, index, timeMs, kind, target, the sender's number, body, rest. All else is one cell. */
const CELLS = 8;
/** Senders that both sides remember, some 300 bytes each; then both begin anew. */
const SENDERS_MAX = 10_000;

export interface PackedBatch {
  /** The number of the first of `senders`; 0: all before are forgotten. */
  readonly first: number;
  /** Those that were not in a batch before: a person says many lines. */
  readonly senders: readonly Sender[];
  readonly cells: readonly unknown[];
}

interface Numbered {
  readonly senderId: string;
  readonly number: number;
}

/** For one thread: what it was told, it remembers. */
export class BatchPacker {
  #numbers = new WeakMap<Source, Numbered>();
  #count = 0;

  pack(batch: readonly HistoryWrite[]): PackedBatch {
    if (this.#count >= SENDERS_MAX) this.#forget();
    const first = this.#count;
    const senders: Sender[] = [];
    const cells: unknown[] = [];
    for (const write of batch) {
      if (!standsInTarget(write)) {
        cells.push(write);
        continue;
      }
      const { sequence, index, timeMs, kind, target, body } = write;
      cells.push(sequence, index, timeMs, kind, target, this.#number(write, senders), body, restOf(write));
    }
    return { first, senders, cells };
  }

  #number({ senderId, source }: TargetWrite, added: Sender[]): number {
    const known = this.#numbers.get(source);
    // One source may have spoken for two identities.
    if (known?.senderId === senderId) return known.number;
    added.push({ senderId, source });
    const number = this.#count++;
    this.#numbers.set(source, { senderId, number });
    return number;
  }

  #forget(): void {
    this.#numbers = new WeakMap();
    this.#count = 0;
  }
}

/** @returns null for what is only said. */
function restOf(write: TargetWrite): Rest | null {
  const { params, cuts, tags, replyTo } = write;
  const isRow = write.write === undefined || write.write === "row";
  if (isRow && cuts === undefined && tags === undefined && replyTo === undefined) {
    return params === undefined ? null : { params };
  }
  const { sequence, index, timeMs, kind, target, senderId, source, body, ...rest } = write;
  return rest;
}

/** The other side of a `BatchPacker`. */
export class BatchUnpacker {
  #senders: Sender[] = [];

  /** All that one person says has one source object. */
  unpack({ first, senders, cells }: PackedBatch): HistoryWrite[] {
    if (first === 0) this.#senders = [];
    for (const sender of senders) this.#senders.push(sender);
    const batch: HistoryWrite[] = [];
    for (let at = 0; at < cells.length; ) {
      // Packed above: the thread and the server are one program.
      const isWhole = typeof cells[at] === "object";
      batch.push((isWhole ? cells[at] : this.#targetWrite(cells, at)) as HistoryWrite);
      at += isWhole ? 1 : CELLS;
    }
    return batch;
  }

  #targetWrite(cells: readonly unknown[], at: number): unknown {
    const sender = this.#senders[Number(cells[at + 5])];
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
    return rest ? { ...write, ...rest } : write;
  }
}
