/** People as others see them, and the sessions they are present with. */
import type { Capabilities } from "../protocol/capabilities.ts";
import type { SessionId, SessionKind } from "../protocol/effects.ts";
import type { Source } from "../protocol/message.ts";
import type { USER_MODES } from "../protocol/modes.ts";
import type { FoldedChannel, FoldedNick } from "../protocol/names.ts";
import type { AcceptList } from "./accept-list.ts";
import type { Account } from "./accounts/account.ts";
import type { Membership } from "./membership.ts";

/** One device of a user: a client's presence. */
export interface Session {
  readonly id: SessionId;
  readonly kind: SessionKind;
  /** Where this device really is, whatever others are shown. */
  readonly host: string;
  /** Another one from the moment on at which the session logs in as somebody who is here already. */
  user: User;
  /** What it could read when it last asked something; shapes what it is told because of another device. */
  capabilities: Capabilities;
  /** Nicks whose coming and going this session asked to be told. https://ircv3.net/specs/extensions/monitor */
  readonly monitored: Map<FoldedNick, string>;
}

/** https://modern.ircdocs.horse/#user-modes; `o` is not among them: who is an operator has a name as such. */
export type UserFlag = Exclude<(typeof USER_MODES)[keyof typeof USER_MODES]["name"], "operator">;

export interface UserParts {
  readonly id: string;
  readonly source: Source;
  readonly signedOnAtMs: number;
  /** Where others are shown another one. */
  readonly actualHost?: string;
}

export class User {
  /** Where the user came from, whatever host others are shown later. */
  readonly actualHost: string;
  readonly signedOnAtMs: number;
  readonly sessions: Session[] = [];
  readonly channels = new Map<FoldedChannel, Membership>();
  /** When this user last said something; what WHOIS calls idle counts from here. */
  lastSpokeAtMs: number;
  /** The name under which this user became an operator. */
  operator: string | undefined;
  /** Made with the first one: few people ever have one. */
  accepted: AcceptList | undefined;
  /** When this user was last told of a stranger who was turned away. */
  lastCallAtMs: number | undefined;
  readonly #flags = new Set<UserFlag>();
  #awayText: string | undefined;
  #source: Source;
  #account: Account | undefined;
  /** Who this is without an account: ends with the session. */
  #guestId: string;

  constructor({ id, source, signedOnAtMs, actualHost = source.host }: UserParts) {
    this.#guestId = id;
    this.#source = source;
    this.actualHost = actualHost;
    this.signedOnAtMs = signedOnAtMs;
    this.lastSpokeAtMs = signedOnAtMs;
  }

  /** Who this is for rows and private talks; never the address, never the nick. */
  get id(): string {
    return this.#account === undefined ? this.#guestId : this.#account.id;
  }

  get account(): Account | undefined {
    return this.#account;
  }

  /** This user is the account's from now on. */
  logIn(account: Account): void {
    this.beAgain(account);
    this.markRoomsUnsaved();
    this.change({ account: account.name });
  }

  /** This user is the account's, as rows say from which it was made. */
  beAgain(account: Account): void {
    this.#account = account;
    account.user = this;
  }

  /** @param guestId who this user is from now on. */
  logOut(guestId: string): void {
    if (this.#account) {
      this.#account.user = undefined;
      this.markRoomsUnsaved();
    }
    this.#account = undefined;
    this.#guestId = guestId;
    const { account, ...source } = this.#source;
    this.#source = source;
    this.change({});
  }

  /** The same object until something of it changes: it stands in every event, and events share it. */
  get source(): Source {
    return this.#source;
  }

  /** Stays in its channels while none of its devices is here. */
  get isAlwaysOn(): boolean {
    return this.#account?.settings.alwaysOn === true;
  }

  /** Whether none of its devices is here. */
  get isAbsent(): boolean {
    return this.sessions.length === 0;
  }

  /** Why it is away, in its own words; undefined where it has said nothing of the kind. */
  get awayText(): string | undefined {
    return this.#awayText;
  }

  set awayText(text: string | undefined) {
    this.#awayText = text;
    this.markUnsaved();
  }

  /** Whether others are told that it is away. */
  get isAway(): boolean {
    return this.#awayText !== undefined || this.isAbsent;
  }

  get flags(): ReadonlySet<UserFlag> {
    return this.#flags;
  }

  /** @returns whether that changed anything. */
  setFlag(flag: UserFlag): boolean {
    if (this.#flags.has(flag)) return false;
    this.#flags.add(flag);
    this.markUnsaved();
    return true;
  }

  /** @returns whether that changed anything. */
  clearFlag(flag: UserFlag): boolean {
    if (!this.#flags.delete(flag)) return false;
    this.markUnsaved();
    return true;
  }

  get nick(): string {
    return this.#source.nick;
  }

  get isOperator(): boolean {
    return this.operator !== undefined;
  }

  /** Another device: it hears from now on what is said where this user is. */
  attach(session: Session): void {
    this.sessions.push(session);
    if (this.sessions.length === 1) this.#account?.markUnsaved();
    for (const { channel } of this.channels.values()) channel.addSession(session);
  }

  /** The device hears nothing any more; the user stays where it is. */
  detach(session: Session): void {
    const index = this.sessions.indexOf(session);
    if (index === -1) return;
    this.sessions.splice(index, 1);
    if (this.isAbsent) this.#account?.markUnsaved();
    for (const { channel } of this.channels.values()) channel.removeSession(session);
  }

  change(changes: Partial<Source>): void {
    this.#source = { ...this.#source, ...changes };
    for (const { channel } of this.channels.values()) channel.namesChanged();
    this.markUnsaved();
  }

  /** Something has changed of what outlives the devices of who stays without them. */
  markUnsaved(): void {
    if (this.isAlwaysOn) this.#account?.markUnsaved();
  }

  /** The same of a channel, which lasts as long as somebody stays in it. */
  markRoomUnsaved(channel: FoldedChannel): void {
    if (this.isAlwaysOn) this.#account?.markUnsaved(channel);
  }

  /** It stays from now on, or does no more. */
  markRoomsUnsaved(): void {
    this.#account?.markUnsaved(...this.channels.keys());
  }
}

/** What masks are compared with: `nick!user@host`. */
export function hostmask({ nick, username, host }: Source): string {
  return `${nick}!${username}@${host}`;
}
