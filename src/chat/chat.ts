/** The state of the chat and the one way it changes: an entry in, effects out. Pure, synchronous, deterministic. */
import { type Casemapping, casemapping } from "../protocol/casemapping.ts";
import type { Effect, Entry, SessionId, StampedEntry } from "../protocol/effects.ts";
import type { RuleSettings } from "../protocol/rule-settings.ts";
import { Accounts } from "./accounts/accounts.ts";
import { welcomeGuest } from "./arrival.ts";
import type { Channel } from "./channel.ts";
import { Channels } from "./channels.ts";
import { decideOfNewcomer, decideOfSession } from "./decide.ts";
import type { Moment } from "./effects.ts";
import { GuestNames } from "./guest-names.ts";
import { ReadMarkers } from "./markers/read-markers.ts";
import { MetadataReaders } from "./metadata/readers.ts";
import { UserMetadata } from "./metadata/user-metadata.ts";
import { strangerFrom, turnedAway } from "./moderation/banned.ts";
import { Reports } from "./moderation/reports.ts";
import { Sanctions } from "./moderation/sanctions.ts";
import { Newcomer } from "./newcomer.ts";
import { NickIndex } from "./nick-index.ts";
import { decideKept } from "./outcomes.ts";
import { SentKeys } from "./sent-keys.ts";
import { save, Unsaved } from "./unsaved.ts";
import type { Session, User } from "./user.ts";
import { Watchers } from "./watchers.ts";
import { Whowas } from "./whowas.ts";

export interface ChatParts {
  /** Random, made when the history begins: the first part of every msgid. */
  readonly historyId: string;
  readonly startedAtMs: number;
  readonly settings: RuleSettings;
}

export class Chat {
  readonly historyId: string;
  readonly startedAtMs: number;
  readonly casemapping: Casemapping;
  readonly guestNames = new GuestNames();
  readonly nicks: NickIndex;
  readonly accounts: Accounts;
  /** Counted by LUSERS, which everybody who comes is told: looking at each user made a crowd's arrival n². */
  readonly operators = new Set<User>();
  readonly invisible = new Set<User>();
  readonly channels: Channels;
  readonly watchers: Watchers;
  readonly whowas: Whowas;
  readonly sanctions: Sanctions;
  readonly reports = new Reports();
  readonly sentKeys = new SentKeys();
  readonly markers = new ReadMarkers();
  readonly metadata = new UserMetadata();
  readonly metadataReaders = new MetadataReaders();
  readonly unsaved = new Unsaved();
  settings: RuleSettings;
  /** The most sessions there were at a time. */
  mostSessions = 0;
  readonly #sessions = new Map<SessionId, Session>();
  readonly #newcomers = new Map<SessionId, Newcomer>();

  constructor({ historyId, startedAtMs, settings }: ChatParts) {
    this.historyId = historyId;
    this.startedAtMs = startedAtMs;
    this.settings = settings;
    this.casemapping = casemapping(settings.casemapping);
    this.nicks = new NickIndex(this.casemapping);
    this.accounts = new Accounts(this.casemapping, this.unsaved);
    this.watchers = new Watchers(this.casemapping);
    this.whowas = new Whowas(this.casemapping);
    this.sanctions = new Sanctions(this.casemapping);
    this.channels = new Channels(this.casemapping, settings.defaultChannel, startedAtMs);
  }

  /** Decides one entry. */
  apply(stamped: StampedEntry): Effect[] {
    const moment: Moment = { chat: this, stamped, eventCount: 0 };
    const effects = this.#decide(moment);
    return this.unsaved.isEmpty ? effects : [...effects, ...save(moment)];
  }

  #decide(moment: Moment): Effect[] {
    const { entry } = moment.stamped;
    if (entry.kind === "connect") return this.#connect(moment, entry);
    if (entry.kind === "settings") return this.#changeSettings(moment, entry.settings);
    if (entry.kind === "kept") return decideKept(moment, entry);
    if (entry.kind === "unstored") return this.#forgetKey(entry);
    const session = this.#sessions.get(entry.session);
    if (session) return decideOfSession(moment, session, entry);
    const newcomer = this.#newcomers.get(entry.session);
    // A session that was ended may still have lines under way.
    return newcomer ? decideOfNewcomer(moment, newcomer, entry) : [];
  }

  #connect(moment: Moment, entry: Entry & { kind: "connect" }): Effect[] {
    if (entry.sessionKind !== "irc") return welcomeGuest(moment, entry);
    const refused = turnedAway(moment, entry.session, strangerFrom(entry.host));
    if (refused) return refused;
    this.#newcomers.set(entry.session, new Newcomer(entry.session, entry.host));
    return [];
  }

  /** The casemapping stays what it was: names that were different must not become the same. */
  #changeSettings({ stamped }: Moment, settings: RuleSettings): Effect[] {
    this.settings = { ...settings, casemapping: this.casemapping.name };
    this.channels.setDefault(settings.defaultChannel, stamped.timeMs);
    return [];
  }

  /** Who has said it may have gone since, or have logged in. */
  #forgetKey({ session, senderId, key }: Entry & { kind: "unstored" }): Effect[] {
    this.sentKeys.forget({ id: senderId }, key);
    const user = this.#sessions.get(session)?.user;
    if (user) this.sentKeys.forget(user, key);
    return [];
  }

  // Sessions.

  session(id: SessionId): Session | undefined {
    return this.#sessions.get(id);
  }

  /** Connections that have not said who they are. */
  get newcomerCount(): number {
    return this.#newcomers.size;
  }

  /** The session is here from now on; its user is already. */
  addSession(session: Session): void {
    this.#newcomers.delete(session.id);
    this.#sessions.set(session.id, session);
    session.user.attach(session);
    this.mostSessions = Math.max(this.mostSessions, this.#sessions.size);
  }

  /** The session is gone; its user is not. */
  removeSession(session: Session): void {
    this.#sessions.delete(session.id);
    this.watchers.clear(session);
    this.metadataReaders.forget(session.id);
    session.user.detach(session);
  }

  // Users.

  addUser(user: User): void {
    this.nicks.add(user);
  }

  removeUser(user: User): void {
    // Who has an account can come back, and may say again what was not confirmed.
    if (user.account) user.account.user = undefined;
    else {
      this.sentKeys.forgetUser(user);
      this.markers.forget(user.id);
      this.metadata.forget(user.id);
    }
    this.nicks.remove(user);
    // Others may still remember who was accepted.
    user.accepted = undefined;
    this.operators.delete(user);
    this.invisible.delete(user);
  }

  newcomer(id: SessionId): Newcomer | undefined {
    return this.#newcomers.get(id);
  }

  /** Somebody goes who has not come yet. */
  forgetNewcomer({ id }: { readonly id: SessionId }): void {
    this.#newcomers.delete(id);
    this.metadataReaders.forget(id);
  }

  /**
   * Who somebody without an account is, for rows and private talks.
   * @param sequence of the entry with which they came: sessions are numbered anew at each start, and who gets a number
   * again must not read what the one before has said.
   */
  guestUserId({ sequence }: Pick<StampedEntry, "sequence">): string {
    return `guest-${this.historyId}-${sequence.toString(36)}`;
  }

  rename(user: User, nick: string): void {
    this.nicks.remove(user);
    if (user.source.isGuest) this.guestNames.release(user.source.host, user.nick);
    user.change({ nick, isGuest: false });
    this.nicks.add(user);
  }

  /** Called after its address, as guests are. */
  makeNameless(user: User): void {
    this.nicks.remove(user);
    user.change({ nick: this.guestNames.take(user.source.host), isGuest: true });
    this.nicks.add(user);
  }

  channel(name: string | undefined): Channel | undefined {
    return name === undefined ? undefined : this.channels.find(name);
  }
}
