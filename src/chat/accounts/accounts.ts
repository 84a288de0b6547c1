/** Whose which name is, whether they are here or not. */
import type { AccountRecord } from "../../protocol/account.ts";
import type { Casemapping } from "../../protocol/casemapping.ts";
import {
  ACCOUNTS_MAX,
  ACCOUNTS_PER_HOST_MAX,
  ACCOUNTS_PER_HOST_MS,
  REGISTERING_HOSTS_MAX,
} from "../../protocol/limits.ts";
import { LookAlikes } from "../../protocol/look-alike.ts";
import type { FoldedNick } from "../../protocol/names.ts";
import { HostPace } from "../host-pace.ts";
import { Account, type Marks } from "./account.ts";

export class Accounts {
  readonly pace = new HostPace({
    countMax: ACCOUNTS_PER_HOST_MAX,
    periodMs: ACCOUNTS_PER_HOST_MS,
    hostsMax: REGISTERING_HOSTS_MAX,
  });
  readonly #casemapping: Casemapping;
  readonly #unsaved: Marks;
  readonly #byId = new Map<string, Account>();
  readonly #byName = new Map<FoldedNick, Account>();
  readonly #looks = new LookAlikes<Account>();
  /** Names of accounts on their way to the disk, and what they look like. */
  readonly #pending = new Set<FoldedNick>();
  readonly #pendingLooks = new LookAlikes<FoldedNick>();

  /** @param unsaved where it is noted that the presence of an account's user has changed. */
  constructor(casemapping: Casemapping, unsaved: Marks) {
    this.#casemapping = casemapping;
    this.#unsaved = unsaved;
  }

  get size(): number {
    return this.#byId.size;
  }

  /** Whether there are as many as there may be. */
  get isFull(): boolean {
    return this.#byId.size + this.#pending.size >= ACCOUNTS_MAX;
  }

  all(): Iterable<Account> {
    return this.#byId.values();
  }

  get(id: string | undefined): Account | undefined {
    return id === undefined ? undefined : this.#byId.get(id);
  }

  named(name: string): Account | undefined {
    return this.#byName.get(this.#casemapping.nick(name));
  }

  /** Whether nobody but `asker` may be called so: it is the name of an account, or nobody can tell it from one. */
  isTaken(nick: string, asker?: Account): boolean {
    // Most servers have none: nothing is folded for each who comes.
    if (this.#byId.size === 0) return false;
    const owner = this.named(nick);
    return (owner === undefined || owner === asker ? this.#looks.find(nick, asker) : owner) !== undefined;
  }

  /** Whether an account of this name is being made, or of one that looks the same. */
  isPending(name: string): boolean {
    if (this.#pending.size === 0) return false;
    const folded = this.#casemapping.nick(name);
    return this.#pending.has(folded) || this.#pendingLooks.find(name) !== undefined;
  }

  /** Nobody else gets this name until `release`. */
  reserve(name: string): void {
    const folded = this.#casemapping.nick(name);
    this.#pending.add(folded);
    this.#pendingLooks.add(name, folded);
  }

  release(name: string): void {
    const folded = this.#casemapping.nick(name);
    this.#pending.delete(folded);
    this.#pendingLooks.remove(name, folded);
  }

  add(record: AccountRecord): Account {
    const account = new Account(record, this.#unsaved);
    this.#byId.set(account.id, account);
    this.#byName.set(this.#casemapping.nick(account.name), account);
    this.#looks.add(account.name, account);
    return account;
  }

  remove(account: Account): void {
    this.#byId.delete(account.id);
    this.#byName.delete(this.#casemapping.nick(account.name));
    this.#looks.remove(account.name, account);
  }
}
