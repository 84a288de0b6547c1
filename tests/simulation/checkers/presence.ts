/**
 * Who is where, as one IRC client sees it: whoever may know of a coming, a going or a change is told of it once, in order,
 * and nobody else is. NAMES says the same.
 */
import { CHANNEL_MODE_CHANGES, PREFIX_MODES, parseModeChanges } from "../../../src/protocol/modes.ts";
import { fold } from "../fold.ts";
import type { Trace } from "../trace.ts";
import type { Truth } from "../truth.ts";

export interface PresenceParts {
  readonly trace: Trace;
  readonly truth: Truth;
  readonly who: string;
  /** Without multi-prefix a client knows the highest prefix only, and not what is below it. */
  readonly readsAllPrefixes: boolean;
}

/** Letters of prefixes by folded nick. */
type Members = Map<string, string>;

interface SeenChannel {
  members: Members;
  topic: string;
  /** NAMES has told who was here before. */
  isListed: boolean;
  /** What the last NAMES said. */
  listed: Members | undefined;
}

export class Presence {
  /** The own nick; `*` before the welcome. */
  nick = "*";
  readonly #parts: PresenceParts;
  readonly #channels = new Map<string, SeenChannel>();
  #listing: Members = new Map();
  #isOperator = false;

  constructor(parts: PresenceParts) {
    this.#parts = parts;
  }

  /** The channels this client believes to be in. */
  get channels(): readonly string[] {
    return [...this.#channels.keys()];
  }

  /** Where this client knows to be an operator; the server's are everywhere. */
  get ruledChannels(): readonly string[] {
    if (this.#isOperator) return this.channels;
    const own = fold(this.nick);
    return this.channels.filter((name) => /[qaoh]/.test(this.#channels.get(name)?.members.get(own) ?? ""));
  }

  membersOf(channel: string): readonly string[] {
    return [...(this.#channels.get(fold(channel))?.members.keys() ?? [])];
  }

  /** One line that was read. @param from a nick. */
  read(from: string, command: string, params: readonly string[]): void {
    const [first = "", second = "", third = "", fourth = ""] = params;
    switch (command) {
      case "001":
        this.nick = first;
        return;
      case "381":
        this.#isOperator = true;
        return;
      case "JOIN":
        this.#join(from, first);
        return;
      case "PART":
        this.#leave(from, first);
        return;
      case "KICK":
        this.#kick(from, second, first);
        return;
      case "QUIT":
        this.#quit(from);
        return;
      case "NICK":
        this.#rename(from, first);
        return;
      case "RENAME":
        this.#renameChannel(first, second);
        return;
      case "MODE":
        this.#changeModes(from, first, params.slice(1));
        return;
      case "TOPIC":
        this.#setTopic(first, second);
        return;
      case "332":
        this.#setTopic(second, third);
        return;
      case "353":
        for (const name of fourth.split(" ")) this.#list(name);
        return;
      case "366":
        this.#endList(second);
        return;
    }
  }

  // What is told.

  #join(nick: string, name: string): void {
    const channel = this.#channels.get(fold(name));
    if (nick === this.nick) {
      if (channel) this.#violate(`enters ${name} twice`);
      this.#channels.set(fold(name), {
        members: new Map(),
        topic: "",
        isListed: false,
        listed: undefined,
      });
      return;
    }
    if (!channel) this.#violate(`reads that ${nick} comes to ${name}, where it is not`);
    else if (channel.isListed && channel.members.has(fold(nick)))
      this.#violate(`reads twice that ${nick} comes to ${name}`);
    channel?.members.set(fold(nick), "");
  }

  #leave(nick: string, name: string): void {
    const channel = this.#channels.get(fold(name));
    if (!channel) this.#violate(`reads that ${nick} leaves ${name}, where it is not`);
    else if (nick === this.nick) this.#channels.delete(fold(name));
    else if (!channel.members.delete(fold(nick)) && this.#sees(name, channel))
      this.#violate(`reads that ${nick} leaves ${name}, who was not there`);
  }

  /** The server's operators do it from outside as well, and are told. */
  #kick(by: string, nick: string, name: string): void {
    if (by !== this.nick || this.#channels.has(fold(name))) this.#leave(nick, name);
  }

  #quit(nick: string): void {
    let wasSeen = false;
    for (const { members } of this.#channels.values()) wasSeen = members.delete(fold(nick)) || wasSeen;
    if (!wasSeen && this.#seesAll()) this.#violate(`reads that ${nick} quits, who was nowhere`);
  }

  #rename(before: string, after: string): void {
    const isOwn = before === this.nick;
    if (isOwn) this.nick = after;
    let wasSeen = isOwn;
    for (const { members } of this.#channels.values()) {
      const letters = members.get(fold(before));
      if (letters === undefined) continue;
      wasSeen = true;
      members.delete(fold(before));
      if (members.has(fold(after))) this.#violate(`sees two people called ${after}`);
      members.set(fold(after), letters);
    }
    if (!wasSeen && this.#seesAll()) this.#violate(`reads that ${before} is now ${after}, who was nowhere`);
  }

  #renameChannel(before: string, after: string): void {
    const channel = this.#channels.get(fold(before));
    if (!channel) this.#violate(`reads that ${before} is now ${after}, where it is not`);
    else {
      this.#channels.delete(fold(before));
      this.#channels.set(fold(after), channel);
    }
  }

  #changeModes(by: string, name: string, modes: readonly string[]): void {
    if (!name.startsWith("#")) return;
    const members = this.#channels.get(fold(name))?.members;
    if (!members && by !== this.nick) this.#violate(`reads a MODE of ${name}, where it is not`);
    for (const { adding, letter, param = "" } of parseModeChanges(modes, CHANNEL_MODE_CHANGES).changes) {
      const letters = members?.get(fold(param));
      if (letters === undefined || CHANNEL_MODE_CHANGES[letter]?.kind !== "prefix") continue;
      members?.set(fold(param), adding ? letters + letter : letters.replace(letter, ""));
    }
  }

  #setTopic(name: string, text: string): void {
    const channel = this.#channels.get(fold(name));
    if (channel) channel.topic = text;
  }

  // What is asked.

  #list(name: string): void {
    const [, prefixes = "", nick = ""] = /^([~&@%+]*)([^!]*)/.exec(name) ?? [];
    const letters = PREFIX_MODES.flatMap(({ letter, prefix }) => (prefixes.includes(prefix) ? [letter] : []));
    this.#listing.set(fold(nick), letters.join(""));
  }

  #endList(name: string): void {
    const listed = this.#listing;
    this.#listing = new Map();
    const channel = this.#channels.get(fold(name));
    if (!channel) return;
    if (channel.isListed && this.#sees(name, channel))
      this.#compare(`NAMES ${name}`, listed, channel.members);
    channel.isListed = true;
    channel.listed = listed;
    channel.members = new Map(listed);
  }

  // The end.

  /** Nothing is under way, and NAMES was asked of every channel. @param session this client's. */
  checkRest(session: number): void {
    const { truth } = this.#parts;
    const names = truth.channels.of(session).sort();
    if (names.join(" ") !== [...this.channels].sort().join(" "))
      this.#violate(`believes to be in ${this.channels.join(" ")}, is in ${names.join(" ")}`);
    for (const name of names) this.#checkChannel(name, session);
  }

  #checkChannel(name: string, session: number): void {
    const { truth } = this.#parts;
    const seen = this.#channels.get(name);
    const channel = truth.channels.find(name);
    if (!seen || !channel) return;
    const visible = truth.visibleMembers(channel, session);
    const meant = new Map(visible.map(({ nick, letters }) => [fold(nick), letters]));
    this.#compare(`NAMES ${name}`, seen.listed ?? new Map(), meant);
    if (seen.topic !== channel.topic)
      this.#violate(`believes that ${name} is about "${seen.topic}", not "${channel.topic}"`);
  }

  #compare(what: string, found: Members, meant: Members): void {
    const [is, ought] = [this.#text(found), this.#text(meant)];
    if (is !== ought) this.#violate(`reads of ${what}: ${is}; but should read: ${ought}`);
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

  #violate(story: string): void {
    const { trace, who } = this.#parts;
    trace.violate("presence", `${who} (${this.nick}) ${story}`);
  }
}
