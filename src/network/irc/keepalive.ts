/** Asks silent clients whether they still live, and gives up on those who are not. https://modern.ircdocs.horse/#ping-message */
import type { Clock, Timer } from "../../platform/clock.ts";
import { PING_SILENCE_MS, PONG_DEADLINE_MS, REGISTRATION_DEADLINE_MS } from "../../protocol/limits.ts";

export interface KeepaliveParts {
  readonly clock: Clock;
  isRegistered(): boolean;
  /** Asks for a sign of life. */
  ping(): void;
  giveUp(reason: "silent" | "registration-timeout"): void;
}

/** One timer that is set anew only when it fires: a busy client costs a number, not a timer, per read. */
export class Keepalive {
  readonly #parts: KeepaliveParts;
  #lastHeardMs: number;
  #isAsked = false;
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
    const { clock } = this.#parts;
    if (this.#isAsked) {
      this.#parts.giveUp("silent");
      return;
    }
    // A clock that was set is no sign of life: better to ask once too often.
    const silentMs = Math.abs(clock.nowMs() - this.#lastHeardMs);
    if (silentMs < PING_SILENCE_MS) {
      this.#checkAfter(PING_SILENCE_MS - silentMs);
      return;
    }
    this.#isAsked = true;
    this.#parts.ping();
    this.#checkAfter(PONG_DEADLINE_MS);
  }

  #checkAfter(delayMs: number): void {
    this.#timer = this.#parts.clock.after(delayMs, () => this.#check());
  }
}
