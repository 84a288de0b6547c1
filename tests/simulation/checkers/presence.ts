/**
 * Who is where, as one IRC client sees it: whoever may know of a coming, a going or a change is told of it once, in order,
 * and nobody else is. NAMES says the same.
 */
import { utf8Length } from "../../../src/protocol/split-text.ts";
import { fold } from "../fold.ts";
import type { Trace } from "../trace.ts";
import type { Truth } from "../truth.ts";
import { SeenChannels } from "./seen-channels.ts";

/** Longer ones need not fit into a line. */
const TOPIC_BYTES_MAX = 390;

export interface PresenceParts {
  readonly trace: Trace;
  readonly truth: Truth;
  readonly who: string;
  readonly readsAllPrefixes: boolean;
}

export class Presence {
  readonly #parts: PresenceParts;
  readonly #seen: SeenChannels;
  #isOperator = false;

  constructor(parts: PresenceParts) {
    this.#parts = parts;
    const { truth, readsAllPrefixes } = parts;
    this.#seen = new SeenChannels({ truth, readsAllPrefixes, violate: (story) => this.#violate(story) });
  }

  /** The own nick; `*` before the welcome. */
  get nick(): string {
    return this.#seen.nick;
  }

  /** The channels this client believes to be in. */
  get channels(): readonly string[] {
    return this.#seen.names();
  }

  /** Where this client knows to be an operator; the server's are everywhere. */
  get ruledChannels(): readonly string[] {
    if (this.#isOperator) return this.channels;
    const own = fold(this.nick);
    return this.channels.filter((name) => /[qaoh]/.test(this.#seen.find(name)?.members.get(own) ?? ""));
  }

  membersOf(channel: string): readonly string[] {
    return [...(this.#seen.find(channel)?.members.keys() ?? [])];
  }

  /** One line that was read. @param from a nick. */
  read(from: string, command: string, params: readonly string[]): void {
    const [first = "", second = "", third = "", fourth = ""] = params;
    switch (command) {
      case "001":
        this.#seen.nick = first;
        return;
      case "381":
        this.#isOperator = true;
        return;
      case "JOIN":
        this.#seen.join(from, first);
        return;
      case "PART":
        this.#seen.leave(from, first);
        return;
      case "KICK":
        this.#seen.kick(from, second, first);
        return;
      case "QUIT":
        this.#seen.quit(from);
        return;
      case "NICK":
        this.#seen.rename(from, first);
        return;
      case "RENAME":
        this.#seen.renameChannel(first, second);
        return;
      case "MODE":
        this.#seen.changeModes(from, first, params.slice(1));
        return;
      case "TOPIC":
        this.#seen.setTopic(first, second);
        return;
      case "332":
        this.#seen.setTopic(second, third);
        return;
      case "353":
        for (const name of fourth.split(" ")) this.#seen.list(name);
        return;
      case "366":
        this.#seen.endList(second);
        return;
    }
  }

  /** Nothing is under way, and NAMES was asked of every channel. @param session this client's. */
  checkRest(session: number): void {
    const { truth } = this.#parts;
    const names = truth.channelsOf(session).sort();
    if (names.join(" ") !== [...this.channels].sort().join(" "))
      this.#violate(`believes to be in ${this.channels.join(" ")}, is in ${names.join(" ")}`);
    for (const name of names) this.#checkChannel(name, session);
  }

  #checkChannel(name: string, session: number): void {
    const { truth } = this.#parts;
    const seen = this.#seen.find(name);
    const channel = truth.channels.find(name);
    if (!seen || !channel) return;
    const visible = truth.visibleMembers(channel, session);
    const meant = new Map(visible.map(({ nick, letters }) => [fold(nick), letters]));
    // Some may have gone since it was listed.
    this.#seen.compare(`NAMES ${name}`, seen.listed ? seen.members : new Map(), meant);
    const isCut = utf8Length(channel.topic) > TOPIC_BYTES_MAX && channel.topic.startsWith(seen.topic);
    if (seen.topic !== channel.topic && !isCut)
      this.#violate(`believes that ${name} is about "${seen.topic}", not "${channel.topic}"`);
  }

  #violate(story: string): void {
    const { trace, who } = this.#parts;
    trace.violate("presence", `${who} (${this.nick}) ${story}`);
  }
}
