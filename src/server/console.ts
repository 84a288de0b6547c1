/** The person at the server's terminal: the user `server`, who sees everybody come, go and talk. */
import { LANGUAGES, type Language } from "../locales/catalog.ts";
import { roomText } from "../locales/room/texts.ts";
import { serverText } from "../locales/server/texts.ts";
import type { Recipient } from "../network/delivery.ts";
import { renderEvent, renderOwnEvent, renderReply } from "../network/plain/render.ts";
import { usageOf } from "../network/plain/usage.ts";
import {
  type ChatEvent,
  CONSOLE_SESSION,
  type EndReason,
  type Entry,
  type SessionId,
} from "../protocol/effects.ts";
import { displayName, type Message, type Source } from "../protocol/message.ts";
import type { NumericName } from "../protocol/numerics.ts";
import { type LocalCommand, parsePlainLine } from "../protocol/plain-text.ts";
import type { Observer } from "./pipeline.ts";

export interface ConsoleParts {
  readonly channel: string;
  readonly language: Language;
  submit(entry: Entry): void;
  /** Shows lines; they are safe for a terminal. */
  show(text: string): void;
  /** `/quit`. */
  stop(): void;
}

export class Console implements Recipient, Observer {
  readonly #parts: ConsoleParts;
  #language: Language;
  #channel: string | undefined;

  constructor(parts: ConsoleParts) {
    this.#parts = parts;
    this.#language = parts.language;
    this.#channel = parts.channel;
  }

  /** One typed line. */
  type(line: string): void {
    const request = parsePlainLine(line, { channel: this.#channel, isConsole: true });
    switch (request.kind) {
      case "nothing":
        return;
      case "message":
        this.#ask(request.message);
        return;
      case "local":
        this.#answer(request.command, request.argument);
        return;
      case "unknown":
        this.#parts.show(roomText(this.#language, "unknownCommand", { word: request.word }));
        return;
      case "incomplete": {
        const usage = usageOf(request.word, this.#language);
        this.#parts.show(roomText(this.#language, "incomplete", { word: request.word, usage }));
        return;
      }
    }
  }

  #ask(message: Message): void {
    if (message.command === "QUIT") this.#parts.stop();
    else this.#parts.submit({ kind: "message", session: CONSOLE_SESSION, message });
  }

  #answer(command: LocalCommand, argument: string): void {
    switch (command) {
      case "help":
        this.#parts.show(roomText(this.#language, "consoleHelp", { channel: this.#parts.channel }));
        return;
      case "lang":
        this.#language = LANGUAGES.find((known) => known === argument.toLowerCase()) ?? this.#language;
        this.#parts.show(roomText(this.#language, "langIs", { language: this.#language }));
        return;
      case "charset":
        // A terminal's charset is the terminal's business.
        this.#parts.show(roomText(this.#language, "charsetIs", { charset: "utf-8" }));
        return;
    }
  }

  receive(event: ChatEvent): void {
    const target = event.params[0];
    const isHere = target === this.#channel || event.command === "NICK";
    const place = isHere ? "current" : target?.startsWith("#") ? "other" : "private";
    this.#show(renderEvent(event, this.#language, place));
  }

  receiveOwn(event: ChatEvent): void {
    const [channel] = event.params;
    if (event.command === "JOIN") this.#channel = channel;
    if (event.command === "PART" && channel === this.#channel) this.#channel = undefined;
    this.#show(renderOwnEvent(event, this.#language));
  }

  reply(name: NumericName, params: readonly string[]): void {
    this.#show(renderReply(name, params, this.#language));
  }

  refuseMessage(): void {
    this.#parts.show(roomText(this.#language, "notDelivered"));
  }

  close(_reason: EndReason): void {
    // The console ends with the server.
  }

  came(session: SessionId, source: Source): void {
    if (session === CONSOLE_SESSION) return;
    this.#parts.show(serverText(this.#language, "came", { name: displayName(source) }));
  }

  went(session: SessionId, source: Source, reason: EndReason): void {
    if (session === CONSOLE_SESSION) return;
    const how = serverText(this.#language, `reason-${reason.kind}`);
    this.#parts.show(serverText(this.#language, "went", { name: displayName(source), how }));
  }

  skipped(sequence: number, error: unknown): void {
    this.#parts.show(serverText(this.#language, "skipped", { sequence, error: String(error) }));
  }

  storeFailed(error: Error): void {
    this.#parts.show(serverText(this.#language, "storeFailed", { error: error.message }));
  }

  #show(lines: string): void {
    if (lines !== "") this.#parts.show(lines.trimEnd());
  }
}
