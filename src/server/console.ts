/** The person at the server's terminal: the user `server`, who sees everybody come, go and talk. */
import type { Language } from "../locales/catalog.ts";
import { roomText } from "../locales/room/texts.ts";
import { serverText } from "../locales/server/texts.ts";
import type { Recipient } from "../network/delivery.ts";
import type { FindMessage } from "../network/edge-context.ts";
import { renderHistory } from "../network/plain/history.ts";
import { PlainReader } from "../network/plain/reader.ts";
import { recall } from "../network/plain/recall.ts";
import { renderEvent, renderWords } from "../network/plain/render.ts";
import type { Act } from "../protocol/acts.ts";
import { type Capabilities, NO_CAPABILITIES } from "../protocol/capabilities.ts";
import {
  type ChatEvent,
  CONSOLE_SESSION,
  type EndReason,
  type Entry,
  type SessionId,
} from "../protocol/effects.ts";
import type { HistoryAnswer } from "../protocol/history.ts";
import { displayName, type Message, type Source } from "../protocol/message.ts";
import { SERVER_NICK } from "../protocol/names.ts";
import { type LocalCommand, parsePlainLine } from "../protocol/plain-text.ts";
import { safeText } from "../protocol/safe-text.ts";
import type { Words } from "../protocol/words.ts";
import type { Observer } from "./pipeline.ts";

export interface ConsoleParts {
  readonly channel: string;
  readonly language: Language;
  readonly historyId: string;
  readonly findMessage: FindMessage;
  submit(entry: Entry): void;
  nowMs(): number;
  /** Shows lines; they are safe for a terminal. */
  show(text: string): void;
  /** `/quit`. */
  stop(): void;
}

export class Console implements Recipient, Observer {
  readonly capabilities: Capabilities = NO_CAPABILITIES;
  readonly #parts: ConsoleParts;
  readonly #reader: PlainReader;
  /** How much of what was typed is on its way to the disk. */
  #pauses = 0;
  /** What was typed meanwhile; nobody but the person here can fill it. */
  #waiting: string[] = [];

  constructor(parts: ConsoleParts) {
    this.#parts = parts;
    this.#reader = new PlainReader(parts.language, parts.channel);
  }

  /** One typed line. What must be on the disk first holds the next ones back, but never the end of the server. */
  type(line: string): void {
    if (this.#pauses > 0 && !isQuit(line)) this.#waiting.push(line);
    else this.#take(line);
  }

  pause(): void {
    this.#pauses += 1;
  }

  resume(): void {
    this.#pauses -= 1;
    while (this.#pauses === 0) {
      const line = this.#waiting.shift();
      if (line === undefined) return;
      this.#take(line);
    }
  }

  #take(line: string): void {
    const request = parsePlainLine(line, { channel: this.#reader.channel, isConsole: true });
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
      case "incomplete":
        this.#parts.show(this.#reader.explain(request));
        return;
    }
  }

  #ask(message: Message): void {
    if (message.command === "QUIT") this.#parts.stop();
    else {
      this.#parts.submit({
        kind: "message",
        session: CONSOLE_SESSION,
        message,
        capabilities: NO_CAPABILITIES,
      });
    }
  }

  #answer(command: LocalCommand, argument: string): void {
    switch (command) {
      case "help":
        this.#parts.show(roomText(this.#reader.language, "consoleHelp", { channel: this.#parts.channel }));
        return;
      case "lang":
        this.#parts.show(this.#reader.chooseLanguage(argument));
        return;
      case "charset":
        // A terminal's charset is the terminal's business.
        this.#parts.show(roomText(this.#reader.language, "charsetIs", { charset: "utf-8" }));
        return;
      case "recall":
        this.#recall();
        return;
    }
  }

  #recall(): void {
    const { historyId, findMessage, submit, show } = this.#parts;
    const asker = { session: CONSOLE_SESSION, reader: this.#reader, historyId, findMessage, submit };
    recall(asker, (why) => show(roomText(this.#reader.language, why)));
  }

  receive(event: ChatEvent): void {
    const moved = this.#reader.moved(event);
    this.#show(moved ?? renderEvent(event, this.#reader.language, this.#reader.placeOf(event)));
  }

  receiveOwn(event: ChatEvent): void {
    if (event.command === "PRIVMSG") this.#reader.hasSaid(event);
    this.#show(this.#reader.follow(event));
  }

  tell(words: Words): void {
    this.#show(renderWords(words, this.#reader.language));
  }

  showHistory(answer: HistoryAnswer): void {
    this.#show(renderHistory(answer, this.#reader, this.#parts.nowMs()));
  }

  identify(source: Source): void {
    this.#reader.identify(source);
  }

  // A terminal has neither frames around lines nor labels.
  beginBatch(): void {}
  endBatch(): void {}
  beginAnswer(): void {}
  endAnswer(): void {}

  refuseMessage(): void {
    this.#parts.show(roomText(this.#reader.language, "notDelivered"));
  }

  close(_reason: EndReason): void {
    // The console ends with the server.
  }

  came(session: SessionId, source: Source): void {
    if (session === CONSOLE_SESSION) return;
    this.#parts.show(serverText(this.#reader.language, "came", { name: displayName(source) }));
  }

  went(session: SessionId, source: Source, reason: EndReason): void {
    if (session === CONSOLE_SESSION) return;
    const how = serverText(this.#reader.language, `reason-${reason.kind}`);
    this.#parts.show(serverText(this.#reader.language, "went", { name: displayName(source), how }));
  }

  /** The person here is answered for what they do themselves, and is told of reports as every operator is. */
  acted({ by, action, target, reason = "" }: Act): void {
    if (by === SERVER_NICK || action === "report") return;
    this.#show(safeText(serverText(this.#reader.language, `acted-${action}`, { by, target, reason })));
  }

  skipped(sequence: number, error: unknown): void {
    this.#parts.show(serverText(this.#reader.language, "skipped", { sequence, error: String(error) }));
  }

  fault(error: unknown): void {
    this.#parts.show(serverText(this.#reader.language, "fault", { error: String(error) }));
  }

  #show(lines: string): void {
    if (lines !== "") this.#parts.show(lines.trimEnd());
  }
}

function isQuit(line: string): boolean {
  return /^\s*\/quit(\s|$)/i.test(line);
}
