/** The rooms that are being entered at the beginning of a connection; until the server has answered, lines wait. */
import { type Incoming, isRefusal } from "./incoming.ts";
import type { ClientState } from "./state.ts";

export class Entries {
  readonly #state: ClientState;
  readonly #open = new Set<string>();

  constructor(state: ClientState, rooms: readonly string[]) {
    this.#state = state;
    for (const room of rooms) this.#open.add(state.features.fold(room));
  }

  get isDone(): boolean {
    return this.#open.size === 0;
  }

  /** A room that was entered, or that refused, is not waited for any longer. */
  read(line: Incoming): void {
    if (line.command === "JOIN" && this.#state.isMe(line.nick)) this.#close(line.params.slice(0, 1));
    if (isRefusal(line)) this.#close(line.params);
  }

  #close(names: readonly string[]): void {
    for (const name of names) this.#open.delete(this.#state.features.fold(name));
  }
}
