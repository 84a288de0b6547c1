/** One user in one channel. */
import { PREFIX_MODES, type PrefixLetter } from "../protocol/modes.ts";
import type { Channel } from "./channel.ts";
import type { User } from "./user.ts";

/** How much somebody may do in a channel: 0 for everybody, then voice, half-operator, operator, protected, founder. */
export type Rank = 0 | 1 | 2 | 3 | 4 | 5;

export const RANK = { none: 0, voice: 1, halfop: 2, operator: 3, protected: 4, founder: 5 } as const;

const RANK_OF: Readonly<Record<PrefixLetter, Rank>> = { q: 5, a: 4, o: 3, h: 2, v: 1 };

export function rankOfPrefix(letter: PrefixLetter): Rank {
  return RANK_OF[letter];
}

export class Membership {
  readonly user: User;
  readonly channel: Channel;
  #nameBehindKey: string | undefined;
  readonly #letters = new Set<PrefixLetter>();
  #rank: Rank = 0;
  /** Every one, the highest first: `@+`. */
  #prefixes = "";

  constructor(user: User, channel: Channel) {
    this.user = user;
    this.channel = channel;
  }

  /** What was said here behind the key that this member has brought, and is read with it. */
  get nameBehindKey(): string | undefined {
    return this.#nameBehindKey;
  }

  set nameBehindKey(name: string | undefined) {
    this.#nameBehindKey = name;
    this.user.markUnsaved();
  }

  /** The highest one; kept, since every message asks for it. */
  get rank(): Rank {
    return this.#rank;
  }

  /** The prefixes as one reader sees them. https://ircv3.net/specs/extensions/multi-prefix */
  shownPrefixes(readsAll: "all" | "highest"): string {
    return readsAll === "all" ? this.#prefixes : this.#prefixes.slice(0, 1);
  }

  /** What this member is here, the highest first. */
  letters(): readonly PrefixLetter[] {
    return PREFIX_MODES.map(({ letter }) => letter).filter((letter) => this.#letters.has(letter));
  }

  /** @returns whether that changed anything. */
  setPrefix(letter: PrefixLetter): boolean {
    if (this.#letters.has(letter)) return false;
    this.#letters.add(letter);
    this.#recount();
    return true;
  }

  /** @returns whether that changed anything. */
  clearPrefix(letter: PrefixLetter): boolean {
    if (!this.#letters.delete(letter)) return false;
    this.#recount();
    return true;
  }

  #recount(): void {
    const held = PREFIX_MODES.filter(({ letter }) => this.#letters.has(letter));
    this.#prefixes = held.map(({ prefix }) => prefix).join("");
    const [highest] = held;
    this.#rank = highest ? RANK_OF[highest.letter] : 0;
    this.channel.namesChanged();
    this.user.markUnsaved();
  }
}
