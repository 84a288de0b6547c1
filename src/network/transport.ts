/** What a conversation needs of the connection below it: where its bytes are queued. */
import type { SendQueue } from "./send-queue.ts";

export interface Transport {
  readonly queue: SendQueue;
  /** Where the person has reached the server, as `host:port`; undefined behind a proxy, and where it is no address of a network. */
  readonly reachedAt: string | undefined;
  /** Something was queued. */
  queued(): void;
  /** Sends what is queued, then closes. @param graceMs how long the peer may take for it; a second where absent. */
  closeGently(graceMs?: number): void;
  /** What a line has cost its sender beyond its bytes (line-units.ts), in units. */
  charge(units: number): void;
  /** What held the conversation's next lines back is over. */
  resumeLater(): void;
}
