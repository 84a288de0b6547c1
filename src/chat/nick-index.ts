/** Who has which nick, and which nicks look too much like one in use. */
import type { Casemapping } from "../protocol/casemapping.ts";
import { LookAlikes } from "../protocol/look-alike.ts";
import type { FoldedNick } from "../protocol/names.ts";
import type { User } from "./user.ts";

export class NickIndex {
  readonly #casemapping: Casemapping;
  readonly #byNick = new Map<FoldedNick, User>();
  /** As they are written: folding would hide that `ВОВ` looks like `BOB`. */
  readonly #looks = new LookAlikes<User>();

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
    this.#looks.add(user.nick, user);
  }

  remove(user: User): void {
    this.#byNick.delete(this.#casemapping.nick(user.nick));
    this.#looks.remove(user.nick, user);
  }

  /** Who but `asker` is in the way of `nick`: has it, or one that nobody can tell from it. */
  holder(nick: string, asker?: User): User | undefined {
    const owner = this.user(nick);
    return owner === undefined || owner === asker ? this.#looks.find(nick, asker) : owner;
  }
}
