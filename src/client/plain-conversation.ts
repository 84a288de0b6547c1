/** Talks to a program that passes on what it gets: every line is sent as it is, and nothing else ever. */
import type { Timer } from "../platform/clock.ts";
import type { Aftermath, Conversation, Stay } from "./conversation.ts";
import { LINGER_MAX_MS, LINGER_QUIET_MS } from "./limits.ts";
import { OUTGOING_BYTES_MAX } from "./outgoing.ts";
import { readTyped } from "./typed-line.ts";

export class PlainConversation implements Conversation {
  readonly #stay: Stay;
  /** All was sent, answers may come. */
  #isLingering = false;
  #quietTimer: Timer | undefined;

  constructor(stay: Stay) {
    this.#stay = stay;
  }

  begin(): void {
    this.#stay.ready();
  }

  hear(lines: readonly string[]): void {
    this.#stay.show(lines);
    if (this.#isLingering) this.#lingerOn();
  }

  /** Nobody here reads several lines as one message. */
  typed(text: string): void {
    for (const line of text.split("\n")) this.#typedLine(line);
  }

  #typedLine(line: string): void {
    const typed = readTyped(line);
    switch (typed.kind) {
      case "send":
        this.#send(typed.text);
        break;
      case "leave":
        this.#stay.depart();
        break;
      case "help":
        this.#stay.notice("localHelp");
        break;
      case "clear":
        this.#stay.clear();
        break;
      case "refuse":
        this.#stay.notice("unknownCommand", { word: typed.command });
        break;
      case "nothing":
        break;
    }
  }

  finish(): void {
    this.#isLingering = true;
    this.#stay.end();
    this.#lingerOn();
    this.#stay.world.clock.after(LINGER_MAX_MS, () => this.#giveUp());
  }

  depart(): void {
    this.#stay.depart();
  }

  drained(): void {
    if (this.#isLingering) this.#lingerOn();
    else if (this.#stay.unsentBytes < OUTGOING_BYTES_MAX / 2) this.#stay.resumeInput();
  }

  lost(): Aftermath {
    if (this.#stay.unsentBytes === 0) return { kind: "end" };
    return { kind: "fail", key: "unsent", outcome: "unavailable" };
  }

  #send(text: string): void {
    const stay = this.#stay;
    const isFull = stay.unsentBytes > OUTGOING_BYTES_MAX;
    if (isFull && stay.interactive) {
      stay.notice("refusedWhileFull", { word: text });
      return;
    }
    stay.send(`${text}\n`);
    if (isFull) stay.pauseInput();
  }

  #lingerOn(): void {
    this.#quietTimer?.cancel();
    this.#quietTimer = this.#stay.world.clock.after(LINGER_QUIET_MS, () => {
      if (this.#stay.unsentBytes === 0) this.#stay.leave("ok");
    });
  }

  #giveUp(): void {
    if (this.#stay.unsentBytes > 0) this.#stay.fail("unsent");
    else this.#stay.leave("ok");
  }
}
