/** Shows events and lines to all readers who are shown the same. */
import type { ChatEvent } from "../../protocol/effects.ts";
import type { SendQueue } from "../send-queue.ts";
import type { Item } from "./batch.ts";

export interface ReaderClass {
  /** Queues the event for one reader; only the first one of a tick pays for the encoding. Hot. */
  queueEvent(event: ChatEvent, queue: SendQueue): void;
  /** Queues lines for one reader alone. */
  queueLines(lines: readonly string[], queue: SendQueue): void;
  /** As what stands in an answer or in a batch. */
  eventItems(event: ChatEvent): readonly Item[];
  /** At the end of the tick, when every queue has been flushed. */
  reset(): void;
}
