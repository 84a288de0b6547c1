/** Whom a user takes private messages from though strangers are turned away: by identity, so that a later owner of a nick inherits nothing. */
import { ACCEPTED_MAX } from "../protocol/limits.ts";
import type { Account } from "./accounts/account.ts";
import type { Chat } from "./chat.ts";
import type { User } from "./user.ts";

/** An account by its id, wherever and whenever it comes; a guest is its user, for as long as that is here. */
type Identity = string | User;

export class AcceptList {
  readonly #accepted: Set<Identity>;

  /** @param accounts by their ids: whom a row names. */
  constructor(accounts: readonly string[] = []) {
    this.#accepted = new Set(accounts);
  }

  has(user: User): boolean {
    // Who was a guest when accepted, and has logged in since, is the same person.
    return this.#accepted.has(user) || (user.account !== undefined && this.#accepted.has(user.account.id));
  }

  /** @returns "there" for who was on it before. */
  add(chat: Chat, person: User | Account): "added" | "there" | "full" {
    const identity = identityOf(person);
    if (this.#accepted.has(identity)) return "there";
    if (this.#accepted.size >= ACCEPTED_MAX) this.#dropGone(chat);
    if (this.#accepted.size >= ACCEPTED_MAX) return "full";
    this.#accepted.add(identity);
    return "added";
  }

  /** @returns whether they were on it. */
  delete(person: User | Account): boolean {
    const wasGuest = this.#accepted.delete(person as User);
    return this.#accepted.delete(identityOf(person)) || wasGuest;
  }

  /** By their ids: who can still be known after a restart. */
  accounts({ accounts }: Chat): readonly string[] {
    const ids = Array.from(this.#accepted, (identity) =>
      typeof identity === "string" ? identity : identity.account?.id,
    );
    return ids.filter((id) => id !== undefined).filter((id) => accounts.get(id) !== undefined);
  }

  /** As what they are here now; of accounts nobody of whom is here, their name. */
  names(chat: Chat): readonly string[] {
    this.#dropGone(chat);
    return Array.from(this.#accepted, (identity) => nameOf(chat, identity));
  }

  /** Guests who have left, and accounts that are no more, never come back. */
  #dropGone(chat: Chat): void {
    for (const identity of this.#accepted) if (isGone(chat, identity)) this.#accepted.delete(identity);
  }
}

function identityOf(person: User | Account): Identity {
  if ("credential" in person) return person.id;
  return person.account?.id ?? person;
}

function isGone(chat: Chat, identity: Identity): boolean {
  if (typeof identity === "string") return chat.accounts.get(identity) === undefined;
  return chat.nicks.user(identity.nick) !== identity;
}

function nameOf(chat: Chat, identity: Identity): string {
  if (typeof identity !== "string") return identity.nick;
  const account = chat.accounts.get(identity);
  return account?.user?.nick ?? account?.name ?? "";
}
