/** The rooms that are being entered or left; until the server has answered, lines wait. */
import { type Incoming, isRefusal } from "./incoming.ts";
import type { ClientState } from "./state.ts";

export class Moves {
  readonly #open = new Set<string>();

  get isDone(): boolean {
    return this.#open.size === 0;
  }

  add(rooms: readonly string[], { features }: ClientState): void {
    for (const room of rooms) this.#open.add(features.fold(room));
  }

  /** Whether this room is waited for. */
  has(room: string, { features }: ClientState): boolean {
    return this.#open.has(features.fold(room));
  }

  /** A room that was entered or left, or that refused, is not waited for any longer. */
  read(line: Incoming, state: ClientState): void {
    const isOwnMove = (line.command === "JOIN" || line.command === "PART") && state.isMe(line.nick);
    const names = isOwnMove ? line.params.slice(0, 1) : isRefusal(line) ? line.params : [];
    for (const name of names) this.#open.delete(state.features.fold(name));
  }

  giveUp(): void {
    this.#open.clear();
  }
}
