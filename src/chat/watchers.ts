/** Who asked to be told when which nick comes or goes. https://ircv3.net/specs/extensions/monitor */
import type { Casemapping } from "../protocol/casemapping.ts";
import type { SessionId } from "../protocol/effects.ts";
import type { FoldedNick } from "../protocol/names.ts";
import type { Session } from "./user.ts";

export class Watchers {
  readonly #casemapping: Casemapping;
  readonly #byNick = new Map<FoldedNick, Set<SessionId>>();

  constructor(casemapping: Casemapping) {
    this.#casemapping = casemapping;
  }

  add(session: Session, nick: string): void {
    const folded = this.#casemapping.nick(nick);
    session.monitored.set(folded, nick);
    const watching = this.#byNick.get(folded);
    if (watching) watching.add(session.id);
    else this.#byNick.set(folded, new Set([session.id]));
  }

  remove(session: Session, nick: string): void {
    const folded = this.#casemapping.nick(nick);
    session.monitored.delete(folded);
    const watching = this.#byNick.get(folded);
    watching?.delete(session.id);
    if (watching?.size === 0) this.#byNick.delete(folded);
  }

  /** The session is over or asked for an empty list. */
  clear(session: Session): void {
    for (const nick of [...session.monitored.values()]) this.remove(session, nick);
  }

  /** Sessions that watch this nick. */
  of(nick: string): readonly SessionId[] {
    return [...(this.#byNick.get(this.#casemapping.nick(nick)) ?? [])];
  }
}
