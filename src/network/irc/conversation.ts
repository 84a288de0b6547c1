/** IRC over one connection: lines in, what the edge answers itself, everything else into the order. */
import type { EndReason } from "../../protocol/effects.ts";
import { type IrcLine, parseIrcLine } from "../../protocol/irc-line.ts";
import { LABEL_BYTES_MAX } from "../../protocol/limits.ts";
import type { Message } from "../../protocol/message.ts";
import { type SecretRequest, secretRequest, serviceRequest } from "../../protocol/services.ts";
import { utf8Length } from "../../protocol/split-text.ts";
import { parseTags } from "../../protocol/tags.ts";
import type { Guesser } from "../account-gate.ts";
import type { Conversation, Taken } from "../conversation.ts";
import type { EdgeContext } from "../edge-context.ts";
import { lineSurcharge } from "../line-units.ts";
import type { Transport } from "../transport.ts";
import { askAccount } from "./account-commands.ts";
import { EDGE_COMMANDS } from "./edge-commands.ts";
import type { Framing } from "./framing.ts";
import type { IncomingLine, LineSource } from "./input.ts";
import { Keepalive, type Watched } from "./keepalive.ts";
import { MultilineInput } from "./multiline-input.ts";
import { Sasl } from "./sasl.ts";
import { IrcSession } from "./session.ts";
import { tagsForOthers } from "./tags.ts";

export interface IrcParts {
  readonly edge: EdgeContext;
  readonly transport: Transport;
  readonly source: LineSource;
  readonly framing: Framing;
  /** The person's address. */
  readonly host: string;
}

export class IrcConversation implements Conversation, Watched {
  readonly edge: EdgeContext;
  readonly session: IrcSession;
  readonly waitsForDisk = true;
  /** The address of the connection itself; `host` may be one that a gateway vouches for. */
  readonly connectionHost: string;
  host: string;
  readonly #source: LineSource;
  readonly #transport: Transport;
  readonly #keepalive: Keepalive;
  /** Made with the first AUTHENTICATE. */
  #sasl: Sasl | undefined;
  /** Made with the first line that may be of a batch: few clients ever send one. */
  #multiline: MultilineInput | undefined;
  #isConnected = false;
  #isOver = false;
  /** This session's next lines wait for what comes of the one before. */
  #isWaiting = false;

  constructor({ edge, transport, source, framing, host }: IrcParts) {
    this.edge = edge;
    this.#source = source;
    this.#transport = transport;
    this.connectionHost = host;
    this.host = host;
    this.session = new IrcSession({ id: edge.nextSession(), edge, transport, framing, host });
    this.#keepalive = new Keepalive(this, edge);
  }

  /** A stranger who never says who it is has said nothing that counts. */
  get hasSpoken(): boolean {
    return this.session.isRegistered;
  }

  push(bytes: Uint8Array): void {
    this.#keepalive.heard();
    this.#source.push(bytes);
  }

  takeLine(): Taken {
    if (this.#isOver) return "none";
    if (this.#isWaiting || this.session.isBehind || this.session.isPaused) return "held";
    const incoming = this.#source.next();
    if (!incoming) return "none";
    this.#take(incoming);
    return "taken";
  }

  pauseMs(): undefined {
    return undefined;
  }

  finish(): void {
    const incoming = this.#source.finish();
    if (incoming && !this.#isOver) this.#take(incoming);
  }

  #take(incoming: IncomingLine): void {
    switch (incoming.kind) {
      case "line":
      case "not-utf8":
        this.#read(incoming);
        return;
      case "too-long":
        this.session.inTurn(() => this.session.reply("ERR_INPUTTOOLONG", []));
        this.#multiline?.spoil();
        return;
      case "endless":
        this.giveUp("input-too-long");
        return;
      case "close":
        this.giveUp("closed");
        return;
    }
  }

  #read(incoming: IncomingLine & { kind: "line" | "not-utf8" }): void {
    const line = parseIrcLine(incoming.text, incoming.start, incoming.end);
    this.#transport.charge(lineSurcharge(incoming.byteLength, line));
    if (!line) return;
    if (incoming.kind === "line") this.#obey(line);
    else this.#refuseBytes(line);
  }

  /** https://ircv3.net/specs/extensions/utf8-only */
  #refuseBytes(line: IrcLine): void {
    // A command that cannot be read has no name.
    const command = /^[A-Z0-9]+$/.test(line.command) ? line.command : "*";
    const reply = { severity: "FAIL", command, code: "INVALID_UTF8", context: [] } as const;
    this.session.inTurn(() => this.session.standardReply(reply), labelOf(line));
    this.#multiline?.spoil();
  }

  #obey(line: IrcLine): void {
    const label = labelOf(line);
    const own = EDGE_COMMANDS.get(line.command);
    // A gateway speaks first of all; whoever it speaks for is known only then.
    if (line.command !== "WEBIRC") this.connect();
    if (this.#isOfBatch(line, label)) return;
    if (secretOf(line, this.session)) {
      this.whenKnown(() => this.#askSecret(line, label));
      return;
    }
    if (own) own({ conversation: this, params: line.params, label });
    else this.session.ask(this.#message(line), label);
  }

  #askSecret(line: IrcLine, label: string | undefined): void {
    const { session } = this;
    const secret = secretOf(line, session);
    if (secret && session.isRegistered) askAccount(this, secret, { way: "service", label });
    else session.inTurn(() => session.reply("ERR_NOTREGISTERED", []), label);
  }

  #isOfBatch(line: IrcLine, label: string | undefined): boolean {
    if (line.tags === undefined && line.command !== "BATCH" && !this.#multiline) return false;
    this.#multiline ??= new MultilineInput(this.session);
    return this.#multiline.takes(line, label);
  }

  /** Without tags, the line itself is the message. */
  #message(line: IrcLine): Message {
    const { command, params, tags } = line;
    if (tags === undefined) return line;
    const clientTags = tagsForOthers(tags, this.session.capabilities);
    return clientTags === "" ? { command, params } : { command, params, clientTags };
  }

  /** The rules know of the session from its first line on. */
  connect(): void {
    if (this.#isConnected) return;
    this.#isConnected = true;
    const { id } = this.session;
    this.edge.delivery.add(id, this.session);
    this.edge.submit({ kind: "connect", session: id, sessionKind: "irc", host: this.host });
  }

  /** A gateway vouches for this address. */
  speakFor(host: string): void {
    this.host = host;
    this.session.isSpokenFor = true;
  }

  /** Who may not speak for others is told so, and not heard any further. */
  refuseGateway(): void {
    this.session.reply("ERR_PASSWDMISMATCH", []);
    this.#isOver = true;
    this.#transport.closeGently();
  }

  get sasl(): Sasl {
    this.#sasl ??= new Sasl(this.edge.accounts, this.guesser);
    return this.#sasl;
  }

  /** Something may be under way. */
  get hasSasl(): boolean {
    return this.#sasl !== undefined;
  }

  get guesser(): Guesser {
    return { session: this.session.id, host: this.host };
  }

  get isConnected(): boolean {
    return this.#isConnected;
  }

  /**
   * Once what was asked before is answered: the asker may just have come in, or be called otherwise. The next lines wait, as
   * what comes of these does.
   */
  whenKnown(then: () => void): void {
    this.hold();
    this.session.inTurn(() => {
      this.release();
      then();
    });
  }

  /** Holds back the next lines until the answer from outside is here. */
  waitFor<Outcome>(question: Promise<Outcome>, then: (outcome: Outcome) => void): void {
    this.hold();
    question
      .then((outcome) => {
        if (!this.#isOver) then(outcome);
      })
      // No socket's event: nobody else would catch what is thrown.
      .catch((error) => this.edge.fault(error))
      .finally(() => this.release());
  }

  /** The next lines wait for `release`. */
  hold(): void {
    this.#isWaiting = true;
  }

  release(): void {
    this.#isWaiting = false;
    this.#transport.resumeLater();
  }

  // Whose life is watched.

  get isRegistered(): boolean {
    return this.session.isRegistered;
  }

  get drainedBytes(): number {
    return this.#transport.queue.drainedBytes;
  }

  ping(): void {
    this.session.bareLine("PING", [this.session.serverName]);
  }

  giveUp(kind: Exclude<EndReason["kind"], "quit" | "kicked" | "banned" | "logged-in">): void {
    const reason = { kind };
    // Who has said nothing is not known to the rules, which would answer with the goodbye.
    if (this.#isConnected) this.end(reason);
    else this.session.close(reason);
  }

  end(reason: EndReason): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#keepalive.stop();
    if (this.#isConnected) this.edge.submit({ kind: "disconnect", session: this.session.id, reason });
    else this.#transport.closeGently();
  }

  handOver(): void {
    this.closed();
  }

  closed(): void {
    this.#isOver = true;
    this.#keepalive.stop();
    this.edge.delivery.remove(this.session.id);
  }
}

/** What has a password in it and goes no further. @param asker as known so far. */
function secretOf(line: IrcLine, asker: IrcSession): SecretRequest | undefined {
  const request = serviceRequest(line);
  return request && secretRequest(request, asker);
}

/** An empty label is none, and neither is one that is too long. https://ircv3.net/specs/extensions/labeled-response#tag-value */
function labelOf({ tags }: IrcLine): string | undefined {
  const label = tags === undefined ? undefined : parseTags(tags).get("label");
  return label && utf8Length(label) <= LABEL_BYTES_MAX ? label : undefined;
}
