/** An IRC person: their lines become messages, what happens becomes lines. */
import type { Language } from "../../locales/catalog.ts";
import {
  type Capabilities,
  capabilities,
  hasCapabilities,
  hasCapability,
} from "../../protocol/capabilities.ts";
import type { ChatEvent, EndReason, Entry, SessionId } from "../../protocol/effects.ts";
import type { HistoryAnswer } from "../../protocol/history.ts";
import { formatIrcLine } from "../../protocol/irc-line.ts";
import { METADATA_SYNC_MS } from "../../protocol/limits.ts";
import type { Message, Source } from "../../protocol/message.ts";
import type { NoticeName, ServiceName } from "../../protocol/notices.ts";
import type { NumericName } from "../../protocol/numerics.ts";
import type { StandardReply, Words } from "../../protocol/words.ts";
import type { Recipient } from "../delivery.ts";
import type { EdgeContext } from "../edge-context.ts";
import type { Transport } from "../transport.ts";
import { Answers } from "./answers.ts";
import type { OfferChange } from "./capability-offer.ts";
import type { Framing } from "./framing.ts";
import { goodbyeLines } from "./goodbye.ts";
import { Reading } from "./reading.ts";
import { leaveAndEnter, questionsOnEntering, readsRename, synchronizes } from "./rename-fallback.ts";
import { showHistory } from "./show-history.ts";
import { timeTag } from "./tags.ts";
import { renderWords } from "./words.ts";

/** Labels need batches: a longer answer could not be told apart without them. */
const LABELS = capabilities("labeled-response", "batch");

const METADATA_SYNC_SECONDS = String(METADATA_SYNC_MS / 1000);

/** What the edge found out about something that was asked. */
type Outcome =
  | Omit<Entry & { readonly kind: "login" }, "session">
  | Omit<Entry & { readonly kind: "operator" }, "session">
  | Omit<Entry & { readonly kind: "password" }, "session">
  | Omit<Entry & { readonly kind: "redaction" }, "session">
  | Omit<Entry & { readonly kind: "register" }, "session">;

export interface IrcSessionParts {
  readonly id: SessionId;
  readonly edge: EdgeContext;
  readonly transport: Transport;
  readonly framing: Framing;
  readonly host: string;
}

export class IrcSession implements Recipient {
  readonly id: SessionId;
  readonly reading: Reading;
  readonly #edge: EdgeContext;
  readonly #transport: Transport;
  /** A gateway has said for whom it connects: they have reached the gateway, nobody knows where. */
  isSpokenFor = false;
  #host: string;
  /** How much of what this session has asked is on its way to the disk, with what it asks next waiting for it. */
  #pauses = 0;
  /** `*` until the rules know this session. */
  #nick = "*";
  #identity: Source | undefined;
  readonly #answers: Answers;

  constructor({ id, edge, transport, framing, host }: IrcSessionParts) {
    this.id = id;
    this.#edge = edge;
    this.#transport = transport;
    this.#host = host;
    this.reading = new Reading(edge, framing);
    this.#answers = new Answers(this);
  }

  get capabilities(): Capabilities {
    return this.reading.negotiation.capabilities;
  }

  get reachedAt(): string | undefined {
    return this.isSpokenFor ? undefined : this.#transport.reachedAt;
  }

  get serverName(): string {
    return this.#edge.settings.serverName;
  }

  get language(): Language {
    return this.reading.language;
  }

  get host(): string {
    return this.#host;
  }

  get nick(): string {
    return this.#nick;
  }

  /** The account's name, where it is logged in. */
  get account(): string | undefined {
    return this.#identity?.account;
  }

  get isRegistered(): boolean {
    return this.#identity !== undefined;
  }

  // Asking.

  /** Hands a message to the order. */
  ask(message: Message, label?: string): void {
    this.#answers.asked(this.#usable(label));
    this.#edge.submit({ kind: "message", session: this.id, message, capabilities: this.capabilities });
  }

  /** The same for what was found out at the edge. */
  askOutcome(entry: Outcome, label?: string): void {
    this.#answers.asked(this.#usable(label));
    this.#edge.submit({ ...entry, session: this.id });
  }

  setNegotiation(state: "open" | "ended"): void {
    this.#answers.asked(undefined);
    this.#edge.submit({ kind: "negotiation", session: this.id, state, capabilities: this.capabilities });
  }

  /** What the edge answers itself: after everything that was asked before. */
  inTurn(answer: () => void, label?: string): void {
    this.#answers.inTurn(answer, this.#usable(label));
  }

  #usable(label: string | undefined): string | undefined {
    return hasCapabilities(this.capabilities, LABELS) ? label : undefined;
  }

  offerChanged(change: OfferChange): void {
    this.inTurn(() => {
      const lines = this.reading.negotiation.offerChanged(change);
      for (const line of lines) this.capLine(line);
      this.reading.changed();
    });
  }

  // Answers.

  pause(): void {
    this.#pauses += 1;
  }

  resume(): void {
    this.#pauses -= 1;
    if (this.#pauses === 0) this.#transport.resumeLater();
  }

  /** Whether what this session asks next waits for the disk. */
  get isPaused(): boolean {
    return this.#pauses > 0;
  }

  /** Whether so many answers wait that no more is read, until the oldest one is given. */
  get isBehind(): boolean {
    return this.#answers.isBehind;
  }

  beginAnswer(): void {
    if (this.isBehind) this.#transport.resumeLater();
    this.#answers.begin();
  }

  endAnswer(): void {
    this.#answers.end();
  }

  beginBatch(type: string, params: readonly string[]): void {
    if (hasCapability(this.capabilities, "batch")) this.#answers.beginBatch(type, params);
  }

  endBatch(): void {
    this.#answers.endBatch();
  }

  tell(words: Words): void {
    this.showLine(renderWords(words, this));
  }

  reply(name: NumericName, params: readonly string[]): void {
    this.tell({ kind: "reply", name, params });
  }

  standardReply(reply: StandardReply): void {
    this.tell({ kind: "standard", reply });
  }

  notice(from: ServiceName, name: NoticeName, params: readonly string[]): void {
    this.tell({ kind: "notice", from, name, params });
  }

  /** A line of the server to this session: `CAP`, `PONG` … */
  serverLine(command: string, params: readonly string[]): void {
    this.showLine(
      formatIrcLine({ source: this.serverName, command, params }, { forceTrailing: params.length > 1 }),
    );
  }

  capLine(params: readonly string[]): void {
    this.serverLine("CAP", [this.#nick, ...params]);
  }

  /** A line without a source. */
  bareLine(command: string, params: readonly string[]): void {
    this.sendLines([formatIrcLine({ command, params }, { forceTrailing: true })]);
  }

  showHistory(answer: HistoryAnswer): void {
    showHistory(this, answer);
  }

  showEvent(event: ChatEvent): void {
    for (const item of this.reading.class.eventItems(event)) this.#answers.add(item);
  }

  nowMs(): number {
    return this.#edge.clock.nowMs();
  }

  refuseMessage(command: string): void {
    this.standardReply({ severity: "FAIL", command, code: "CANNOT_STORE", context: [] });
  }

  /** A line of the server, whole but for its tags. */
  showLine(line: string): void {
    const tags = hasCapability(this.capabilities, "server-time") ? timeTag(this.nowMs()) : "";
    this.#answers.add({ tags, line });
  }

  // What happens.

  receive(event: ChatEvent): void {
    if (event.command === "RENAME" && !readsRename(this.capabilities)) this.#followRename(event);
    else this.#queueEvent(event);
  }

  receiveOwn(event: ChatEvent): void {
    if (!isSaid(event)) {
      this.#receiveDone(event);
      return;
    }
    // Who talks to themselves reads the receipt and, like everybody who is talked to, the message. What is said under another
    // name, no client shows by itself.
    const isEchoed = hasCapability(this.capabilities, "echo-message") || event.saidBy !== undefined;
    if (isEchoed) this.#sendOwnEvent(event);
    if (event.params[0] === this.#nick) this.#queueEvent(event);
  }

  #receiveDone(event: ChatEvent): void {
    if (event.command === "RENAME" && !readsRename(this.capabilities)) this.#followRename(event);
    else this.#sendOwnEvent(event);
  }

  #queueEvent(event: ChatEvent): void {
    this.reading.class.queueEvent(event, this.#transport.queue);
    this.#transport.queued();
  }

  #sendOwnEvent(event: ChatEvent): void {
    if (!this.#answers.isCollecting) this.#queueEvent(event);
    else this.showEvent(event);
  }

  /** Who cannot read RENAME sees this person leave the old channel and enter the new one. */
  #followRename(event: ChatEvent): void {
    const { capabilities } = this;
    if (!this.#identity) return;
    for (const line of leaveAndEnter(event, { source: this.#identity, capabilities }))
      this.#answers.add(line);
    const [, entered = ""] = event.params;
    if (synchronizes(capabilities)) this.reply("ERR_METADATASYNCLATER", [entered, METADATA_SYNC_SECONDS]);
    for (const question of questionsOnEntering(event, capabilities)) this.ask(question);
  }

  identify(source: Source): void {
    this.#identity = source;
    this.#nick = source.nick;
    this.#host = source.host;
  }

  close(reason: EndReason): void {
    this.#answers.close();
    this.sendLines(goodbyeLines(reason, this));
    this.#transport.closeGently();
  }

  sendLines(lines: readonly string[]): void {
    if (lines.length === 0) return;
    this.reading.class.queueLines(lines, this.#transport.queue);
    this.#transport.queued();
  }
}

function isSaid({ command }: ChatEvent): boolean {
  return command === "PRIVMSG" || command === "NOTICE" || command === "TAGMSG" || command === "REDACT";
}
