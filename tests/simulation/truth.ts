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
import { fold } from "./fold.ts";
import type { Said } from "./said.ts";
import { type TrueChannel, TrueChannels } from "./true-channels.ts";

interface TrueMember {
  readonly session: SessionId;
  readonly kind: SessionKind;
  readonly capabilities: number;
  source: Source;
}

/** One name of a NAMES. */
interface TrueName {
  readonly nick: string;
  readonly letters: string;
}

type Question = Effect & { readonly kind: "history" };

export interface TruthParts {
  readonly defaultChannel: string;
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

export class Truth {
  readonly members = new Map<SessionId, TrueMember>();
  readonly channels: TrueChannels;
  readonly #parts: TruthParts;
  readonly #kinds = new Map<SessionId, SessionKind>();
  readonly #operators = new Set<SessionId>([CONSOLE_SESSION]);
  readonly #negotiated = new Map<SessionId, number>();
  #lastPlace = "";

  constructor(parts: TruthParts) {
    this.#parts = parts;
    const { defaultChannel } = parts;
    this.channels = new TrueChannels({ defaultChannel, sessionOf: (nick) => this.#sessionOf(nick) });
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
      case "history":
        this.#parts.asked(sequence, effect);
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
    else this.members.set(session, { session, kind: this.kindOf(session), capabilities, source });
  }

  /** People are not shown what their programs would answer. */
  isForProgramsOnly(session: SessionId, text = ""): boolean {
    return this.kindOf(session) !== "irc" && isCtcpRequest(text);
  }

  kindOf(session: SessionId): SessionKind {
    return this.#kinds.get(session) ?? "irc";
  }

  #come(session: SessionId): void {
    if (this.kindOf(session) !== "irc") this.channels.join(session, this.#parts.defaultChannel);
    if (session === CONSOLE_SESSION) this.channels.lettersOf(this.#parts.defaultChannel, session)?.add("q");
  }

  #go(session: SessionId): void {
    this.members.delete(session);
    this.channels.leaveAll(session);
  }

  #happen(sequence: number, { event, sender, to, needsRecord }: Effect & { readonly kind: "deliver" }): void {
    const place = `${event.sequence} ${event.index}`;
    if (SAID.has(event.command)) this.#say({ sequence, event, sender, told: to, needsRecord });
    // One event may be told in two ways, to two kinds of readers.
    else if (place !== this.#lastPlace) this.channels.changed(event, sender);
    this.#lastPlace = place;
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
    const members = this.channels.find(name)?.members ?? new Map<SessionId, Set<string>>();
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
    if (this.isForProgramsOnly(session, event.params[1])) return 0;
    if (session !== sender) return 1;
    if (member.kind !== "irc") return 0;
    const isToOneself = event.params[0] === member.source.nick ? 1 : 0;
    return isToOneself + (hasCapability(member.capabilities, "echo-message") ? 1 : 0);
  }
}
