/** Who had which nick before, for WHOWAS. https://modern.ircdocs.horse/#whowas-message */
import type { Casemapping } from "../protocol/casemapping.ts";
import { WHOWAS_ENTRIES_MAX } from "../protocol/limits.ts";
import type { Source } from "../protocol/message.ts";

export interface FormerUser {
  readonly source: Source;
  readonly leftAtMs: number;
}

/** The newest departures of the whole server; the oldest makes room. */
export class Whowas {
  readonly #casemapping: Casemapping;
  #entries: FormerUser[] = [];

  constructor(casemapping: Casemapping) {
    this.#casemapping = casemapping;
  }

  add(source: Source, leftAtMs: number): void {
    this.#entries.push({ source, leftAtMs });
    // Cut in steps, so that an array of thousands is not moved for each departure.
    if (this.#entries.length >= 2 * WHOWAS_ENTRIES_MAX)
      this.#entries = this.#entries.slice(-WHOWAS_ENTRIES_MAX);
  }

  /** Whoever gets this name next is somebody else. */
  forget(account: string): void {
    const folded = this.#casemapping.nick(account);
    const isIts = ({ nick, account: own }: Source): boolean =>
      [nick, own].some((name) => name !== undefined && this.#casemapping.nick(name) === folded);
    this.#entries = this.#entries.filter(({ source }) => !isIts(source));
  }

  /** Everybody who had this nick, the last one first. */
  find(nick: string): FormerUser[] {
    const folded = this.#casemapping.nick(nick);
    const kept = this.#entries.slice(-WHOWAS_ENTRIES_MAX);
    return kept.filter(({ source }) => this.#casemapping.nick(source.nick) === folded).reverse();
  }
}
