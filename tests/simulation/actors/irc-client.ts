/** An honest IRC program, over lines or a WebSocket. */

import { CAPABILITY_NAMES } from "../../../src/protocol/capabilities.ts";
import type { SessionId } from "../../../src/protocol/effects.ts";
import { parseIrcLine } from "../../../src/protocol/irc-line.ts";
import { parseTags } from "../../../src/protocol/tags.ts";
import { Presence } from "../checkers/presence.ts";
import type { Random } from "../random.ts";
import type { World } from "../world.ts";
import { Client } from "./client.ts";
import { settle } from "./habits.ts";
import type { Wire } from "./wire.ts";

/** What programs of today ask for; others ask for anything. */
const CAPABILITY_SETS: readonly (readonly string[])[] = [
  [],
  ["server-time"],
  ["message-tags", "echo-message"],
  ["batch", "labeled-response", "echo-message", "message-tags", "server-time", "account-tag"],
  ["batch", "labeled-response", "draft/channel-rename", "multi-prefix", "away-notify", "extended-join"],
  ["multi-prefix", "userhost-in-names", "setname", "account-notify", "invite-notify"],
];

const NICKS = ["ann", "Bob", "carl", "dora", "Eve", "fred", "小明", "gil[x]", "hal", "ida", "joe", "kim"];

export class IrcClient extends Client {
  readonly #presence: Presence;
  readonly #capabilities: readonly string[];
  #isRegistered = false;
  #hasBegun = false;

  constructor(world: World, who: string, wire: Wire) {
    super(world, who, wire);
    this.#capabilities = pickCapabilities(world.random);
    const readsAllPrefixes = this.#capabilities.includes("multi-prefix");
    this.#presence = new Presence({ trace: world.trace, truth: world.truth, who, readsAllPrefixes });
  }

  get nick(): string {
    return this.#presence.nick;
  }

  get isReady(): boolean {
    return this.#isRegistered && !this.isOver;
  }

  /** Whether answers to labelled commands can be told apart. */
  get readsLabels(): boolean {
    return ["labeled-response", "batch"].every((name) => this.#capabilities.includes(name));
  }

  opened(): void {
    if (this.wire.opening) this.link?.send(this.wire.opening);
    if (this.wire.isOpen) this.#begin();
  }

  #begin(): void {
    this.#hasBegun = true;
    const { random } = this.world;
    if (this.#capabilities.length > 0 || random.chance(0.3)) {
      this.say("CAP LS 302");
      if (this.#capabilities.length > 0) this.say(`CAP REQ :${this.#capabilities.join(" ")}`);
    }
    this.say(`NICK ${random.pick(NICKS)}`);
    this.say(`USER ${this.who} 0 * :${this.who}`);
    this.say("CAP END");
  }

  override received(bytes: Uint8Array): void {
    super.received(bytes);
    if (this.wire.isOpen && !this.#hasBegun) {
      if (this.link) this.link.needsRealTurns = false;
      this.#begin();
    }
  }

  protected read(text: string): void {
    if (/[\r\0]/.test(text))
      this.world.trace.violate("one line", `${this.who} reads ${JSON.stringify(text)}`);
    const line = parseIrcLine(text);
    if (!line) return;
    const { source = "", command, params } = line;
    const tags = line.tags === undefined ? undefined : parseTags(line.tags);
    const label = tags?.get("label");
    if (label !== undefined) this.answers.answered(Number(label));
    const [first = "", second = ""] = params;
    this.#presence.read(nickOf(source), command, params);
    switch (command) {
      case "PRIVMSG":
      case "NOTICE":
        this.#hear(source, first, second);
        return;
      case "TAGMSG":
        this.#hear(
          source,
          first,
          (line.tags ?? "")
            .split(";")
            .filter((tag) => tag.startsWith("+"))
            .join(";"),
        );
        return;
      case "PING":
        this.say(`PONG :${first}`);
        return;
      case "PONG":
        if (label === undefined) this.answers.answered(Number(second));
        return;
      case "001":
        this.#isRegistered = true;
        settle(this, this.world.random);
        this.world.ready(this);
        return;
      case "401":
        if (label === undefined && second.startsWith("ghost-"))
          this.answers.answered(Number(second.slice(6)));
        return;
      case "433":
        if (!this.#isRegistered)
          this.say(`NICK ${this.world.random.pick(NICKS)}${this.world.random.below(99)}`);
        return;
    }
  }

  #hear(source: string, target: string, text: string): void {
    const [from = "", username] = source.split("!");
    if (username === undefined || this.session === undefined) return;
    this.world.hearing.heard(this.session, this.who, { from, target, text });
  }

  /** Asks something whose answer brings the number back. */
  askNumbered(): void {
    const number = this.answers.ask();
    const isLabelled = this.readsLabels && this.world.random.chance(0.5);
    const question = this.world.random.pick([`PING ${number}`, `PRIVMSG ghost-${number} :x`]);
    this.say(isLabelled ? `@label=${number} ${question}` : question);
  }

  /** Any command; where labels are read its answer must bring the label back. */
  ask(command: string): void {
    const isLabelled = this.readsLabels && this.world.random.chance(0.4);
    this.say(isLabelled ? `@label=${this.answers.ask()} ${command}` : command);
  }

  anyNick(): string {
    return this.world.random.pick([...NICKS, "server", this.nick]);
  }

  /** One where this client is. */
  anyChannel(): string | undefined {
    const { channels } = this.#presence;
    return channels.length === 0 ? undefined : this.world.random.pick(channels);
  }

  /** One where this client may change something. */
  anyRuledChannel(): string | undefined {
    const channels = this.#presence.ruledChannels;
    return channels.length === 0 ? undefined : this.world.random.pick(channels);
  }

  /** One whom this client sees in the channel. */
  anyMember(channel: string): string | undefined {
    const members = this.#presence.membersOf(channel);
    return members.length === 0 ? undefined : this.world.random.pick(members);
  }

  /** Asks who is where, to compare it with what was told. */
  override review(): void {
    for (const channel of this.#presence.channels) this.ask(`NAMES ${channel}`);
  }

  override checkRest(session: SessionId): void {
    super.checkRest(session);
    this.#presence.checkRest(session);
  }

  protected sayLast(text: string): void {
    this.say(`PRIVMSG server :${text}`);
  }

  quit(): void {
    this.say("QUIT :bye");
    this.hasLeft = true;
  }
}

function pickCapabilities(random: Random): readonly string[] {
  if (random.chance(0.5)) return random.pick(CAPABILITY_SETS);
  return CAPABILITY_NAMES.filter(() => random.chance(0.4));
}

function nickOf(source: string): string {
  const [nick = ""] = source.split("!", 1);
  return nick;
}
