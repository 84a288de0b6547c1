/** What every connection of the edge shares. */
import type { Language } from "../locales/catalog.ts";
import type { Clock } from "../platform/clock.ts";
import type { Entry, SessionId } from "../protocol/effects.ts";
import type { Delivery } from "./delivery.ts";
import type { PlainEncoding } from "./plain/encoding.ts";
import type { QueueTotal } from "./send-queue.ts";
import type { Tick } from "./tick.ts";

export interface EdgeSettings {
  readonly version: string;
  /** People's language until they choose another. */
  readonly language: Language;
  /** Where guests arrive. */
  readonly channel: string;
  /** Lines after the greeting, or "". */
  readonly welcome: string;
  /** Whether senders get their own lines back, for programs that wait for a reply. */
  readonly echo: boolean;
  /** The largest plain message in bytes. */
  readonly messageBytesMax: number;
  readonly connectionsMax: number;
}

export interface EdgeContext {
  readonly clock: Clock;
  readonly settings: EdgeSettings;
  readonly delivery: Delivery;
  readonly encoding: PlainEncoding;
  readonly tick: Tick;
  readonly queueTotal: QueueTotal;
  /** Hands an entry to the order. */
  submit(entry: Entry): void;
  nextSession(): SessionId;
  /** Something of ours threw; the connection it happened on is gone, everybody else goes on. */
  fault(error: unknown): void;
}
