/**
 * Under which names history keeps what is said in a channel. A channel's modes are gone with its last member, its name is not: what was
 * said behind a closed door is kept under a name that whoever makes the channel again does not get.
 * docs/decisions/0017-what-was-said-behind-a-door.md
 */
import { fnv1aHex } from "../protocol/fnv.ts";
import { CLOSED_NAMES_MAX } from "../protocol/limits.ts";
import type { ChannelFlag } from "../protocol/modes.ts";
import type { FoldedChannel } from "../protocol/names.ts";
import type { DoorRecord } from "../protocol/registered-channel.ts";

/** What decides who comes in. */
export interface Door {
  readonly key: string | undefined;
  readonly flags: ReadonlySet<ChannelFlag>;
}

export class ChannelHistory {
  /** Where what everybody here hears is kept now. */
  current: string;
  #open: FoldedChannel;
  /** What follows the name while the door is closed. */
  #mark: string | undefined;
  /** Of the channel as it is until its last member leaves. */
  #life: string | undefined;
  readonly #closed = new Set<string>();
  readonly #ranked = new Set<string>();

  constructor(open: FoldedChannel) {
    this.#open = open;
    this.current = open;
  }

  /** Whether there is a name for what only some hear. */
  get hasRankedName(): boolean {
    return this.#ranked.has(closedName(this.#open, this.#life ?? ""));
  }

  get isClosed(): boolean {
    return this.#mark !== undefined;
  }

  /** The door may have changed. @param sequence of the entry that did it. */
  follow({ key, flags }: Door, sequence: number): void {
    if (flags.has("invite-only") || flags.has("registered-join")) this.#mark = this.#markOfLife(sequence);
    else if (key !== undefined) this.#mark = markOfKey(key);
    else this.#mark = flags.has("secret") ? this.#markOfLife(sequence) : undefined;
    this.#settle();
  }

  rename(open: FoldedChannel): void {
    this.#open = open;
    this.#settle();
    if (this.#life !== undefined) this.#nameOfRank(this.#life);
  }

  /** The channel outlives its members from now on: what is made of its life is made now, and kept. */
  settle(sequence: number): void {
    this.#nameOfRank(this.#markOfLife(sequence));
  }

  /** What was said to some rank is read by nobody any more: others have that rank from now on. */
  forgetRanks(): void {
    this.#ranked.clear();
    this.#life = undefined;
  }

  record(): DoorRecord {
    return {
      ...(this.#mark !== undefined && { mark: this.#mark }),
      ...(this.#life !== undefined && { life: this.#life }),
      closed: [...this.#closed],
      ranked: [...this.#ranked],
    };
  }

  restore({ mark, life, closed, ranked }: DoorRecord): void {
    this.#mark = mark;
    this.#life = life;
    for (const name of closed) this.#closed.add(name);
    for (const name of ranked) this.#ranked.add(name);
    this.#settle();
  }

  /** Where what only some of the channel hear is kept: whoever is first here the next time has their rank. */
  ofRank(prefix: string, sequence: number): string {
    return prefix + this.#nameOfRank(this.#markOfLife(sequence));
  }

  /** What every member reads, the open one first. */
  names(): readonly [string, ...string[]] {
    return [this.#open, ...this.#closed];
  }

  /** What members of a rank read, behind its prefix. */
  rankedNames(): Iterable<string> {
    return this.#ranked;
  }

  #nameOfRank(life: string): string {
    const name = closedName(this.#open, life);
    remember(this.#ranked, name);
    return name;
  }

  #markOfLife(sequence: number): string {
    this.#life ??= sequence.toString(36);
    return this.#life;
  }

  #settle(): void {
    this.current = this.#mark === undefined ? this.#open : closedName(this.#open, this.#mark);
    if (this.isClosed) remember(this.#closed, this.current);
  }
}

/** What was said in a channel behind a key, for whoever brings it. */
export function nameBehindKey(open: FoldedChannel, key: string): string {
  return closedName(open, markOfKey(key));
}

/** The key itself has no business in a list of names. */
function markOfKey(key: string): string {
  return `k-${fnv1aHex(key)}`;
}

/** No channel's name has a colon. */
function closedName(open: FoldedChannel, mark: string): string {
  return `${open}:${mark}`;
}

/** The oldest makes room. */
function remember(names: Set<string>, name: string): void {
  names.delete(name);
  names.add(name);
  const [oldest] = names;
  if (names.size > CLOSED_NAMES_MAX && oldest !== undefined) names.delete(oldest);
}
