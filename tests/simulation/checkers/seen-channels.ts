/** The channels as one IRC client sees them; it notices what cannot be, or what it should not have been told. */
import { CHANNEL_MODE_CHANGES, PREFIX_MODES, parseModeChanges } from "../../../src/protocol/modes.ts";
import { fold } from "../fold.ts";
import type { Truth } from "../truth.ts";

export interface SeenChannelsParts {
  readonly truth: Truth;
  /** Without multi-prefix a client knows the highest prefix only, and not what is below it. */
  readonly readsAllPrefixes: boolean;
  violate(story: string): void;
}

/** Letters of prefixes by folded nick. */
export type Members = Map<string, string>;

export interface SeenChannel {
  members: Members;
  topic: string;
  /** NAMES has told who was here before. */
  isListed: boolean;
  /** What the last NAMES said. */
  listed: Members | undefined;
}

export class SeenChannels {
  /** The own nick; `*` before the welcome. */
  nick = "*";
  readonly #parts: SeenChannelsParts;
  readonly #channels = new Map<string, SeenChannel>();
  #listing: Members = new Map();

  constructor(parts: SeenChannelsParts) {
    this.#parts = parts;
  }

  /** Folded. */
  names(): readonly string[] {
    return [...this.#channels.keys()];
  }

  find(name: string): SeenChannel | undefined {
    return this.#channels.get(fold(name));
  }

  // What is told.

  join(nick: string, name: string): void {
    const channel = this.find(name);
    if (nick === this.nick) {
      if (channel) this.#parts.violate(`enters ${name} twice`);
      this.#channels.set(fold(name), {
        members: new Map(),
        topic: "",
        isListed: false,
        listed: undefined,
      });
      return;
    }
    if (!channel) this.#parts.violate(`reads that ${nick} comes to ${name}, where it is not`);
    else if (channel.members.has(fold(nick)) && this.#sees(name, channel))
      this.#parts.violate(`reads twice that ${nick} comes to ${name}`);
    channel?.members.set(fold(nick), "");
  }

  leave(nick: string, name: string): void {
    const channel = this.find(name);
    if (!channel) this.#parts.violate(`reads that ${nick} leaves ${name}, where it is not`);
    else if (nick === this.nick) this.#channels.delete(fold(name));
    else if (!channel.members.delete(fold(nick)) && this.#sees(name, channel))
      this.#parts.violate(`reads that ${nick} leaves ${name}, who was not there`);
  }

  /** The server's operators do it from outside as well, and are told. */
  kick(by: string, nick: string, name: string): void {
    if (by !== this.nick || this.#channels.has(fold(name))) this.leave(nick, name);
  }

  quit(nick: string): void {
    let wasSeen = false;
    for (const { members } of this.#channels.values()) wasSeen = members.delete(fold(nick)) || wasSeen;
    if (!wasSeen && this.#seesAll()) this.#parts.violate(`reads that ${nick} quits, who was nowhere`);
  }

  rename(before: string, after: string): void {
    const isOwn = before === this.nick;
    if (isOwn) this.nick = after;
    if (isOwn && fold(before) !== fold(after)) this.#mergeWith(fold(after));
    let wasSeen = isOwn;
    for (const [name, channel] of this.#channels) {
      const { members } = channel;
      const letters = members.get(fold(before));
      if (letters === undefined) continue;
      wasSeen = true;
      members.delete(fold(before));
      if (members.has(fold(after)) && this.#sees(name, channel))
        this.#parts.violate(`sees two people called ${after}`);
      members.set(fold(after), letters);
    }
    if (!wasSeen && this.#seesAll())
      this.#parts.violate(`reads that ${before} is now ${after}, who was nowhere`);
  }

  /** Who logs in as somebody who is here already becomes one with them, with what they are: only NAMES tells it. */
  #mergeWith(nick: string): void {
    for (const channel of this.#channels.values()) if (channel.members.delete(nick)) channel.isListed = false;
  }

  renameChannel(before: string, after: string): void {
    const channel = this.find(before);
    if (!channel) this.#parts.violate(`reads that ${before} is now ${after}, where it is not`);
    else {
      this.#channels.delete(fold(before));
      this.#channels.set(fold(after), channel);
    }
  }

  changeModes(by: string, name: string, modes: readonly string[]): void {
    if (!name.startsWith("#")) return;
    const members = this.find(name)?.members;
    if (!members && by !== this.nick) this.#parts.violate(`reads a MODE of ${name}, where it is not`);
    for (const { adding, letter, param = "" } of parseModeChanges(modes, CHANNEL_MODE_CHANGES).changes) {
      const letters = members?.get(fold(param));
      if (letters === undefined || CHANNEL_MODE_CHANGES[letter]?.kind !== "prefix") continue;
      members?.set(fold(param), adding ? letters + letter : letters.replace(letter, ""));
    }
  }

  setTopic(name: string, text: string): void {
    const channel = this.find(name);
    if (channel) channel.topic = text;
  }

  // What is asked.

  list(name: string): void {
    const [, prefixes = "", nick = ""] = /^([~&@%+]*)([^!]*)/.exec(name) ?? [];
    const letters = PREFIX_MODES.flatMap(({ letter, prefix }) => (prefixes.includes(prefix) ? [letter] : []));
    this.#listing.set(fold(nick), letters.join(""));
  }

  endList(name: string): void {
    const listed = this.#listing;
    this.#listing = new Map();
    const channel = this.find(name);
    if (!channel) return;
    if (channel.isListed && this.#sees(name, channel)) this.compare(`NAMES ${name}`, listed, channel.members);
    channel.isListed = true;
    channel.listed = listed;
    channel.members = new Map(listed);
  }

  compare(what: string, found: Members, meant: Members): void {
    const [is, ought] = [this.#text(found), this.#text(meant)];
    if (is !== ought) this.#parts.violate(`reads of ${what}: ${is}; but should read: ${ought}`);
  }

  #text(members: Members): string {
    const { readsAllPrefixes } = this.#parts;
    return [...members]
      .map(([nick, letters]) => (readsAllPrefixes ? `${[...letters].sort().join("")}:${nick}` : nick))
      .sort()
      .join(" ");
  }

  /** Whether everybody there is seen: not before NAMES, nor where an auditorium has hidden some. */
  #sees(name: string, { isListed }: SeenChannel): boolean {
    return isListed && !this.#parts.truth.channels.wasAuditorium(name);
  }

  #seesAll(): boolean {
    return [...this.#channels].every(([name, channel]) => this.#sees(name, channel));
  }
}
