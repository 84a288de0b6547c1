/** A plain-text person: what they type becomes messages, what happens becomes text. */
import type { TextParams } from "../../locales/catalog.ts";
import type { RoomKey } from "../../locales/room/en.ts";
import { roomText } from "../../locales/room/texts.ts";
import { type Capabilities, NO_CAPABILITIES } from "../../protocol/capabilities.ts";
import type { ChatEvent, EndReason, Entry, SessionId } from "../../protocol/effects.ts";
import type { HistoryAnswer } from "../../protocol/history.ts";
import type { Message, Source } from "../../protocol/message.ts";
import { type LocalCommand, type PlainRequest, parsePlainLine } from "../../protocol/plain-text.ts";
import type { SecretRequest } from "../../protocol/services.ts";
import type { Words } from "../../protocol/words.ts";
import { CHARSET_NAMES, type Charset, decodeMessage } from "../charset.ts";
import type { Recipient } from "../delivery.ts";
import type { EdgeContext } from "../edge-context.ts";
import { lineSurcharge } from "../line-units.ts";
import type { Transport } from "../transport.ts";
import { askAccount, passwordIn } from "./account-requests.ts";
import type { PlaceClasses } from "./encoding.ts";
import { Greeting } from "./greeting.ts";
import { renderHistory } from "./history.ts";
import { PlainReader } from "./reader.ts";
import { recall } from "./recall.ts";
import { renderEcho, renderGoodbye, renderLines, renderWords } from "./render.ts";
import { Unanswered } from "./unanswered.ts";

export interface PlainSessionParts {
  readonly id: SessionId;
  readonly edge: EdgeContext;
  readonly transport: Transport;
  /** The person's address. */
  readonly host: string;
}

export class PlainSession implements Recipient {
  readonly id: SessionId;
  readonly capabilities: Capabilities = NO_CAPABILITIES;
  readonly #edge: EdgeContext;
  readonly #transport: Transport;
  readonly #reader: PlainReader;
  #greeting: Greeting | undefined;
  readonly #host: string;
  /** What the next lines wait for: a password that is checked, what is on its way to the disk. */
  #pauses = 0;
  readonly #unanswered = new Unanswered();
  #hasArrived = false;
  /** The connection is gone, or speaks another language. */
  #isOver = false;
  #charset: Charset = "utf-8";
  #classes: PlaceClasses;

  constructor({ id, edge, transport, host }: PlainSessionParts) {
    this.id = id;
    this.#host = host;
    this.#edge = edge;
    this.#transport = transport;
    this.#reader = new PlainReader(edge.settings.language, edge.settings.channel);
    this.#classes = this.#chooseClasses();
  }

  get reachedAt(): string | undefined {
    return this.#transport.reachedAt;
  }

  /** The first lines. @param address the server's own, as this person reached it. */
  greet(address: string): void {
    const { version, channel, welcome } = this.#edge.settings;
    const lines = [this.#text("welcome"), this.#text("greeting", { version, address, channel })];
    if (welcome !== "") lines.push(welcome);
    this.#greeting = new Greeting(lines.join("\n"), this.#edge.clock, (text) => this.#print(text));
  }

  /** Nothing is shown any more, whatever was asked before. */
  stop(): void {
    this.#isOver = true;
    this.#greeting?.cancel();
  }

  /** One message as it came, without its line end. */
  say(bytes: Uint8Array): void {
    const { text, charset } = decodeMessage(bytes, this.#charset);
    if (charset !== this.#charset) this.#useCharset(charset);
    const { channel, nick } = this.#reader;
    const request = parsePlainLine(eraseTyped(text), { channel, nick, isConsole: false });
    this.#transport.charge(
      lineSurcharge(bytes.length, request.kind === "message" ? request.message : undefined),
    );
    this.#ask(request);
  }

  #ask(request: PlainRequest): void {
    switch (request.kind) {
      case "nothing":
        return;
      case "message":
        this.#askRules(request.message);
        return;
      case "register":
        // Who has no name yet takes one first; where that is refused, so is the account.
        this.#submit({ command: "NICK", params: [request.name] });
        this.#askAccount(() => request);
        return;
      case "local":
        this.#answer(request.command, request.argument);
        return;
      case "unknown":
      case "incomplete":
        this.#print(this.#reader.explain(request));
        return;
    }
  }

  get isPaused(): boolean {
    return this.#pauses > 0;
  }

  pause(): void {
    this.#pauses += 1;
  }

  resume(): void {
    this.#pauses -= 1;
    if (this.#pauses === 0) this.#transport.resumeLater();
  }

  #askRules(message: Message): void {
    const secret = passwordIn(message, this.#reader);
    // Whom it is about is read once more when it is known who asks.
    if (secret) this.#askAccount(() => passwordIn(message, this.#reader) ?? secret);
    else this.#submit(message);
  }

  #submit(message: Message): void {
    this.#order({ kind: "message", session: this.id, message, capabilities: NO_CAPABILITIES });
  }

  #order(entry: Entry): void {
    this.#unanswered.asked();
    this.#edge.submit(entry);
  }

  /** Once what was asked before is answered: it may have logged the person in, or given them another name. */
  #askAccount(read: () => SecretRequest): void {
    this.pause();
    this.#unanswered.whenAnswered(() => this.#resolve(read()));
  }

  #resolve(request: SecretRequest): void {
    askAccount(request, {
      id: this.id,
      host: this.#host,
      edge: this.#edge,
      nick: this.#reader.nick,
      account: this.#reader.account,
      ask: (outcome) => this.#order({ ...outcome, session: this.id }),
      refuse: (why) => this.tell({ kind: "notice", from: "NickServ", name: why, params: [] }),
      release: () => this.resume(),
    });
  }

  #answer(command: LocalCommand, argument: string): void {
    switch (command) {
      case "help":
        this.#print(this.#text("help"));
        return;
      case "lang": {
        const answer = this.#reader.chooseLanguage(argument);
        this.#classes = this.#chooseClasses();
        this.#print(answer);
        return;
      }
      case "charset":
        this.#answerCharset(argument);
        return;
      case "recall":
        this.#recall();
        return;
    }
  }

  #recall(): void {
    const { historyId, findMessage } = this.#edge;
    const submit = (entry: Entry): void => this.#order(entry);
    const asker = { session: this.id, reader: this.#reader, historyId, findMessage, submit };
    recall(asker, (why) => this.#print(this.#text(why)));
  }

  #answerCharset(argument: string): void {
    const charset = CHARSET_NAMES.get(argument.toLowerCase());
    if (argument !== "" && !charset) {
      this.#print(this.#text("charsetUnknown", { argument }));
      return;
    }
    this.#useCharset(charset ?? this.#charset);
    this.#print(this.#text("charsetIs", { charset: this.#charset }));
  }

  #useCharset(charset: Charset): void {
    this.#charset = charset;
    this.#classes = this.#chooseClasses();
  }

  #chooseClasses(): PlaceClasses {
    return this.#edge.encoding.classesFor(this.#reader.language, this.#charset);
  }

  #text(key: RoomKey, params?: TextParams): string {
    return roomText(this.#reader.language, key, params);
  }

  receive(event: ChatEvent): void {
    if (this.#isOver) return;
    // Nearly always words, which move nobody.
    const moved = event.command === "PRIVMSG" ? undefined : this.#reader.moved(event);
    if (moved !== undefined) {
      this.#queue(moved);
      return;
    }
    this.#classes[this.#reader.placeOf(event)].queueEvent(event, this.#transport.queue);
    this.#transport.queued();
  }

  receiveOwn(event: ChatEvent): void {
    if (event.command === "PRIVMSG") {
      this.#reader.hasSaid(event);
      if (this.#edge.settings.echo) this.#queue(renderEcho(event));
      return;
    }
    this.#queue(this.#reader.follow(event));
  }

  tell(words: Words): void {
    this.#queue(renderWords(words, this.#reader.language));
  }

  beginBatch(): void {
    // Plain text has no frame around lines that belong together.
  }

  endBatch(): void {}

  showHistory(answer: HistoryAnswer): void {
    this.#greeting?.say();
    const isUnasked = !this.#hasArrived;
    this.#hasArrived = true;
    // Programs that count on a reply to each line would count these, too.
    if (isUnasked && this.#edge.settings.echo) return;
    this.#queue(renderHistory(answer, this.#reader, this.#edge.clock.nowMs()));
  }

  identify(source: Source): void {
    this.#reader.identify(source);
  }

  beginAnswer(): void {
    // Plain text has no labels: every answer leaves as it comes.
  }

  endAnswer(): void {
    this.#unanswered.answered();
  }

  refuseMessage(): void {
    this.#print(this.#text("notDelivered"));
  }

  close(reason: EndReason): void {
    // Who closed the connection reads nothing any more; who sent a last line and half-closed counts the replies.
    if (reason.kind !== "closed") this.#queue(renderGoodbye(reason, this.#reader.language));
    this.#transport.closeGently();
  }

  #print(lines: string): void {
    this.#queue(renderLines(lines));
  }

  #queue(text: string): void {
    this.#greeting?.say();
    if (text === "" || this.#isOver) return;
    this.#classes.current.queueText(text, this.#transport.queue);
    this.#transport.queued();
  }
}

/** Windows telnet sends backspace as it was typed, after the character it takes away. */
function eraseTyped(text: string): string {
  if (!/[\b\u007f]/.test(text)) return text;
  const kept: string[] = [];
  for (const character of text) {
    if (character === "\b" || character === "\u007f") kept.pop();
    else kept.push(character);
  }
  return kept.join("");
}
