/** A plain-text person: what they type becomes messages, what happens becomes text. */
import { LANGUAGES, type Language } from "../../locales/catalog.ts";
import { roomText } from "../../locales/room/texts.ts";
import type { ChatEvent, EndReason, SessionId } from "../../protocol/effects.ts";
import type { NumericName } from "../../protocol/numerics.ts";
import { type LocalCommand, type PlainRequest, parsePlainLine } from "../../protocol/plain-text.ts";
import { CHARSET_NAMES, type Charset, decodeMessage } from "../charset.ts";
import type { Recipient } from "../delivery.ts";
import type { EdgeContext } from "../edge-context.ts";
import type { SendQueue } from "../send-queue.ts";
import type { PlaceClasses } from "./encoding.ts";
import { renderEcho, renderGoodbye, renderLines, renderOwnEvent, renderReply } from "./render.ts";
import { usageOf } from "./usage.ts";

/** The connection below: where bytes are queued. */
export interface PlainTransport {
  readonly queue: SendQueue;
  /** Something was queued. */
  queued(): void;
  /** Sends what is queued, then closes. */
  closeGently(): void;
}

export class PlainSession implements Recipient {
  readonly id: SessionId;
  readonly #edge: EdgeContext;
  readonly #transport: PlainTransport;
  #language: Language;
  #charset: Charset = "utf-8";
  #classes: PlaceClasses;
  /** Where lines without a command go. */
  #channel: string | undefined;

  constructor(id: SessionId, edge: EdgeContext, transport: PlainTransport) {
    this.id = id;
    this.#edge = edge;
    this.#transport = transport;
    this.#language = edge.settings.language;
    this.#channel = edge.settings.channel;
    this.#classes = edge.encoding.classesFor(this.#language, this.#charset);
  }

  /** The first lines. @param address the server's own, as this person reached it. */
  greet(address: string): void {
    const { version, channel, welcome } = this.#edge.settings;
    const lines = [
      roomText(this.#language, "welcome"),
      roomText(this.#language, "greeting", { version, address, channel }),
    ];
    if (welcome !== "") lines.push(welcome);
    this.#print(lines.join("\n"));
  }

  /** One message as it came, without its line end. */
  say(bytes: Uint8Array): void {
    const { text, charset } = decodeMessage(bytes, this.#charset);
    if (charset !== this.#charset) this.#view(this.#language, charset);
    const request = parsePlainLine(eraseTyped(text), { channel: this.#channel, isConsole: false });
    this.#ask(request);
  }

  #ask(request: PlainRequest): void {
    switch (request.kind) {
      case "nothing":
        return;
      case "message":
        this.#edge.submit({ kind: "message", session: this.id, message: request.message });
        return;
      case "local":
        this.#answer(request.command, request.argument);
        return;
      case "unknown":
        this.#print(roomText(this.#language, "unknownCommand", { word: request.word }));
        return;
      case "incomplete":
        this.#print(
          roomText(this.#language, "incomplete", {
            word: request.word,
            usage: usageOf(request.word, this.#language),
          }),
        );
        return;
    }
  }

  #answer(command: LocalCommand, argument: string): void {
    switch (command) {
      case "help":
        this.#print(roomText(this.#language, "help"));
        return;
      case "lang":
        this.#setLanguage(argument.toLowerCase());
        return;
      case "charset":
        this.#setCharset(argument.toLowerCase());
        return;
    }
  }

  #setLanguage(argument: string): void {
    const language = LANGUAGES.find((known) => known === argument);
    if (argument !== "" && !language) {
      this.#print(roomText(this.#language, "langUnknown", { argument }));
      return;
    }
    this.#view(language ?? this.#language, this.#charset);
    this.#print(roomText(this.#language, "langIs", { language: this.#language }));
  }

  #setCharset(argument: string): void {
    const charset = CHARSET_NAMES.get(argument);
    if (argument !== "" && !charset) {
      this.#print(roomText(this.#language, "charsetUnknown", { argument }));
      return;
    }
    this.#view(this.#language, charset ?? this.#charset);
    this.#print(roomText(this.#language, "charsetIs", { charset: this.#charset }));
  }

  #view(language: Language, charset: Charset): void {
    this.#language = language;
    this.#charset = charset;
    this.#classes = this.#edge.encoding.classesFor(language, charset);
  }

  receive(event: ChatEvent): void {
    const target = event.params[0];
    const isHere = target === this.#channel || event.command === "NICK";
    const place = isHere ? "current" : target?.startsWith("#") ? "other" : "private";
    this.#classes[place].queueEvent(event, this.#transport.queue);
    this.#transport.queued();
  }

  receiveOwn(event: ChatEvent): void {
    if (event.command === "PRIVMSG") {
      if (this.#edge.settings.echo) this.#queue(renderEcho(event));
      return;
    }
    const [channel] = event.params;
    if (event.command === "JOIN") this.#channel = channel;
    if (event.command === "PART" && channel === this.#channel) this.#channel = undefined;
    this.#queue(renderOwnEvent(event, this.#language));
  }

  reply(name: NumericName, params: readonly string[]): void {
    this.#queue(renderReply(name, params, this.#language));
  }

  refuseMessage(): void {
    this.#print(roomText(this.#language, "notDelivered"));
  }

  close(reason: EndReason): void {
    // Who closed the connection reads nothing any more; who sent a last line and half-closed counts the replies.
    if (reason.kind !== "closed") this.#queue(renderGoodbye(reason, this.#language));
    this.#transport.closeGently();
  }

  #print(lines: string): void {
    this.#queue(renderLines(lines));
  }

  #queue(text: string): void {
    if (text === "") return;
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
