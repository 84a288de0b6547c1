/** Somebody who talks as fast as the server confirms, now and then takes something back, and notes everything it is told. */
import { formatIrcLine, type IrcLine } from "../../../src/protocol/irc-line.ts";
import { parseTags } from "../../../src/protocol/tags.ts";
import { type Heard, heardIn, REGRETTED } from "./ledger.ts";
import { LineSocket } from "./line-socket.ts";

/** Lines said and not confirmed yet. */
const IN_FLIGHT = 20;
/** One of so many lines is taken back as soon as it is there. */
const REGRETS_EVERY = 25;
const CAPABILITIES =
  "batch draft/message-redaction echo-message labeled-response message-tags server-time standard-replies";

export interface TalkerOptions {
  readonly port: number;
  readonly nick: string;
  readonly channels: readonly string[];
  /** Where it talks, in turn: channels or people. */
  readonly targets: readonly string[];
}

/** Of everybody: each text is said once, and never again after a restart. */
let said = 0;

export class Talker {
  readonly nick: string;
  /** In the order it came. */
  readonly heard: Heard[] = [];
  /** Texts that could not be stored, as the server said. */
  readonly refused: string[] = [];
  /** Lines that are no message, without their tags: who comes and goes, what could not be stored. */
  readonly others: string[] = [];
  readonly ready: Promise<void>;
  readonly #options: TalkerOptions;
  readonly #socket: LineSocket;
  /** What was said and is not answered yet, by label. */
  readonly #unanswered = new Map<string, string>();
  #isTalking = false;
  #becomeReady = (): void => {};
  #becomeSilent = (): void => {};

  constructor(options: TalkerOptions) {
    const { port, nick, channels } = options;
    this.nick = nick;
    this.#options = options;
    this.#socket = new LineSocket(port, (line) => this.#hear(line));
    this.ready = new Promise((resolve) => {
      this.#becomeReady = resolve;
    });
    this.send(`CAP REQ :${CAPABILITIES}`, `NICK ${nick}`, `USER ${nick} 0 * :${nick}`, "CAP END");
    this.send(`JOIN ${channels.join(",")}`, "PING ready");
  }

  get closed(): Promise<void> {
    return this.#socket.closed;
  }

  send(...lines: readonly string[]): void {
    this.#socket.send(...lines);
  }

  /** Goes on until the connection or `pause` ends it. */
  talk(): void {
    this.#isTalking = true;
    for (let count = 0; count < IN_FLIGHT; count++) this.say();
  }

  /** @returns when all it has said is answered. */
  pause(): Promise<void> {
    this.#isTalking = false;
    return new Promise((resolve) => {
      this.#becomeSilent = resolve;
      if (this.#unanswered.size === 0) resolve();
    });
  }

  say(): void {
    const { targets } = this.#options;
    said += 1;
    const text = `${this.nick} says ${said}${said % REGRETS_EVERY === 0 ? REGRETTED : ""}`;
    this.#unanswered.set(String(said), text);
    this.send(`@label=${said} PRIVMSG ${targets[said % targets.length]} :${text}`);
  }

  [Symbol.dispose](): void {
    this.#socket[Symbol.dispose]();
  }

  #hear(line: IrcLine): void {
    const heard = heardIn(line);
    if (heard) this.heard.push(heard);
    else if (line.command === "PONG") this.#becomeReady();
    else this.others.push(formatIrcLine(line));
    const label = line.tags === undefined ? undefined : parseTags(line.tags).get("label");
    const text = label === undefined ? undefined : this.#unanswered.get(label);
    if (label === undefined || text === undefined) return;
    this.#unanswered.delete(label);
    this.#answered(text, heard);
  }

  /** @param echo undefined where it was not stored. */
  #answered(text: string, echo: Heard | undefined): void {
    if (!echo) this.refused.push(text);
    else if (text.endsWith(REGRETTED)) this.send(`REDACT ${echo.target} ${echo.msgid}`);
    if (this.#isTalking) this.say();
    else if (this.#unanswered.size === 0) this.#becomeSilent();
  }
}
