/** An honest IRC program, over lines or a WebSocket. */

import type { SessionId } from "../../../src/protocol/effects.ts";
import { type IrcLine, parseIrcLine } from "../../../src/protocol/irc-line.ts";
import { parseTags } from "../../../src/protocol/tags.ts";
import type { Heard } from "../checkers/hearing.ts";
import { Presence } from "../checkers/presence.ts";
import type { World } from "../world.ts";
import { confirmation, loginLines, useAccount } from "./account-habits.ts";
import { OpenBatches, type Tags } from "./batches.ts";
import { NICKS, negotiation, pickCapabilities } from "./chosen-capabilities.ts";
import { Client } from "./client.ts";
import { settle } from "./habits.ts";
import { nickOf, ownTags } from "./line-parts.ts";
import { splitClock } from "./plain-line.ts";
import type { Wire } from "./wire.ts";

const SAID: ReadonlySet<string> = new Set(["PRIVMSG", "NOTICE"]);

export class IrcClient extends Client {
  readonly #presence: Presence;
  readonly #capabilities: readonly string[];
  /** The name of its account, as far as it has been told. */
  account: string | undefined;
  #isRegistered = false;
  #hasBegun = false;
  /** Labels of what is never answered by silence. */
  readonly #worded = new Set<number>();
  readonly #batches = new OpenBatches();

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

  /** Whether what was said earlier can be told from what is said now. */
  get readsBatches(): boolean {
    return this.#capabilities.includes("batch");
  }

  get readsMarkers(): boolean {
    return this.#capabilities.includes("draft/read-marker");
  }

  opened(): void {
    if (this.wire.opening) this.link?.send(this.wire.opening);
    if (this.wire.isOpen) this.#begin();
  }

  #begin(): void {
    this.#hasBegun = true;
    const { random } = this.world;
    for (const line of negotiation(this.#capabilities, random)) this.say(line);
    const { loginShare } = this.world.plan;
    const logsIn = this.#capabilities.length > 0 && loginShare > 0 && random.chance(loginShare);
    if (logsIn) for (const line of loginLines(this.world)) this.say(line);
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
    const tags: Tags = line.tags === undefined ? undefined : parseTags(line.tags);
    const label = tags?.get("label");
    if (label !== undefined) this.answers.answered(Number(label));
    // Who has ended its stream is gone before the disk has answered.
    if (command === "ACK" && this.#worded.has(Number(label)) && !this.hasLeft)
      this.world.trace.violate("replies", `${this.who} is told nothing in answer ${label}`);
    if (command === "BATCH") this.#batches.read(tags, params);
    else if (this.#batches.isEarlier(tags) && !SAID.has(command)) this.#recall(source, command);
    else this.#readLine(line, tags);
  }

  #readLine({ source = "", command, params, tags: text }: IrcLine, tags: Tags): void {
    const [first = "", second = ""] = params;
    const isEarlier = this.#batches.isEarlier(tags);
    const isLabelled = tags?.has("label") ?? false;
    this.#presence.read(nickOf(source), command, params);
    switch (command) {
      case "PRIVMSG":
      case "NOTICE":
        if (nickOf(source) === "NickServ") {
          this.#readService(second);
          return;
        }
        this.#hear({ from: source, target: first, text: second, isEarlier });
        this.world.readMsgid(tags?.get("msgid"));
        return;
      case "TAGMSG":
        this.#hear({ from: source, target: first, text: ownTags(text), isEarlier });
        return;
      case "FAIL":
        // A REDACT is refused for a disk that cannot be read as well.
        if (second === "CANNOT_STORE" && first !== "REDACT" && this.session !== undefined)
          this.world.life.refusals.read(this.session, this.who);
        return;
      case "PING":
        this.say(`PONG :${first}`);
        return;
      case "PONG":
        if (!isLabelled) this.answers.answered(Number(second));
        return;
      case "001":
        this.#isRegistered = true;
        settle(this, this.world.random);
        this.world.ready(this);
        return;
      case "401":
        if (!isLabelled && second.startsWith("ghost-")) this.answers.answered(Number(second.slice(6)));
        return;
      case "900":
        this.account = params[2];
        if (this.#isRegistered) useAccount(this, this.world.random);
        return;
      case "901":
        this.account = undefined;
        return;
      case "433":
        if (!this.#isRegistered)
          this.say(`NICK ${this.world.random.pick(NICKS)}${this.world.random.below(99)}`);
        return;
    }
  }

  /** Most who are asked once more whether they mean it do. */
  #readService(text: string): void {
    const confirmed = confirmation(text);
    if (confirmed !== undefined && this.world.random.chance(0.7)) this.ask(`NS ${confirmed}`);
  }

  #hear({ isEarlier, ...line }: Heard): void {
    const [from = "", username] = line.from.split("!");
    if (username === undefined || this.session === undefined) return;
    const { clock, text } = splitClock(line.text);
    const told = clock !== "" || (this.readsBatches ? isEarlier : undefined);
    this.world.hearing.heard(this.session, this.who, { ...line, text, from, isEarlier: told });
  }

  /** What happened earlier changes nothing now. */
  #recall(source: string, command: string): void {
    if (this.session === undefined) return;
    const line = { from: nickOf(source), target: "current", text: command, isEarlier: true };
    this.world.hearing.heard(this.session, this.who, line);
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

  /** The same for what is always answered in words. */
  askInWords(command: string): void {
    if (this.readsLabels) this.#worded.add(this.answers.nextNumber);
    this.say(this.readsLabels ? `@label=${this.answers.ask()} ${command}` : command);
  }

  anyNick(): string {
    return this.world.random.pick([...NICKS, "server", this.nick]);
  }

  /** One where this client is. */
  anyChannel(): string | undefined {
    return this.#any(this.#presence.channels);
  }

  /** One where this client may change something. */
  anyRuledChannel(): string | undefined {
    return this.#any(this.#presence.ruledChannels);
  }

  /** One whom this client sees in the channel. */
  anyMember(channel: string): string | undefined {
    return this.#any(this.#presence.membersOf(channel));
  }

  #any(names: readonly string[]): string | undefined {
    return names.length === 0 ? undefined : this.world.random.pick(names);
  }

  /** Asks who is where, to compare it with what was told. */
  override review(): void {
    for (const channel of this.#presence.channels) this.ask(`NAMES ${channel}`);
  }

  override checkRest(session: SessionId): void {
    super.checkRest(session);
    this.#presence.checkRest(session);
    this.world.life.refusals.checkComplete(session, this.who);
  }

  protected sayLast(text: string): void {
    this.say(`PRIVMSG server :${text}`);
  }

  quit(): void {
    this.say("QUIT :bye");
    this.hasLeft = true;
  }
}
