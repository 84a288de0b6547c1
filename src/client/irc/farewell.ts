/** Leaving when all is said: waits until the server has answered everything, then quits. */
import type { Timer } from "../../platform/clock.ts";
import type { Incoming } from "./incoming.ts";
import type { Talk } from "./talk.ts";

/** A server that says nothing for so long does not answer any more. */
const ANSWER_MS = 10_000;
const TOKEN = "farewell";

export class Farewell {
  readonly #talk: Talk;
  #phase: "talking" | "finishing" | "asked" | "answered" | "gone" = "talking";
  #hasRefusal = false;
  #timer: Timer | undefined;

  constructor(talk: Talk) {
    this.#talk = talk;
  }

  get isFinishing(): boolean {
    return this.#phase !== "talking";
  }

  /** After the goodbye nobody reads what the server still says. */
  get hasQuit(): boolean {
    return this.#phase === "gone";
  }

  /** Something that was sent did not do what it should: a script must learn of it. */
  refused(): void {
    this.#hasRefusal = true;
  }

  /** Nothing more will be said. */
  finish(): void {
    this.#phase = "finishing";
    this.advance();
  }

  /** Takes note of an answer. */
  read({ command, params }: Incoming): void {
    if (command === "PONG" && params.at(-1) === TOKEN && this.#phase === "asked") this.#phase = "answered";
  }

  /** Goes on as far as possible; to be called whenever something was heard. */
  advance(): void {
    if (!this.isFinishing) return;
    this.#renewDeadline();
    const { session } = this.#talk;
    if (this.#phase === "finishing" && session.outbox.isIdle) {
      this.#phase = "asked";
      session.sendNow("PING", TOKEN);
    }
    // Servers without labels have answered everything that was sent before the PING.
    const isAnswered =
      session.receipts.unanswered === 0 || !session.state.capabilities.has("labeled-response");
    if (this.#phase === "answered" && isAnswered) this.quit();
  }

  /** Says goodbye now. */
  quit(): void {
    const { session, stay, quitReason } = this.#talk;
    this.#phase = "gone";
    this.stop();
    session.sendNow("QUIT", ...(quitReason === "" ? [] : [quitReason]));
    if (!stay.interactive && this.#hasRefusal) stay.notice("ircNotAccepted");
    stay.depart(!stay.interactive && this.#hasRefusal ? "failure" : "ok");
  }

  stop(): void {
    this.#timer?.cancel();
  }

  #renewDeadline(): void {
    this.stop();
    const { stay } = this.#talk;
    this.#timer = stay.world.clock.after(ANSWER_MS, () => stay.fail("unsent"));
  }
}
