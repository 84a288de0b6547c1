/** What the rules were told is on the disk is there after a crash, and what they were told is not, never is. */
import type { HistoryWrite } from "../../../src/protocol/history.ts";
import type { LastingPlace, LastingRow, LastingWrite } from "../../../src/protocol/lasting.ts";
import type { Trace } from "../trace.ts";

export class Lasting {
  readonly #trace: Trace;
  /** The last write of each place that is on the disk. */
  readonly #written = new Map<string, LastingWrite>();
  /** The last ones that the rules know to be there. */
  readonly #promised = new Map<string, LastingWrite>();
  /** The last ones that have happened in this life. */
  readonly #happened = new Map<string, LastingWrite>();

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** The order has decided that this is so. */
  decided(write: HistoryWrite): void {
    if (write.write === "lasting" && write.hasHappened) this.#happened.set(placeKey(write), write);
  }

  /** The disk has it. */
  committed(batch: readonly HistoryWrite[]): void {
    for (const write of lastingOf(batch)) this.#written.set(placeKey(write), write);
  }

  /** The server is told what became of it. */
  answered(writes: readonly HistoryWrite[], error: Error | undefined): void {
    for (const write of lastingOf(writes)) {
      // What has happened is told of as kept, though it may only be on its way.
      if (write.hasHappened) continue;
      const isWritten = this.#written.get(placeKey(write)) === write;
      if (error && isWritten) this.#violate(write, "is refused, though it is kept");
      if (!error) this.#promised.set(placeKey(write), write);
    }
  }

  /** The server begins again. @param rows what it finds. */
  restarted(rows: readonly LastingRow[]): void {
    this.#happened.clear();
    for (const [place, promised] of this.#promised) {
      const written = this.#written.get(place);
      if (!written || written.sequence < promised.sequence) this.#violate(promised, "was kept, and is gone");
    }
    this.#compare(rows);
  }

  /** The disk works for a long time now. @param lostRows how many the server knows to be lost. */
  checkRest(lostRows: number): void {
    if (lostRows > 0) return;
    for (const [place, happened] of this.#happened) {
      const written = this.#written.get(place);
      if (!written || written.sequence < happened.sequence)
        this.#violate(happened, "has happened, and is not kept");
    }
  }

  #compare(rows: readonly LastingRow[]): void {
    const found = new Map(rows.map((row) => [placeKey(row), row.value]));
    for (const [place, write] of this.#written) {
      if (found.get(place) !== write.value) this.#violate(write, "is found otherwise");
      found.delete(place);
    }
    for (const place of found.keys()) this.#trace.violate("kept", `${place} is found, and was never written`);
  }

  #violate({ sequence, kind, key }: LastingWrite, story: string): void {
    this.#trace.violate("kept", `sequence ${sequence}, ${kind} ${key} ${story}`);
  }
}

function lastingOf(writes: readonly HistoryWrite[]): readonly LastingWrite[] {
  return writes.filter((write) => write.write === "lasting");
}

function placeKey({ kind, key }: LastingPlace): string {
  return `${kind} ${key}`;
}
