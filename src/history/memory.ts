/** A history that ends with the process: the newest messages of the whole server. */
import type { HistoryRecord } from "../protocol/effects.ts";
import type { History } from "./history.ts";

export interface MemoryLimits {
  readonly messagesMax: number;
  /** Characters of all bodies together. */
  readonly charactersMax: number;
}

/** The oldest messages make room for the newest, by either limit. */
export function memoryHistory({ messagesMax, charactersMax }: MemoryLimits): History {
  /** From `oldest` on; what stands before it is forgotten from time to time. */
  let kept: (HistoryRecord | undefined)[] = [];
  let oldest = 0;
  let characters = 0;

  const add = (record: HistoryRecord): void => {
    kept.push(record);
    characters += record.body.length;
    while (kept.length - oldest > messagesMax || characters > charactersMax) {
      characters -= kept[oldest]?.body.length ?? 0;
      kept[oldest] = undefined;
      oldest += 1;
    }
    if (oldest > messagesMax) {
      kept = kept.slice(oldest);
      oldest = 0;
    }
  };

  return {
    commit(records, done) {
      for (const record of records) add(record);
      done();
    },
    latest(target, count) {
      const found = kept.filter((record): record is HistoryRecord => record?.target === target);
      return found.slice(Math.max(0, found.length - count));
    },
  };
}
