/**
 * Who is where, told by nothing but what was announced: an independent small model of membership, and of who must be told
 * what. It knows neither the rules' state nor their audiences.
 */
import { hasCapability } from "../../src/protocol/capabilities.ts";
import {
  type ChatEvent,
  CONSOLE_SESSION,
  type Effect,
  type SessionId,
  type SessionKind,
  type StampedEntry,
} from "../../src/protocol/effects.ts";
import { isCtcpRequest, type Source } from "../../src/protocol/message.ts";
import { CHANNEL_MODE_CHANGES, parseModeChanges } from "../../src/protocol/modes.ts";

export interface TrueMember {
  readonly session: SessionId;
  readonly kind: SessionKind;
  readonly capabilities: number;
  source: Source;
}

export interface TrueChannel {
  /** Letters of the prefixes by member. */
  readonly members: Map<SessionId, Set<string>>;
  topic: string;
  /** Only its operators see those without a voice. */
  isAuditorium: boolean;
}

/** One name of a NAMES. */
export interface TrueName {
  readonly nick: string;
  readonly letters: string;
}

/** What was said, and to whom it must come. */
export interface Said {
  readonly sequence: number;
  readonly event: ChatEvent;
  readonly sender: SessionId;
  /** Each of them reads it so many times. */
  readonly readers: ReadonlyMap<SessionId, number>;
  /** Whom the rules told. */
  readonly told: readonly SessionId[];
}

export interface TruthParts {
  readonly defaultChannel: string;
  said(said: Said): void;
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

export class Truth {
  readonly members = new Map<SessionId, TrueMember>();
  readonly channels = new Map<string, TrueChannel>();
  /** Names of channels that ever were one: who reads late may have missed somebody there. */
  readonly auditoriums = new Set<string>();
  readonly #parts: TruthParts;
  readonly #kinds = new Map<SessionId, SessionKind>();
  readonly #operators = new Set<SessionId>([CONSOLE_SESSION]);
  readonly #negotiated = new Map<SessionId, number>();
  #lastPlace = "";

  constructor(parts: TruthParts) {
    this.#parts = parts;
    this.channels.set(fold(parts.defaultChannel), newChannel());
  }

  /** Takes one decided entry. */
  decided({ sequence, entry }: StampedEntry, effects: readonly Effect[]): void {
    if (entry.kind === "connect") this.#kinds.set(entry.session, entry.sessionKind);
    if (entry.kind === "negotiation") this.#negotiated.set(entry.session, entry.capabilities);
    for (const effect of effects) this.#take(sequence, effect);
  }

  #take(sequence: number, effect: Effect): void {
    switch (effect.kind) {
      case "batch":
        for (const inner of effect.effects) this.#take(sequence, inner);
        return;
      case "reply":
        if (effect.name === "RPL_YOUREOPER") this.#operators.add(effect.to);
        return;
      case "identity":
        this.#identify(effect.session, effect.source);
        return;
      case "came":
        this.#come(effect.session);
        return;
      case "went":
        this.#go(effect.session);
        return;
      case "deliver":
        this.#happen(sequence, effect);
        return;
      case "close":
        this.#parts.over(effect.session, effect);
        return;
    }
  }

  #identify(session: SessionId, source: Source): void {
    const known = this.members.get(session);
    const capabilities = this.#negotiated.get(session) ?? 0;
    if (known) known.source = source;
    else this.members.set(session, { session, kind: this.#kindOf(session), capabilities, source });
  }

  #kindOf(session: SessionId): SessionKind {
    return this.#kinds.get(session) ?? "irc";
  }

  #come(session: SessionId): void {
    if (this.#kindOf(session) !== "irc") this.#join(session, this.#parts.defaultChannel);
    if (session === CONSOLE_SESSION) this.#lettersOf(this.#parts.defaultChannel, session)?.add("q");
  }

  #go(session: SessionId): void {
    this.members.delete(session);
    for (const name of [...this.channels.keys()]) this.#leave(session, name);
  }

  #happen(sequence: number, { event, sender, to }: Effect & { readonly kind: "deliver" }): void {
    const place = `${event.sequence} ${event.index}`;
    if (SAID.has(event.command)) this.#say({ sequence, event, sender, told: to });
    // One event may be told in two ways, to two kinds of readers.
    else if (place !== this.#lastPlace) this.#change(event, sender);
    this.#lastPlace = place;
  }

  #change({ command, params }: ChatEvent, sender: SessionId): void {
    const [channel = "", second = ""] = params;
    switch (command) {
      case "JOIN":
        this.#join(sender, channel);
        return;
      case "PART":
        this.#leave(sender, channel);
        return;
      case "KICK":
        this.#leave(this.#sessionOf(second), channel);
        return;
      case "RENAME":
        this.#rename(channel, second);
        return;
      case "TOPIC":
        this.#setTopic(channel, second);
        return;
      case "MODE":
        this.#changeModes(channel, params.slice(1));
    }
  }

  #join(session: SessionId, name: string): void {
    const channel = this.channels.get(fold(name));
    if (channel) {
      if (!channel.members.has(session)) channel.members.set(session, new Set());
    } else this.channels.set(fold(name), newChannel([session, new Set(["o"])]));
  }

  #leave(session: SessionId | undefined, name: string): void {
    const channel = this.channels.get(fold(name));
    if (session === undefined || !channel?.members.delete(session)) return;
    if (channel.members.size === 0 && fold(name) !== fold(this.#parts.defaultChannel))
      this.channels.delete(fold(name));
  }

  #rename(before: string, after: string): void {
    const channel = this.channels.get(fold(before));
    if (!channel) return;
    this.channels.delete(fold(before));
    this.channels.set(fold(after), channel);
    if (this.auditoriums.has(fold(before))) this.auditoriums.add(fold(after));
  }

  #setTopic(name: string, topic: string): void {
    const channel = this.channels.get(fold(name));
    if (channel) channel.topic = topic;
  }

  #changeModes(name: string, modes: readonly string[]): void {
    for (const { adding, letter, param } of parseModeChanges(modes, CHANNEL_MODE_CHANGES).changes) {
      if (letter === "u") this.#setAuditorium(name, adding);
      if (CHANNEL_MODE_CHANGES[letter]?.kind !== "prefix") continue;
      const letters = this.#lettersOf(name, this.#sessionOf(param ?? ""));
      if (adding) letters?.add(letter);
      else letters?.delete(letter);
    }
  }

  #setAuditorium(name: string, isAuditorium: boolean): void {
    const channel = this.channels.get(fold(name));
    if (channel) channel.isAuditorium = isAuditorium;
    this.auditoriums.add(fold(name));
  }

  #lettersOf(name: string, session: SessionId | undefined): Set<string> | undefined {
    return session === undefined ? undefined : this.channels.get(fold(name))?.members.get(session);
  }

  #sessionOf(nick: string): SessionId | undefined {
    for (const { session, source } of this.members.values())
      if (fold(source.nick) === fold(nick)) return session;
    return undefined;
  }

  /** Whom a member sees in a channel, with the letters of their prefixes. */
  visibleMembers({ members, isAuditorium }: TrueChannel, viewer: SessionId): TrueName[] {
    const isBlind =
      isAuditorium &&
      !this.#operators.has(viewer) &&
      !/[hoaq]/.test([...(members.get(viewer) ?? [])].join(""));
    return [...members].flatMap(([session, letters]) => {
      const nick = this.members.get(session)?.source.nick ?? "?";
      return isBlind && letters.size === 0 ? [] : [{ nick, letters: [...letters].join("") }];
    });
  }

  // What is said.

  #say(said: Omit<Said, "readers">): void {
    const readers = new Map<SessionId, number>();
    for (const session of this.audience(said.event, said.sender)) {
      const times = this.#timesRead(session, said);
      if (times > 0) readers.set(session, times);
    }
    this.#parts.said({ ...said, readers });
  }

  /** Everybody concerned, the sender included. */
  audience({ params }: ChatEvent, sender: SessionId): SessionId[] {
    const [target = ""] = params;
    const prefix = RANKS.findIndex(([sign]) => target.startsWith(sign));
    const name = prefix === -1 ? target : target.slice(1);
    if (!name.startsWith("#")) return [...new Set([this.#sessionOf(target) ?? sender, sender])];
    const members = this.channels.get(fold(name))?.members ?? new Map<SessionId, Set<string>>();
    const high = RANKS.slice(Math.max(prefix, 0)).map(([, letter]) => letter);
    const meant = [...members].filter(
      ([, letters]) => prefix === -1 || high.some((letter) => letters.has(letter)),
    );
    return [...new Set([...meant.map(([session]) => session), sender])];
  }

  /** Who has said it reads it once as a receipt, and once more where it was said to oneself. */
  #timesRead(session: SessionId, { event, sender }: Omit<Said, "readers">): number {
    const member = this.members.get(session);
    if (!member || member.kind === "datagram") return 0;
    if (event.command === "TAGMSG" && !hasCapability(member.capabilities, "message-tags")) return 0;
    const isForProgramsOnly = member.kind !== "irc" && isCtcpRequest(event.params[1] ?? "");
    if (isForProgramsOnly) return 0;
    if (session !== sender) return 1;
    if (member.kind !== "irc") return 0;
    const isToOneself = event.params[0] === member.source.nick ? 1 : 0;
    return isToOneself + (hasCapability(member.capabilities, "echo-message") ? 1 : 0);
  }
}

function newChannel(...members: readonly (readonly [SessionId, Set<string>])[]): TrueChannel {
  return { members: new Map(members), topic: "", isAuditorium: false };
}

/** The casemapping `ascii`, said once more. https://modern.ircdocs.horse/#casemapping-parameter */
export function fold(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
