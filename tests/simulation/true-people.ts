/** The people of the truth, each with all of their devices, told by nothing but what was announced. */
import type { ChatEvent, Effect, SessionId, SessionKind } from "../../src/protocol/effects.ts";
import type { Source } from "../../src/protocol/message.ts";
import { fold } from "./fold.ts";

export interface TruePerson {
  source: Source;
  readonly sessions: Set<SessionId>;
}

export interface TrueMember {
  readonly session: SessionId;
  readonly kind: SessionKind;
  readonly capabilities: number;
  readonly person: TruePerson;
}

/** Something that has happened, and who is told of it. */
interface Told {
  readonly to: readonly SessionId[];
  readonly event: ChatEvent;
}

type Traits = Pick<TrueMember, "kind" | "capabilities">;

export class TruePeople {
  readonly members = new Map<SessionId, TrueMember>();
  readonly #people = new Set<TruePerson>();
  readonly #isAlwaysOn: (account: string) => boolean;
  /** Devices that go over from one person to another in this entry, and how often they will. */
  readonly #movers = new Map<SessionId, number>();

  /** @param isAlwaysOn whether who has the account of this name stays without devices. */
  constructor(isAlwaysOn: (account: string) => boolean) {
    this.#isAlwaysOn = isAlwaysOn;
  }

  /** One entry more was decided. */
  begin(effects: readonly Effect[]): void {
    this.#movers.clear();
    for (const effect of effects)
      if (effect.kind === "came" && this.members.has(effect.session))
        this.#movers.set(effect.session, (this.#movers.get(effect.session) ?? 0) + 1);
  }

  /** A device has gone over, or somebody is here. */
  came(session: SessionId): void {
    const left = (this.#movers.get(session) ?? 1) - 1;
    if (left > 0) this.#movers.set(session, left);
    else this.#movers.delete(session);
  }

  called(nick: string): TruePerson | undefined {
    for (const person of this.#people) if (fold(person.source.nick) === fold(nick)) return person;
    return undefined;
  }

  /** A session learns who it is: one more device of somebody, or somebody new, or the same person called otherwise. */
  identify(
    { session, source }: { readonly session: SessionId; readonly source: Source },
    traitsOf: (session: SessionId) => Traits,
  ): void {
    const known = this.members.get(session);
    if (known && fold(known.person.source.nick) === fold(source.nick)) {
      known.person.source = source;
      return;
    }
    known?.person.sessions.delete(session);
    const person = this.called(source.nick) ?? this.add(source);
    person.source = source;
    person.sessions.add(session);
    this.members.set(session, { session, ...traitsOf(session), person });
  }

  /** Somebody without devices. */
  add(source: Source): TruePerson {
    const person = { source, sessions: new Set<SessionId>() };
    this.#people.add(person);
    return person;
  }

  leave(session: SessionId): void {
    const person = this.members.get(session)?.person;
    this.members.delete(session);
    person?.sessions.delete(session);
  }

  /** Those who have no device, and do not stay without: they are forgotten. */
  takeGone(): readonly TruePerson[] {
    const gone = [...this.#people].filter((person) => person.sessions.size === 0 && !this.#stays(person));
    for (const person of gone) this.#people.delete(person);
    return gone;
  }

  get staying(): readonly TruePerson[] {
    return [...this.#people].filter((person) => this.#stays(person));
  }

  /** Those who are here without a device. */
  get absent(): readonly TruePerson[] {
    return [...this.#people].filter(({ sessions }) => sessions.size === 0);
  }

  #stays({ source: { account } }: TruePerson): boolean {
    return account !== undefined && this.#isAlwaysOn(account);
  }

  /** Somebody has logged in or out. */
  changeAccount({ source: { nick }, params: [account = "*"] }: ChatEvent): void {
    const person = this.called(nick);
    if (!person) return;
    const { account: before, ...source } = person.source;
    person.source = account === "*" ? source : { ...source, account };
  }

  /** Somebody is called otherwise, with all their devices; where one of them alone is told, it has gone over to somebody else. */
  rename({ to, event }: Told): void {
    const person = this.called(event.source.nick);
    const isSplit = to.length === 1 && this.#movers.has(to[0] ?? -1);
    if (
      !person ||
      (isSplit && this.#stays(person)) ||
      ![...person.sessions].every((session) => to.includes(session))
    )
      return;
    person.source = { ...person.source, nick: event.params[0] ?? "" };
  }

  /** Whether nothing has happened but that a device which goes over sees itself elsewhere. */
  isView({ to, event }: Told): boolean {
    const [only = -1, ...more] = to;
    return more.length === 0 && event.command === "PART" && this.#movers.has(only);
  }
}
