/** Whether the server is still there: a cable that was pulled says nothing by itself. */
import type { Clock, Timer } from "../../platform/clock.ts";

const SILENCE_MS = 60_000;
const ANSWER_MS = 30_000;

export interface KeepaliveHandlers {
  /** The server has been silent for long: ask it. */
  ask(): void;
  /** It did not answer. */
  gone(): void;
}

export class Keepalive {
  readonly #clock: Clock;
  readonly #handlers: KeepaliveHandlers;
  #timer: Timer | undefined;

  constructor(clock: Clock, handlers: KeepaliveHandlers) {
    this.#clock = clock;
    this.#handlers = handlers;
  }

  /** To be called at the start and with everything the server says. */
  heard(): void {
    this.stop();
    this.#timer = this.#clock.after(SILENCE_MS, () => this.#ask());
  }

  stop(): void {
    this.#timer?.cancel();
  }

  #ask(): void {
    this.#timer = this.#clock.after(ANSWER_MS, () => this.#handlers.gone());
    this.#handlers.ask();
  }
}
