/** A history that ends with the process: the newest messages of the whole server, in one ring. */
import type { HistoryRecord } from "../protocol/effects.ts";
import type { History } from "./history.ts";

/** @param messagesMax how many messages are kept; the oldest makes room for the newest. */
export function memoryHistory(messagesMax: number): History {
  const ring: HistoryRecord[] = [];
  let next = 0;
  return {
    commit(records, done) {
      for (const record of records) {
        ring[next] = record;
        next = (next + 1) % messagesMax;
      }
      done();
    },
    latest(target, count) {
      const inOrder = [...ring.slice(next), ...ring.slice(0, next)];
      const found = inOrder.filter((record) => record.target === target);
      return found.slice(Math.max(0, found.length - count));
    },
  };
}
