/** Somebody with nc, or a tutorial's program that never sends a newline. */
import type { World } from "../world.ts";
import { confirmation } from "./account-habits.ts";
import { Client } from "./client.ts";
import { readPlainLine } from "./plain-line.ts";
import { LineWire } from "./wire.ts";

const SLOW_MS = 50;

export class PlainClient extends Client {
  /** Sends one message a write, without a line end. */
  readonly isProgram: boolean;
  #hasGreeted = false;
  #hasTyped = false;

  constructor(world: World, who: string, kind: "person" | "program") {
    super(world, who, new LineWire("\n"));
    this.isProgram = kind === "program";
  }

  get isReady(): boolean {
    return this.#hasGreeted && !this.isOver;
  }

  opened(): void {
    // A second without the rest of a line ends it: what is short must not take that long.
    const isSlow = this.world.plan.weather.latencyMs > SLOW_MS;
    if (this.link) this.link.arrivesWhole = this.isProgram || isSlow;
  }

  protected read(text: string): void {
    if (!this.#hasGreeted && text.startsWith("Welcome to this chatroom!")) {
      this.#hasGreeted = true;
      this.world.ready(this);
      return;
    }
    const confirmed = confirmation(text);
    if (confirmed !== undefined && this.world.random.chance(0.7)) this.type(`/ns ${confirmed}`);
    const line = readPlainLine(text);
    if (line && this.session !== undefined) this.world.hearing.heard(this.session, this.who, line);
    const [, number] = /\bghost-(\d+)/.exec(text) ?? [];
    if (!line && number !== undefined) this.answers.answered(Number(number));
  }

  type(text: string): void {
    this.#hasTyped = true;
    if (!this.isProgram) this.say(text);
    else if (!this.isOver) this.link?.send(new TextEncoder().encode(text));
  }

  /** Of a program that sends no newlines two questions may become one, where the server reads it late. */
  askNumbered(): void {
    if (this.isProgram) this.type("/who");
    else this.type(`/msg ghost-${this.answers.ask()} x`);
  }

  /**
   * Without a line end, which the end of the stream makes good. What a program said before may still be unread, and would
   * become one with this.
   */
  protected sayLast(text: string): void {
    const start = this.isProgram && this.#hasTyped ? "\n" : "";
    this.link?.send(new TextEncoder().encode(start + text));
  }

  quit(): void {
    this.type("/quit");
    this.hasLeft = true;
  }
}
