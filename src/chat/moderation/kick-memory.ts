/** Who was sent out of a channel by whom and why: whoever comes back soon is reminded of it. Gone with the channel. */
import { KICK_REMEMBERED_MS, KICKS_REMEMBERED_MAX } from "../../protocol/limits.ts";

export interface Kick {
  readonly userId: string;
  /** Folded: a guest who comes back from there under the same nick is the same, as far as anybody can tell. */
  readonly nick: string;
  readonly host: string;
  readonly by: string;
  readonly reason: string;
  readonly atMs: number;
}

export type Kicked = Pick<Kick, "userId" | "nick" | "host">;

export class KickMemory {
  /** The oldest first. */
  #kicks: readonly Kick[] = [];

  add(kick: Kick): void {
    const others = this.#kicks.filter((known) => !isSame(known, kick));
    this.#kicks = [...others, kick].slice(-KICKS_REMEMBERED_MAX);
  }

  /** The last one, if that is not long ago. */
  find(kicked: Kicked, nowMs: number): Kick | undefined {
    return this.#kicks.find((kick) => isSame(kick, kicked) && nowMs - kick.atMs < KICK_REMEMBERED_MS);
  }
}

function isSame(one: Kicked, other: Kicked): boolean {
  return one.userId === other.userId || (one.nick === other.nick && one.host === other.host);
}
