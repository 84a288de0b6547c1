/** How far people have read never goes back. */
import type { HistoryWrite } from "../../../src/protocol/history.ts";
import type { Trace } from "../trace.ts";

/** Of all accounts, over all lives. */
export class TrueMarkers {
  readonly #trace: Trace;
  /** In milliseconds since 1970, by account and place. */
  readonly #readUntil = new Map<string, number>();

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** The disk has it. */
  committed(batch: readonly HistoryWrite[]): void {
    for (const write of batch) {
      if (write.write !== "lasting" || write.kind !== "marker") continue;
      const { key, value } = write;
      const before = this.#readUntil.get(key) ?? 0;
      if (value === undefined) this.#readUntil.delete(key);
      else this.#readUntil.set(key, Number(value));
      if (value !== undefined && Number(value) < before)
        this.#trace.violate("markers", `${key} goes back from ${before} to ${value}`);
    }
  }
}
