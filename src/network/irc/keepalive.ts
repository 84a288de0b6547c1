/** Asks silent clients whether they still live, and gives up on those who are not. https://modern.ircdocs.horse/#ping-message */
import type { Clock, Timer } from "../../platform/clock.ts";
import { PING_SILENCE_MS, PONG_DEADLINE_MS, REGISTRATION_DEADLINE_MS } from "../../protocol/limits.ts";

export interface KeepaliveParts {
  readonly clock: Clock;
  isRegistered(): boolean;
  /** Asks for a sign of life. */
  ping(): void;
  /** Bytes of a backlog that the client has taken so far. */
  drainedBytes(): number;
  giveUp(reason: "silent" | "registration-timeout"): void;
}

/** One timer that is set anew only when it fires: a busy client costs a number, not a timer, per read. */
export class Keepalive {
  readonly #parts: KeepaliveParts;
  #lastHeardMs: number;
  #isAsked = false;
  /** What the client had taken when it was asked last. */
  #drainedBytes = 0;
  #timer: Timer;

  constructor(parts: KeepaliveParts) {
    this.#parts = parts;
    this.#lastHeardMs = parts.clock.nowMs();
    this.#timer = parts.clock.after(REGISTRATION_DEADLINE_MS, () => this.#checkRegistration());
  }

  /** Anything at all came from the client. */
  heard(): void {
    this.#lastHeardMs = this.#parts.clock.nowMs();
    this.#isAsked = false;
  }

  stop(): void {
    this.#timer.cancel();
  }

  #checkRegistration(): void {
    if (this.#parts.isRegistered()) this.#check();
    else this.#parts.giveUp("registration-timeout");
  }

  #check(): void {
    if (this.#isAsked) {
      this.#checkReading();
      return;
    }
    // A clock that was set is no sign of life: better to ask once too often.
    const silentMs = Math.abs(this.#parts.clock.nowMs() - this.#lastHeardMs);
    if (silentMs < PING_SILENCE_MS) {
      this.#checkAfter(PING_SILENCE_MS - silentMs);
      return;
    }
    this.#isAsked = true;
    this.#drainedBytes = this.#parts.drainedBytes();
    this.#parts.ping();
    this.#checkAfter(PONG_DEADLINE_MS);
  }

  /** The question stands behind a backlog: who still reads that will come to it. */
  #checkReading(): void {
    const drainedBytes = this.#parts.drainedBytes();
    if (drainedBytes === this.#drainedBytes) {
      this.#parts.giveUp("silent");
      return;
    }
    this.#drainedBytes = drainedBytes;
    this.#checkAfter(PONG_DEADLINE_MS);
  }

  #checkAfter(delayMs: number): void {
    this.#timer = this.#parts.clock.after(delayMs, () => this.#check());
  }
}
