/** Who has guessed wrong too often lately. Time is a parameter. */
import type { SessionId } from "../protocol/effects.ts";
import { WRONG_PASSWORDS_MAX, WRONG_PASSWORDS_MS } from "../protocol/limits.ts";

interface Guesses {
  count: number;
  readonly sinceMs: number;
}

/** Bounded by time: each row took a checked password, and those are few a second. */
export class WrongPasswords {
  /** The oldest stand first. */
  readonly #sessions = new Map<SessionId, Guesses>();

  mayTry(session: SessionId, nowMs: number): boolean {
    this.#forgetOld(nowMs);
    return (this.#sessions.get(session)?.count ?? 0) < WRONG_PASSWORDS_MAX;
  }

  wrong(session: SessionId, nowMs: number): void {
    const known = this.#sessions.get(session);
    if (known) known.count += 1;
    else this.#sessions.set(session, { count: 1, sinceMs: nowMs });
  }

  #forgetOld(nowMs: number): void {
    for (const [session, { sinceMs }] of this.#sessions) {
      // A clock that was set back must not lock anybody out for longer.
      if (Math.abs(nowMs - sinceMs) < WRONG_PASSWORDS_MS) return;
      this.#sessions.delete(session);
    }
  }
}
