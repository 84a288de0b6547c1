/** Sending no faster than the server takes it. */
import type { Clock, Timer } from "../platform/clock.ts";

/** 80 in a second, and never more than 90 in any: below DATAGRAMS_PER_SECOND_MAX, the rest of which is dropped. */
const BURST = 10;
const BURST_MS = 125;

export interface PacerHandlers<Item> {
  send(item: Item): void;
  /** Everything that was added is sent. */
  drained(): void;
}

/** Sends what is added in its order: at once where it is little, else `BURST` items every `BURST_MS`. */
export class Pacer<Item> {
  readonly #clock: Clock;
  readonly #handlers: PacerHandlers<Item>;
  readonly #waiting: Item[] = [];
  #allowed = BURST;
  #timer: Timer | undefined;

  constructor(clock: Clock, handlers: PacerHandlers<Item>) {
    this.#clock = clock;
    this.#handlers = handlers;
  }

  /** How many items are not sent yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  add(item: Item): void {
    this.#waiting.push(item);
    this.#send();
  }

  /** What is not sent yet will not be. */
  stop(): void {
    this.#waiting.length = 0;
    this.#timer?.cancel();
  }

  #send(): void {
    const items = this.#waiting.splice(0, this.#allowed);
    if (items.length === 0) return;
    this.#allowed -= items.length;
    this.#timer ??= this.#clock.after(BURST_MS, () => this.#allowMore());
    for (const item of items) this.#handlers.send(item);
    if (this.#waiting.length === 0) this.#handlers.drained();
  }

  #allowMore(): void {
    this.#timer = undefined;
    this.#allowed = BURST;
    this.#send();
  }
}
