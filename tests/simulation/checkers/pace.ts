/** Nobody is heard faster than their share: neither in one turn, nor while much of their own waits to be sent. */
import type { SessionId, StampedEntry } from "../../../src/protocol/effects.ts";
import { LINES_PER_TICK_MAX, OWN_QUEUE_BYTES_MAX } from "../../../src/protocol/limits.ts";
import type { Link } from "../network/link.ts";
import type { Trace } from "../trace.ts";

/** What is read as it comes, what is left over at the turn's end, and what a RENAME asks on a session's behalf. */
export const ENTRIES_PER_TURN_MAX = 2 * LINES_PER_TICK_MAX + 32;

export class PaceChecker {
  readonly #trace: Trace;
  readonly #counts = new Map<SessionId, number>();

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  turnEnded(): void {
    if (this.#counts.size > 0) this.#counts.clear();
  }

  /** @param link the session's, where it has one. */
  decided({ entry, sequence }: StampedEntry, link: Link | undefined): void {
    if (entry.kind !== "message" || !link) return;
    const count = (this.#counts.get(entry.session) ?? 0) + 1;
    this.#counts.set(entry.session, count);
    if (count > ENTRIES_PER_TURN_MAX)
      this.#trace.violate(
        "share",
        `sequence ${sequence}: ${count} entries of session ${entry.session} in one turn`,
      );
    const unsent = link.state?.queue.unsentBytes ?? 0;
    // What somebody says waits; a pause may end what was unfinished before that.
    if (entry.message.command === "PRIVMSG" && unsent > OWN_QUEUE_BYTES_MAX && count > 1)
      this.#trace.violate(
        "own queue",
        `sequence ${sequence}: session ${entry.session} is heard, ${unsent} bytes wait`,
      );
  }
}
