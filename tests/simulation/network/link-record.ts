/** What is known of one connection, for those who check what becomes of it. */
import type { SimulatedClock } from "../clock.ts";

export class LinkRecord {
  readonly openedAtMs: number;
  /** When the rules were seen to know a session of it, or when it began. */
  lastSessionMs: number;
  /** When the server heard of this peer last. */
  lastHeardMs: number;
  /** The server has no open socket any more, though it may not have been told yet. */
  isGone = false;
  /** Both directions are closed, and the server was told. */
  isClosed = false;
  closedAtMs = 0;
  /** How many bytes waited when the server killed it, undefined where it never did. */
  waitingWhenKilled: number | undefined;
  /** What the peer sends goes through promises and streams of the real event loop. */
  needsRealTurns = false;

  constructor({ elapsedMs }: SimulatedClock) {
    this.openedAtMs = elapsedMs;
    this.lastSessionMs = elapsedMs;
    this.lastHeardMs = elapsedMs;
  }
}
