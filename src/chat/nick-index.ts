/** Who has which nick, and which nicks look too much like one in use. */
import type { Casemapping } from "../protocol/casemapping.ts";
import { lookAlikeKeys, looksAlike } from "../protocol/look-alike.ts";
import type { FoldedNick } from "../protocol/names.ts";
import type { User } from "./user.ts";

export class NickIndex {
  readonly #casemapping: Casemapping;
  readonly #byNick = new Map<FoldedNick, User>();
  /** By what a nick looks like, as it is written: folding would hide that `ВОВ` looks like `BOB`. */
  readonly #byLook = new Map<string, Set<User>>();

  constructor(casemapping: Casemapping) {
    this.#casemapping = casemapping;
  }

  get size(): number {
    return this.#byNick.size;
  }

  user(nick: string | undefined): User | undefined {
    return nick === undefined ? undefined : this.#byNick.get(this.#casemapping.nick(nick));
  }

  users(): Iterable<User> {
    return this.#byNick.values();
  }

  add(user: User): void {
    this.#byNick.set(this.#casemapping.nick(user.nick), user);
    for (const key of lookAlikeKeys(user.nick)) {
      const sharing = this.#byLook.get(key);
      if (sharing) sharing.add(user);
      else this.#byLook.set(key, new Set([user]));
    }
  }

  remove(user: User): void {
    this.#byNick.delete(this.#casemapping.nick(user.nick));
    for (const key of lookAlikeKeys(user.nick)) {
      const sharing = this.#byLook.get(key);
      sharing?.delete(user);
      if (sharing?.size === 0) this.#byLook.delete(key);
    }
  }

  /** Who is in the way of `nick`: has it, or one that nobody can tell from it. */
  holder(nick: string): User | undefined {
    const owner = this.user(nick);
    if (owner) return owner;
    for (const key of lookAlikeKeys(nick)) {
      for (const user of this.#byLook.get(key) ?? []) if (looksAlike(nick, user.nick)) return user;
    }
    return undefined;
  }
}
