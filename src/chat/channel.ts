/** A channel: who is in it, what it is about and what is allowed there. */
import type { SessionId } from "../protocol/effects.ts";
import { INVITATIONS_MAX } from "../protocol/limits.ts";
import type { Source } from "../protocol/message.ts";
import type { ChannelFlag } from "../protocol/modes.ts";
import type { FoldedChannel } from "../protocol/names.ts";
import type { ChannelChange, Ownership } from "../protocol/registered-channel.ts";
import { AudienceList } from "./audience-list.ts";
import { ChannelHistory } from "./channel-history.ts";
import { Membership, RANK, type Rank } from "./membership.ts";
import { type Metadata, NO_METADATA } from "./metadata/metadata.ts";
import { KickMemory } from "./moderation/kick-memory.ts";
import { NamesLists, type NamesReader } from "./names-lists.ts";
import type { Session, User } from "./user.ts";

export interface Topic {
  readonly text: string;
  /** `nick!user@host` of who set it. */
  readonly setBy: string;
  readonly setAtMs: number;
}

/** A row of a ban, exception or invitation list. */
export interface ListEntry {
  readonly mask: string;
  readonly setBy: string;
  readonly setAtMs: number;
  /** A mute is about speaking alone. */
  readonly isMute: boolean;
  /** Whether somebody is meant; made ready once, since every message asks. */
  matches(source: Source): boolean;
}

/** Lists by their mode's letter, masks by their folded form. */
export type MaskLists = Readonly<Record<"b" | "e" | "I", Map<string, ListEntry>>>;

export interface ChannelParts {
  readonly name: string;
  readonly folded: FoldedChannel;
  readonly createdAtMs: number;
  /** Of the entry that made it; 0 where it was there from the start. */
  readonly createdAtSequence: number;
  readonly flags: readonly ChannelFlag[];
}

export class Channel {
  /** Changed by RENAME alone. */
  name: string;
  readonly createdAtMs: number;
  /** Of the entry that made it, or gave it to an heir: what was said before, its operators do not take back. */
  createdAtSequence: number;
  readonly history: ChannelHistory;
  /** Of a registered channel, which lasts. */
  ownership: Ownership | undefined;
  /** Changes of it on their way to the disk, the oldest first. */
  readonly pending: ChannelChange[] = [];
  /** Whether its last operator has gone, and nobody was there who could follow. */
  awaitsHeir = false;
  topic: Topic | undefined;
  /** What its operators tell of it. */
  metadata: Metadata = NO_METADATA;
  readonly flags: Set<ChannelFlag>;
  key: string | undefined;
  /** The most members there may be. */
  limit: number | undefined;
  /** Where people go who cannot come in. */
  forward: string | undefined;
  readonly lists: MaskLists = { b: new Map(), e: new Map(), I: new Map() };
  /** Users who were invited, until they come in; by id, so that who takes their nick gets nothing. */
  readonly invited = new Set<string>();
  readonly kicks = new KickMemory();
  readonly #members = new Map<User, Membership>();
  readonly #audience = new AudienceList();
  readonly #presenceAudience = new AudienceList();
  readonly #names = new NamesLists();

  constructor({ name, folded, createdAtMs, createdAtSequence, flags }: ChannelParts) {
    this.name = name;
    this.history = new ChannelHistory(folded);
    this.createdAtMs = createdAtMs;
    this.createdAtSequence = createdAtSequence;
    this.flags = new Set(flags);
  }

  /** Whether it stays when it is empty. */
  get lasts(): boolean {
    return this.ownership !== undefined || this.pending.length > 0;
  }

  get memberCount(): number {
    return this.#members.size;
  }

  membership(user: User): Membership | undefined {
    return this.#members.get(user);
  }

  has(user: User): boolean {
    return this.#members.has(user);
  }

  members(): Iterable<Membership> {
    return this.#members.values();
  }

  add(user: User): Membership {
    const membership = new Membership(user, this);
    this.#members.set(user, membership);
    this.#names.add(membership);
    for (const session of user.sessions) this.addSession(session);
    return membership;
  }

  remove(user: User): void {
    this.#members.delete(user);
    this.#names.forget();
    for (const session of user.sessions) this.removeSession(session);
  }

  /** A session of a member hears what is said here. */
  addSession(session: Session): void {
    this.#audience.add(session.id);
    if (isToldOfPresence(session)) this.#presenceAudience.add(session.id);
  }

  removeSession({ id }: Session): void {
    this.#audience.remove(id);
    this.#presenceAudience.remove(id);
  }

  /** Everybody's name in lines of NAMES, as this reader reads it; for those who may see everybody. */
  names(reader: NamesReader): readonly string[] {
    return this.#names.lines(reader, this.#members.values());
  }

  /** A member has another name or other prefixes. */
  namesChanged(): void {
    this.#names.forget();
  }

  /** The oldest invitation makes room: who was asked in and has gone would stay here for ever. */
  invite({ id }: User): void {
    this.invited.delete(id);
    this.invited.add(id);
    const [oldest] = this.invited;
    if (this.invited.size > INVITATIONS_MAX && oldest !== undefined) this.invited.delete(oldest);
  }

  /** Everybody here. */
  audience(): readonly SessionId[] {
    return this.#audience.all();
  }

  /**
   * Those who are told who comes and goes: IRC sessions. Plain text shows nobody's coming, and 10,000 guests would make
   * each join cost 10,000 steps that show nothing.
   */
  presenceAudience(): readonly SessionId[] {
    return this.#presenceAudience.all();
  }

  /** Everybody here of at least this rank. https://modern.ircdocs.horse/#statusmsg-parameter */
  audienceOfRank(rank: Rank): readonly SessionId[] {
    const ids: SessionId[] = [];
    for (const membership of this.#members.values()) {
      if (membership.rank < rank) continue;
      for (const { id } of membership.user.sessions) ids.push(id);
    }
    return ids;
  }

  /** Whether `viewer` is shown that `subject` is here: in an auditorium only who has a voice is, as on Ergo. */
  shows(subject: Membership, viewer: User): boolean {
    if (!this.flags.has("auditorium") || subject.rank >= RANK.voice) return true;
    return (this.#members.get(viewer)?.rank ?? 0) >= RANK.halfop || viewer.isOperator;
  }
}

function isToldOfPresence({ kind }: Session): boolean {
  return kind === "irc";
}
