/** The channels of the truth: who is in them and what they are, told by nothing but the events that announce it. */
import type { ChatEvent } from "../../src/protocol/effects.ts";
import { CHANNEL_MODE_CHANGES, parseModeChanges } from "../../src/protocol/modes.ts";
import type { ChannelRecord } from "../../src/protocol/registered-channel.ts";
import { fold } from "./fold.ts";
import type { TruePerson } from "./true-people.ts";

export interface TrueChannel {
  /** Letters of the prefixes by member. */
  readonly members: Map<TruePerson, Set<string>>;
  topic: string;
  /** Only its operators see those without a voice. */
  isAuditorium: boolean;
}

export interface TrueChannelsParts {
  /** It stays when it is empty. */
  readonly defaultChannel: string;
  personOf(nick: string): TruePerson | undefined;
}

export class TrueChannels {
  readonly #parts: TrueChannelsParts;
  readonly #byName = new Map<string, TrueChannel>();
  readonly #auditoriums = new Set<string>();

  constructor(parts: TrueChannelsParts) {
    this.#parts = parts;
    this.#byName.set(fold(parts.defaultChannel), newChannel());
  }

  /** @param value of its row. */
  restore(value: string): void {
    const { name, topic, flags } = JSON.parse(value) as ChannelRecord;
    const channel = { ...newChannel(), topic: topic?.text ?? "" };
    this.#byName.set(fold(name), channel);
    if (flags.includes("auditorium")) this.#setAuditorium(name, true);
  }

  restoreMember(person: TruePerson, name: string, letters: readonly string[]): void {
    this.find(name)?.members.set(person, new Set(letters));
  }

  removeEmpty(): void {
    for (const [name, { members }] of this.#byName)
      if (members.size === 0 && name !== fold(this.#parts.defaultChannel)) this.#byName.delete(name);
  }

  get size(): number {
    return this.#byName.size;
  }

  /** Folded. */
  names(): readonly string[] {
    return [...this.#byName.keys()];
  }

  /** Where somebody is; folded. */
  of(person: TruePerson | undefined): string[] {
    return person ? this.names().filter((name) => this.find(name)?.members.has(person)) : [];
  }

  find(name: string): TrueChannel | undefined {
    return this.#byName.get(fold(name));
  }

  /** Whether a channel of this name ever was an auditorium: who reads late may have missed somebody there. */
  wasAuditorium(name: string): boolean {
    return this.#auditoriums.has(fold(name));
  }

  changed({ command, params, source }: ChatEvent): void {
    const [channel = "", second = ""] = params;
    switch (command) {
      case "JOIN":
        this.join(this.#parts.personOf(source.nick), channel);
        return;
      case "PART":
        this.#leave(this.#parts.personOf(source.nick), channel);
        return;
      case "KICK":
        this.#leave(this.#parts.personOf(second), channel);
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

  /** Who makes a channel is its operator. */
  join(person: TruePerson | undefined, name: string): void {
    if (!person) return;
    const channel = this.find(name);
    if (!channel) this.#byName.set(fold(name), newChannel([person, new Set(["o"])]));
    else if (!channel.members.has(person)) channel.members.set(person, new Set());
  }

  leaveAll(person: TruePerson): void {
    for (const name of this.names()) this.#leave(person, name);
  }

  #leave(person: TruePerson | undefined, name: string): void {
    const channel = this.find(name);
    if (!person || !channel?.members.delete(person)) return;
    if (channel.members.size === 0 && fold(name) !== fold(this.#parts.defaultChannel))
      this.#byName.delete(fold(name));
  }

  #rename(before: string, after: string): void {
    const channel = this.find(before);
    if (!channel) return;
    this.#byName.delete(fold(before));
    this.#byName.set(fold(after), channel);
    if (this.wasAuditorium(before)) this.#auditoriums.add(fold(after));
  }

  #setTopic(name: string, topic: string): void {
    const channel = this.find(name);
    if (channel) channel.topic = topic;
  }

  #changeModes(name: string, modes: readonly string[]): void {
    for (const { adding, letter, param = "" } of parseModeChanges(modes, CHANNEL_MODE_CHANGES).changes) {
      if (letter === "u") this.#setAuditorium(name, adding);
      if (CHANNEL_MODE_CHANGES[letter]?.kind !== "prefix") continue;
      const letters = this.lettersOf(name, this.#parts.personOf(param));
      if (adding) letters?.add(letter);
      else letters?.delete(letter);
    }
  }

  #setAuditorium(name: string, isAuditorium: boolean): void {
    const channel = this.find(name);
    if (channel) channel.isAuditorium = isAuditorium;
    this.#auditoriums.add(fold(name));
  }

  lettersOf(name: string, person: TruePerson | undefined): Set<string> | undefined {
    return person && this.find(name)?.members.get(person);
  }
}

function newChannel(...members: readonly (readonly [TruePerson, Set<string>])[]): TrueChannel {
  return { members: new Map(members), topic: "", isAuditorium: false };
}
