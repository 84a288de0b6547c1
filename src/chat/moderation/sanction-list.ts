/** The bans of a server, or its mutes, and whom they mean. */
import { parseAddressRange } from "../../protocol/address.ts";
import type { Casemapping } from "../../protocol/casemapping.ts";
import type { FoldedNick } from "../../protocol/names.ts";
import { isExpired, type Sanction, type SanctionTarget } from "../../protocol/sanction.ts";
import { RangeIndex } from "./range-index.ts";
import { foldedMask, maskMatcher, type Subject } from "./subject.ts";

export class SanctionList {
  readonly #casemapping: Casemapping;
  readonly #all = new Map<string, Sanction>();
  readonly #accounts = new Map<FoldedNick, Sanction>();
  readonly #ranges = new RangeIndex<Sanction>();
  /** Those by mask are compared one by one. */
  readonly #masks = new Map<string, readonly [Sanction, (folded: string) => boolean]>();
  /** On their way to the disk: they do not count yet, but may be lifted. */
  readonly #pending = new Map<string, SanctionTarget>();
  /** Rises with each change. */
  generation = 0;

  constructor(casemapping: Casemapping) {
    this.#casemapping = casemapping;
  }

  get size(): number {
    return this.#all.size;
  }

  get maskCount(): number {
    return this.#masks.size;
  }

  all(): Iterable<Sanction> {
    return this.#all.values();
  }

  get(target: SanctionTarget): Sanction | undefined {
    return this.at(this.keyOf(target));
  }

  /** @param key as `keyOf` makes it. */
  at(key: string): Sanction | undefined {
    return this.#all.get(key);
  }

  /** As it was written first, where something is imposed on it or soon will be. */
  known(target: SanctionTarget): SanctionTarget | undefined {
    return this.get(target)?.target ?? this.#pending.get(this.keyOf(target));
  }

  expect(target: SanctionTarget): void {
    this.#pending.set(this.keyOf(target), target);
  }

  /** The disk has answered. */
  settle(target: SanctionTarget): void {
    this.#pending.delete(this.keyOf(target));
  }

  /** The same for all ways to write one target. */
  keyOf({ kind, text }: SanctionTarget): string {
    return `${kind} ${kind === "address" ? text : this.#casemapping.nick(text)}`;
  }

  /** Takes the place of what was imposed on the same target. */
  add(sanction: Sanction): void {
    const { target } = sanction;
    this.remove(target);
    const key = this.keyOf(target);
    this.#all.set(key, sanction);
    const range = target.kind === "address" ? parseAddressRange(target.text) : undefined;
    if (target.kind === "account") this.#accounts.set(this.#casemapping.nick(target.text), sanction);
    else if (range) this.#ranges.set(range, sanction);
    else this.#masks.set(key, [sanction, maskMatcher(target.text, this.#casemapping)]);
  }

  remove(target: SanctionTarget): void {
    this.generation += 1;
    const key = this.keyOf(target);
    this.#all.delete(key);
    const range = target.kind === "address" ? parseAddressRange(target.text) : undefined;
    if (target.kind === "account") this.#accounts.delete(this.#casemapping.nick(target.text));
    else if (range) this.#ranges.delete(range);
    else this.#masks.delete(key);
  }

  /** One that means this subject now. */
  find(subject: Subject, nowMs: number): Sanction | undefined {
    // Most servers have none.
    if (this.#all.size === 0) return undefined;
    return (
      this.ofAccount(subject.account, nowMs) ??
      this.#ofAddress(subject, nowMs) ??
      this.#ofMask(subject, nowMs)
    );
  }

  ofAccount(name: string | undefined, nowMs: number): Sanction | undefined {
    if (name === undefined || this.#accounts.size === 0) return undefined;
    const sanction = this.#accounts.get(this.#casemapping.nick(name));
    return sanction && !isExpired(sanction, nowMs) ? sanction : undefined;
  }

  #ofAddress({ host }: Subject, nowMs: number): Sanction | undefined {
    for (const sanction of this.#ranges.covering(host)) if (!isExpired(sanction, nowMs)) return sanction;
    return undefined;
  }

  #ofMask(subject: Subject, nowMs: number): Sanction | undefined {
    if (this.#masks.size === 0) return undefined;
    const folded = foldedMask(subject, this.#casemapping);
    for (const [sanction, isMeant] of this.#masks.values()) {
      if (!isExpired(sanction, nowMs) && isMeant(folded)) return sanction;
    }
    return undefined;
  }

  /** Those that have ended; one that is being renewed has not. */
  expired(nowMs: number): Sanction[] {
    const ended: Sanction[] = [];
    for (const [key, sanction] of this.#all)
      if (isExpired(sanction, nowMs) && !this.#pending.has(key)) ended.push(sanction);
    return ended;
  }
}
