/** A history that ends with the process: the newest messages of the whole server. */
import { randomId } from "../platform/random.ts";
import {
  type ForgetWrite,
  formerName,
  type HistoryRow,
  type HistoryWrite,
  type RedactionWrite,
  type RenameWrite,
} from "../protocol/history.ts";
import type { LastingWrite } from "../protocol/lasting.ts";
import { formatMsgid } from "../protocol/msgid.ts";
import type { History } from "./history.ts";
import { LastingRows } from "./lasting-rows.ts";
import { answerQuery } from "./memory-query.ts";

export interface MemoryLimits {
  readonly messagesMax: number;
  /** Characters of all bodies together. */
  readonly charactersMax: number;
}

const HISTORY_ID_LENGTH = 8;

/** The oldest messages make room for the newest, by either limit. @param historyId the first part of every msgid. */
export function memoryHistory(limits: MemoryLimits, historyId = randomId(HISTORY_ID_LENGTH)): History {
  const ring = new RowRing(limits);
  const lasting = new LastingRows();
  return {
    historyId,
    lastSequence: 0,
    lastTimeMs: 0,
    lasting: () => lasting.all(),
    commit(writes: readonly HistoryWrite[], done) {
      for (const write of writes) {
        if (write.write === "lasting") lasting.write(write);
        else keep(ring, historyId, write);
      }
      done();
    },
    find: (query, done) => done(answerQuery(historyId, ring.rows(), query)),
    state: () => ({ waitingSinceMs: undefined, lastError: undefined, keptRows: 0, lostRows: 0 }),
    close: (done) => done(),
  };
}

function keep(ring: RowRing, historyId: string, write: Exclude<HistoryWrite, LastingWrite>): void {
  switch (write.write) {
    case "forget":
      forget(ring, write);
      return;
    case "redaction":
      redact(ring, historyId, write);
      return;
    case "rename":
      rename(ring, write);
      return;
    default:
      ring.add(write);
  }
}

function redact(ring: RowRing, historyId: string, write: RedactionWrite): void {
  const { write: _, ...row } = write;
  ring.replace((kept) => (isRedacted(kept, write, historyId) ? redacted(kept, row, historyId) : kept));
  ring.add(row);
}

function rename(ring: RowRing, { write: _, newTarget, ...row }: RenameWrite): void {
  const former = formerName(newTarget, row.sequence);
  ring.replace((kept) => (kept.target === newTarget ? { ...kept, target: former } : kept));
  ring.replace((kept) => (kept.target === row.target ? { ...kept, target: newTarget } : kept));
  ring.add({ ...row, target: newTarget });
}

function forget(ring: RowRing, { senderId }: ForgetWrite): void {
  ring.remove((kept) => kept.senderId === senderId);
  ring.replace((kept) => {
    const { redaction } = kept;
    const isTheirs = redaction !== undefined && redaction !== "forgotten" && redaction.senderId === senderId;
    return isTheirs ? { ...kept, redaction: "forgotten" } : kept;
  });
}

function isRedacted(kept: HistoryRow, { target, replyTo }: RedactionWrite, historyId: string): boolean {
  return formatMsgid(historyId, kept) === replyTo && kept.target === target && kept.redaction === undefined;
}

function redacted(kept: HistoryRow, by: HistoryRow, historyId: string): HistoryRow {
  const { tags: _tags, cuts: _cuts, params: _params, ...place } = kept;
  const { timeMs, senderId, source, body: reason } = by;
  return {
    ...place,
    body: "",
    redaction: { msgid: formatMsgid(historyId, by), timeMs, senderId, source, reason },
  };
}

/** A ring of as many places as there may be messages: a new one takes the place of the oldest, and nothing is moved. */
class RowRing {
  readonly #limits: MemoryLimits;
  readonly #places: (HistoryRow | undefined)[] = [];
  /** Counted from the start; a row's place is its number modulo the ring's size. */
  #oldest = 0;
  #next = 0;
  #characters = 0;

  constructor(limits: MemoryLimits) {
    this.#limits = limits;
  }

  add(row: HistoryRow): void {
    const { messagesMax, charactersMax } = this.#limits;
    if (this.#next - this.#oldest === messagesMax) this.#forgetOldest();
    this.#places[this.#next % messagesMax] = row;
    this.#next += 1;
    this.#characters += row.body.length;
    while (this.#characters > charactersMax) this.#forgetOldest();
  }

  #forgetOldest(): void {
    const place = this.#oldest % this.#limits.messagesMax;
    this.#characters -= this.#places[place]?.body.length ?? 0;
    this.#places[place] = undefined;
    this.#oldest += 1;
  }

  /** Their places stay empty. */
  remove(isGone: (row: HistoryRow) => boolean): void {
    for (const [place, row] of this.#places.entries()) {
      if (!row || !isGone(row)) continue;
      this.#characters -= row.body.length;
      this.#places[place] = undefined;
    }
  }

  replace(change: (row: HistoryRow) => HistoryRow): void {
    for (const [place, row] of this.#places.entries()) {
      if (!row) continue;
      const changed = change(row);
      this.#characters += changed.body.length - row.body.length;
      this.#places[place] = changed;
    }
  }

  /** The oldest first. */
  rows(): HistoryRow[] {
    const kept: HistoryRow[] = [];
    for (let number = this.#oldest; number < this.#next; number++) {
      const row = this.#places[number % this.#limits.messagesMax];
      if (row) kept.push(row);
    }
    return kept;
  }
}
