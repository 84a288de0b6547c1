/** The channels by name: made by who comes first, gone with who leaves last, but for the default one and those that are registered. */
import type { Casemapping } from "../protocol/casemapping.ts";
import type { StampedEntry } from "../protocol/effects.ts";
import { LookAlikes } from "../protocol/look-alike.ts";
import type { ChannelFlag } from "../protocol/modes.ts";
import type { FoldedChannel } from "../protocol/names.ts";
import type { PurgeRecord } from "../protocol/registered-channel.ts";
import { Channel, type ChannelParts } from "./channel.ts";
import type { Membership } from "./membership.ts";
import { accessLetter } from "./registered/ownership.ts";
import type { User } from "./user.ts";

/** What a channel that somebody makes allows at first: nobody speaks from outside, and its operators set the topic. */
const NEW_CHANNEL_FLAGS: readonly ChannelFlag[] = ["no-external", "topic-lock"];
/** Nobody is operator of the room where everybody arrives, so anybody there may set its topic. */
const DEFAULT_CHANNEL_FLAGS: readonly ChannelFlag[] = ["no-external"];

export class Channels {
  readonly #casemapping: Casemapping;
  readonly #byName = new Map<FoldedChannel, Channel>();
  readonly #looks = new LookAlikes<Channel>();
  /** Names under which there shall be no channel. */
  readonly #purges = new Map<FoldedChannel, PurgeRecord>();
  #default: Channel;

  constructor(casemapping: Casemapping, defaultName: string, createdAtMs: number) {
    this.#casemapping = casemapping;
    this.#default = this.#addDefault(defaultName, createdAtMs);
  }

  get size(): number {
    return this.#byName.size;
  }

  /** The room where guests arrive; it stays when it is empty. */
  get default(): Channel {
    return this.#default;
  }

  all(): Iterable<Channel> {
    return this.#byName.values();
  }

  find(name: string): Channel | undefined {
    return this.#byName.get(this.#casemapping.channel(name));
  }

  /** Which channel but `asker` is in the way of `name`: is called so, or so that nobody can tell the two apart. */
  holder(name: string, asker?: Channel): Channel | undefined {
    const owner = this.find(name);
    return owner === undefined || owner === asker ? this.#looks.find(name, asker) : owner;
  }

  create(name: string, { timeMs, sequence }: Omit<StampedEntry, "entry">): Channel {
    return this.#add({ name, createdAtMs: timeMs, createdAtSequence: sequence, flags: NEW_CHANNEL_FLAGS });
  }

  /** A channel is there again, before anybody comes. */
  restore(parts: Omit<ChannelParts, "folded">): Channel {
    const before = this.find(parts.name);
    if (before) this.#remove(before);
    const channel = this.#add(parts);
    if (before === this.#default) this.#default = channel;
    return channel;
  }

  // Purges.

  get purges(): ReadonlyMap<FoldedChannel, PurgeRecord> {
    return this.#purges;
  }

  purgeOf(name: string): PurgeRecord | undefined {
    return this.#purges.size === 0 ? undefined : this.#purges.get(this.#casemapping.channel(name));
  }

  purge(record: PurgeRecord): void {
    this.#purges.set(this.#casemapping.channel(record.name), record);
  }

  unpurge(name: string): void {
    this.#purges.delete(this.#casemapping.channel(name));
  }

  /** Guests arrive in this one from now on; the one before is a channel like others. */
  setDefault(name: string, createdAtMs: number): void {
    const before = this.#default;
    this.#default = this.find(name) ?? this.#addDefault(name, createdAtMs);
    this.removeIfEmpty(before);
  }

  rename(channel: Channel, name: string): void {
    const before = this.#casemapping.channel(channel.name);
    const after = this.#casemapping.channel(name);
    this.#remove(channel);
    channel.name = name;
    channel.history.rename(after);
    this.#insert(channel);
    for (const membership of channel.members()) {
      membership.user.channels.delete(before);
      membership.user.channels.set(after, membership);
      membership.user.markUnsaved();
    }
  }

  enter(user: User, channel: Channel): Membership {
    const membership = channel.add(user);
    const letter = accessLetter(channel, user.account);
    if (letter !== undefined) membership.setPrefix(letter);
    user.channels.set(this.#casemapping.channel(channel.name), membership);
    channel.invited.delete(user.id);
    user.markRoomUnsaved(this.#casemapping.channel(channel.name));
    return membership;
  }

  /** Somebody is known by another id from now on: invitations go along. */
  reidentify(before: string, after: string): void {
    for (const { invited } of this.#byName.values()) if (invited.delete(before)) invited.add(after);
  }

  leave(user: User, channel: Channel): void {
    const folded = this.#casemapping.channel(channel.name);
    channel.remove(user);
    user.channels.delete(folded);
    user.markRoomUnsaved(folded);
    this.removeIfEmpty(channel);
  }

  /** Unless it stays when it is empty. */
  removeIfEmpty(channel: Channel): void {
    if (channel.memberCount === 0 && channel !== this.#default && !channel.lasts) this.#remove(channel);
  }

  #addDefault(name: string, createdAtMs: number): Channel {
    return this.#add({ name, createdAtMs, createdAtSequence: 0, flags: DEFAULT_CHANNEL_FLAGS });
  }

  #add(parts: Omit<ChannelParts, "folded">): Channel {
    const channel = new Channel({ ...parts, folded: this.#casemapping.channel(parts.name) });
    this.#insert(channel);
    return channel;
  }

  #insert(channel: Channel): void {
    this.#byName.set(this.#casemapping.channel(channel.name), channel);
    this.#looks.add(channel.name, channel);
  }

  #remove(channel: Channel): void {
    this.#byName.delete(this.#casemapping.channel(channel.name));
    this.#looks.remove(channel.name, channel);
  }
}
