/** Who sends datagrams stays for so long after the last one, and no longer. */
import type { EndReason, SessionId, StampedEntry } from "../../../src/protocol/effects.ts";
import { DATAGRAM_GUEST_MS } from "../../../src/protocol/limits.ts";
import type { SimulatedClock } from "../clock.ts";
import type { Trace } from "../trace.ts";

/** The last datagrams may have been too many to be said, but they were heard. */
const UNSAID_MS_MAX = 2_000;

export class DatagramGuests {
  readonly #trace: Trace;
  readonly #clock: SimulatedClock;
  /** When each of them said something last. */
  readonly #lastHeardMs = new Map<SessionId, number>();

  constructor(trace: Trace, clock: SimulatedClock) {
    this.#trace = trace;
    this.#clock = clock;
  }

  decided({ entry }: StampedEntry): void {
    const isArrival = entry.kind === "connect" && entry.sessionKind === "datagram";
    const isMessage = entry.kind === "message" && this.#lastHeardMs.has(entry.session);
    if (isArrival || isMessage) this.#lastHeardMs.set(entry.session, this.#clock.elapsedMs);
  }

  ended(session: SessionId, { kind }: EndReason): void {
    const lastHeardMs = this.#lastHeardMs.get(session);
    this.#lastHeardMs.delete(session);
    if (lastHeardMs === undefined || kind === "kicked") return;
    const silentMs = this.#clock.elapsedMs - lastHeardMs;
    if (silentMs < DATAGRAM_GUEST_MS) this.#violate(session, `left ${silentMs} ms after a message`);
  }

  /** From time to time. */
  check(): void {
    for (const [session, lastHeardMs] of this.#lastHeardMs) {
      const silentMs = this.#clock.elapsedMs - lastHeardMs;
      if (silentMs > DATAGRAM_GUEST_MS + UNSAID_MS_MAX)
        this.#violate(session, `is still here after ${silentMs} ms`);
    }
  }

  #violate(session: SessionId, story: string): void {
    this.#trace.violate("datagram guest", `the sender of datagrams with session ${session} ${story}`);
  }
}
