/**
 * Who is where, told by nothing but what was announced: an independent small model of membership, and of who must be told
 * what. It knows neither the rules' state nor their audiences.
 */

import type { PresenceRecord } from "../../src/chat/presence/presence-row.ts";
import { hasCapabilities, hasCapability } from "../../src/protocol/capabilities.ts";
import {
  type ChatEvent,
  CONSOLE_SESSION,
  type Effect,
  type SessionId,
  type SessionKind,
  type StampedEntry,
} from "../../src/protocol/effects.ts";
import type { LastingRow } from "../../src/protocol/lasting.ts";
import { isCtcpRequest } from "../../src/protocol/message.ts";
import type { Said } from "./said.ts";
import { type TrueChannel, TrueChannels } from "./true-channels.ts";
import { type TrueMember, TruePeople, type TruePerson } from "./true-people.ts";

/** One name of a NAMES. */
interface TrueName {
  readonly nick: string;
  readonly letters: string;
}

type Question = Effect & { readonly kind: "history" };
type Delivered = Effect & { readonly kind: "deliver" };

export interface TruthParts {
  readonly defaultChannel: string;
  /** Whether who has the account of this name stays without devices. */
  isAlwaysOn(account: string): boolean;
  said(said: Said): void;
  /** What a session is told next comes behind the answer. */
  asked(sequence: number, question: Question): void;
  /** A session is over, whatever its connection does. */
  over(session: SessionId, effect: Effect & { readonly kind: "close" }): void;
}

const SAID: ReadonlySet<string> = new Set(["PRIVMSG", "NOTICE", "TAGMSG"]);
/** From the lowest. https://modern.ircdocs.horse/#channel-membership-prefixes */
const RANKS = [
  ["+", "v"],
  ["%", "h"],
  ["@", "o"],
  ["&", "a"],
  ["~", "q"],
] as const;

/** Whom something that is said concerns. */
interface Audience {
  /** Everybody who hears it there, and the session that says it. */
  readonly hearers: ReadonlySet<SessionId>;
  /** Other devices of who says it, which are not there: told where they show what they have not typed. */
  readonly beside: ReadonlySet<SessionId>;
}

export class Truth {
  readonly channels: TrueChannels;
  readonly #parts: TruthParts;
  readonly #people: TruePeople;
  readonly #kinds = new Map<SessionId, SessionKind>();
  readonly #operators = new Set<TruePerson>();
  readonly #negotiated = new Map<SessionId, number>();
  #lastPlace = "";

  constructor(parts: TruthParts) {
    this.#parts = parts;
    const { defaultChannel, isAlwaysOn } = parts;
    this.#people = new TruePeople(isAlwaysOn);
    this.channels = new TrueChannels({ defaultChannel, personOf: (nick) => this.#people.called(nick) });
  }

  /** What the last life has left. */
  restore(rows: readonly LastingRow[], nickOf: (account: string) => string): void {
    for (const { kind, value } of rows) if (kind === "channel") this.channels.restore(value);
    for (const { kind, key, value } of rows) {
      const { user } = kind === "presence" ? (JSON.parse(value) as PresenceRecord) : {};
      if (!user?.source.account || !this.#parts.isAlwaysOn(user.source.account)) continue;
      const person = this.#people.add({ ...user.source, nick: nickOf(key) });
      for (const { name, prefixes } of user.channels) this.channels.restoreMember(person, name, prefixes);
    }
    this.channels.removeEmpty();
  }

  /** Those who stay when their last device goes. */
  get staying(): readonly TruePerson[] {
    return this.#people.staying;
  }

  /** How many are here without a device. */
  get absentCount(): number {
    return this.#people.absent.length;
  }

  get members(): ReadonlyMap<SessionId, TrueMember> {
    return this.#people.members;
  }

  /** Who has this nick. */
  called(nick: string): TruePerson | undefined {
    return this.#people.called(nick);
  }

  /** Where a session is; folded. */
  channelsOf(session: SessionId): string[] {
    return this.channels.of(this.members.get(session)?.person);
  }

  /** Takes one decided entry. */
  decided({ sequence, entry }: StampedEntry, effects: readonly Effect[]): void {
    if (entry.kind === "connect") this.#kinds.set(entry.session, entry.sessionKind);
    if (entry.kind === "negotiation") this.#negotiated.set(entry.session, entry.capabilities);
    this.#people.begin(effects);
    for (const effect of effects) this.#take(sequence, effect, effects);
    if (entry.kind === "connect" && entry.sessionKind !== "irc") this.#arrive(entry.session);
    this.#forgetGone();
    for (const person of this.#people.absent) this.#operators.delete(person);
  }

  #take(sequence: number, effect: Effect, all: readonly Effect[]): void {
    switch (effect.kind) {
      case "batch":
        for (const inner of effect.effects) this.#take(sequence, inner, effect.effects);
        return;
      case "reply":
        if (effect.name === "RPL_YOUREOPER") this.#becomeOperator(effect.to);
        return;
      case "identity":
        this.#people.identify(effect, (session) => this.#traitsOf(session));
        return;
      case "came":
        this.#people.came(effect.session);
        return;
      case "went":
        this.#go(effect.session);
        return;
      case "deliver":
        this.#happen(effect, all);
        return;
      case "history":
        this.#parts.asked(sequence, effect);
        return;
      case "close":
        this.#parts.over(effect.session, effect);
        return;
    }
  }

  #traitsOf(session: SessionId): Pick<TrueMember, "kind" | "capabilities"> {
    return { kind: this.kindOf(session), capabilities: this.#negotiated.get(session) ?? 0 };
  }

  /** People are not shown what their programs would answer. */
  isForProgramsOnly(session: SessionId, text = ""): boolean {
    return this.kindOf(session) !== "irc" && isCtcpRequest(text);
  }

  kindOf(session: SessionId): SessionKind {
    return this.#kinds.get(session) ?? "irc";
  }

  /** Who has not said where to go is where everybody is. */
  #arrive(session: SessionId): void {
    const { defaultChannel } = this.#parts;
    const person = this.members.get(session)?.person;
    this.channels.join(person, defaultChannel);
    if (session === CONSOLE_SESSION) this.channels.lettersOf(defaultChannel, person)?.add("q");
    if (session === CONSOLE_SESSION) this.#becomeOperator(session);
  }

  #becomeOperator(session: SessionId): void {
    const person = this.members.get(session)?.person;
    if (person) this.#operators.add(person);
  }

  #go(session: SessionId): void {
    this.#people.leave(session);
    this.#forgetGone();
  }

  #forgetGone(): void {
    for (const person of this.#people.takeGone()) this.channels.leaveAll(person);
  }

  #happen(effect: Delivered, all: readonly Effect[]): void {
    const { event } = effect;
    const place = placeOf(event);
    // One event may be told in two ways, to two kinds of readers.
    if (place === this.#lastPlace) return;
    this.#lastPlace = place;
    if (SAID.has(event.command)) this.#say(event.sequence, deliveriesOf(event, all));
    else if (event.command === "ACCOUNT") this.#people.changeAccount(event);
    else if (event.command === "NICK") this.#people.rename(effect);
    else if (!this.#people.isView(effect)) this.channels.changed(event);
  }

  /** Whom a member sees in a channel, with the letters of their prefixes. */
  visibleMembers({ members, isAuditorium }: TrueChannel, viewer: SessionId): TrueName[] {
    const own = this.members.get(viewer)?.person;
    const isBlind =
      isAuditorium &&
      own !== undefined &&
      !this.#operators.has(own) &&
      !/[hoaq]/.test([...(members.get(own) ?? [])].join(""));
    return [...members].flatMap(([{ source }, letters]) =>
      isBlind && letters.size === 0 ? [] : [{ nick: source.nick, letters: [...letters].join("") }],
    );
  }

  // What is said.

  #say(sequence: number, [first, ...more]: readonly Delivered[]): void {
    if (!first) return;
    const { event, sender, needsRecord } = first;
    const told = [...first.to, ...more.flatMap((other) => this.#ableOf(other))];
    const { hearers, beside } = this.#audienceOf(event, sender);
    const readers = new Map<SessionId, number>();
    for (const session of hearers) this.#addReader(readers, session, this.#timesRead(session, event, sender));
    for (const session of beside) readers.set(session, 1);
    this.#parts.said({ sequence, event, sender, told, needsRecord, readers });
  }

  #addReader(readers: Map<SessionId, number>, session: SessionId, times: number): void {
    if (times > 0) readers.set(session, times);
  }

  /** Everybody concerned, the sender and their other devices included. */
  audience(event: ChatEvent, sender: SessionId): SessionId[] {
    const { hearers, beside } = this.#audienceOf(event, sender);
    return [...hearers, ...beside];
  }

  #audienceOf(event: ChatEvent, sender: SessionId): Audience {
    const [target = ""] = event.params;
    const prefix = RANKS.findIndex(([sign]) => target.startsWith(sign));
    const name = prefix === -1 ? target : target.slice(1);
    const people = name.startsWith("#") ? this.#hearersIn(name, prefix) : this.#peopleCalled(target);
    const hearers = new Set([...people.flatMap(({ sessions }) => [...sessions]), sender]);
    const own = [...(this.members.get(sender)?.person.sessions ?? [])];
    return {
      hearers,
      beside: new Set(
        own.filter((session) => !hearers.has(session) && this.#showsOwnDevices(session, event)),
      ),
    };
  }

  /** IRC programs that show what they have not typed, though their person has. */
  #showsOwnDevices(session: SessionId, event: ChatEvent): boolean {
    const member = this.members.get(session);
    return member?.kind === "irc" && readsOwnDevices(member) && this.#canRead(member, event);
  }

  #ableOf({ to, needs }: Delivered): readonly SessionId[] {
    return to.filter((session) => hasCapabilities(this.members.get(session)?.capabilities ?? 0, needs));
  }

  #peopleCalled(nick: string): readonly TruePerson[] {
    const person = this.#people.called(nick);
    return person ? [person] : [];
  }

  #hearersIn(name: string, prefix: number): readonly TruePerson[] {
    const members = this.channels.find(name)?.members ?? new Map<TruePerson, Set<string>>();
    const high = RANKS.slice(Math.max(prefix, 0)).map(([, letter]) => letter);
    const meant = [...members].filter(
      ([, letters]) => prefix === -1 || high.some((letter) => letters.has(letter)),
    );
    return meant.map(([person]) => person);
  }

  /** Who has said it reads it once as a receipt, and once more where it was said to oneself. */
  #timesRead(session: SessionId, event: ChatEvent, sender: SessionId): number {
    const member = this.members.get(session);
    if (!member || !this.#canRead(member, event)) return 0;
    if (session !== sender) return 1;
    if (member.kind !== "irc") return 0;
    const isToOneself = event.params[0] === member.person.source.nick ? 1 : 0;
    return isToOneself + (hasCapability(member.capabilities, "echo-message") ? 1 : 0);
  }

  #canRead({ session, kind, capabilities }: TrueMember, { command, params }: ChatEvent): boolean {
    if (kind === "datagram") return false;
    if (command === "TAGMSG" && !hasCapability(capabilities, "message-tags")) return false;
    return !this.isForProgramsOnly(session, params[1]);
  }
}

/** Own words that another device has said elsewhere are for programs that show them. */
function readsOwnDevices({ capabilities }: TrueMember): boolean {
  return hasCapability(capabilities, "echo-message") || hasCapability(capabilities, "znc.in/self-message");
}

function placeOf({ sequence, index }: ChatEvent): string {
  return `${sequence} ${index}`;
}

/** In how many ways ever it is told. */
function deliveriesOf(event: ChatEvent, all: readonly Effect[]): readonly Delivered[] {
  return all
    .filter((effect) => effect.kind === "deliver")
    .filter((effect) => placeOf(effect.event) === placeOf(event));
}
