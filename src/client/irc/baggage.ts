/** What a person takes along from one connection to the next: their rooms, where they talked, and what was not sent. */
import type { SentLine } from "./receipts.ts";
import type { Talk } from "./talk.ts";

export class Baggage {
  readonly #talk: Talk;
  #rooms: readonly string[] | undefined;
  #target: string | undefined;
  /** Was to be sent when a connection was lost, and never was. */
  #unsent: readonly SentLine[] = [];

  constructor(talk: Talk) {
    this.#talk = talk;
  }

  /** The rooms to be in on the next connection; undefined before the first one was complete. */
  get rooms(): readonly string[] | undefined {
    return this.#rooms;
  }

  /** A connection is lost that was complete. */
  pack(): void {
    const { session, target } = this.#talk;
    this.#rooms = [...session.state.rooms.values()].map(({ name }) => name);
    this.#target = target;
  }

  /** Takes what was still to be sent, but for what means nothing on another connection. */
  keepUnsent(): void {
    const lines = this.#talk.session.outbox.reset().filter(({ isForNow }) => !isForNow);
    this.#unsent = [...this.#unsent, ...lines];
  }

  /** A connection is complete: what was not sent goes out, and lines go where they went before. */
  unpack(): void {
    const { session } = this.#talk;
    this.#rooms ??= [];
    this.#restoreTarget();
    const unsent = this.#unsent;
    this.#unsent = [];
    for (const sent of unsent) session.send(sent);
  }

  #restoreTarget(): void {
    const { state } = this.#talk.session;
    const target = this.#target;
    if (target === undefined) return;
    if (state.room(target) || !state.features.isChannel(target)) this.#talk.target = target;
  }
}
