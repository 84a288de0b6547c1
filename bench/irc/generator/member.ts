/** A member of a room: checks and counts what it receives. */
import { nickOf } from "../names.ts";
import type { Audience } from "./audience.ts";
import type { Client } from "./crowd.ts";
import { LineChecker } from "./line-checker.ts";
import type { SharedLog } from "./shared-log.ts";

/** Told whose each message was, and where its text ends. */
export type OnMessage = (sender: number, bytes: Buffer, end: number) => void;

export class Member {
  readonly client: Client;
  readonly checker: LineChecker;
  /** Its number as a sender, -1 if it only listens. */
  readonly sender: number;
  wrong: string | undefined;
  /** Whose departure may be told. */
  leaver: Client | undefined;
  #lines = 0;
  #log: SharedLog | undefined;
  #position = 0;

  constructor(client: Client, audience: Audience, sender: number) {
    this.client = client;
    this.checker = new LineChecker(audience, sender);
    this.sender = sender;
  }

  /** Right lines since the last `forget`; 0 as long as a follower is behind. */
  get lines(): number {
    if (!this.#log) return this.#lines;
    return this.#position === this.#log.length ? this.#log.lines : 0;
  }

  /** Notes what the server puts before the first message of each sender. */
  learn(): void {
    const { client, checker } = this;
    client.read = (chunk) =>
      client.framer.read(chunk, (bytes, start, end) => {
        if (checker.learn(bytes, start, end) >= 0) this.#lines++;
        else this.wrong ??= bytes.toString("latin1", start, end);
      });
  }

  checkLines(onMessage: OnMessage = () => {}): void {
    const { client, checker } = this;
    const onLine = (bytes: Buffer, start: number, end: number): void => {
      const sender = checker.check(bytes, start, end);
      if (sender >= 0) this.#lines++;
      else if (!this.#isDeparture(bytes, start)) this.wrong ??= bytes.toString("latin1", start, end);
      onMessage(sender, bytes, end);
    };
    client.read = (chunk) => client.framer.read(chunk, onLine);
  }

  follow(log: SharedLog): void {
    this.#log = log;
    this.client.read = (chunk) => {
      if (!log.follow(this.#position, chunk)) this.wrong ??= "something else than the others";
      this.#position += chunk.length;
      this.wrong ??= log.wrong;
    };
  }

  #isDeparture(bytes: Buffer, start: number): boolean {
    if (!this.leaver) return false;
    const source = `:${nickOf(this.leaver.index)}!`;
    return bytes.toString("latin1", start, start + source.length) === source;
  }

  forget(): void {
    this.#lines = 0;
    this.#position = 0;
  }
}
