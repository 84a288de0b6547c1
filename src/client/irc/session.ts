/** One connection to an IRC server: everything that ends with it. */
import { formatIrcLine } from "../../protocol/irc-line.ts";
import { type BatchNews, HistoryBatches } from "./history/batches.ts";
import { type Incoming, looksLikeIrc, readIncoming } from "./incoming.ts";
import { Labels } from "./labels.ts";
import { MultilineMessages } from "./multiline.ts";
import { Outbox } from "./outbox.ts";
import { Receipts, type SentLine } from "./receipts.ts";
import { Registration, type RegistrationStep, type RegistrationWishes } from "./registration.ts";
import { ClientState } from "./state.ts";

/** A line of the server, and whether it answers one that was sent from here. */
export interface Heard {
  readonly line: Incoming;
  readonly isAnswer: boolean;
  /** What it is to a batch of history, if it belongs to one. */
  readonly history: BatchNews;
}

/** The answer to this PING says that the server is through with the lines before it. */
const CONFIRM_TOKEN = "confirm";

export class IrcSession {
  readonly state = new ClientState();
  readonly registration: Registration;
  readonly receipts = new Receipts(this.state.capabilities);
  readonly outbox: Outbox;
  readonly #labels = new Labels();
  readonly #multiline = new MultilineMessages();
  readonly #batches = new HistoryBatches();
  readonly #write: (text: string) => void;
  #isIrcSeen = false;
  #isGreeted = false;
  #isOver = false;

  /** @param write sends text, line end included. */
  constructor(write: (text: string) => void, wishes: RegistrationWishes) {
    this.#write = (text) => {
      if (!this.#isOver) write(text);
    };
    this.registration = new Registration(this.state.capabilities, wishes);
    this.outbox = new Outbox({
      send: (sent) => this.#write(`${this.receipts.add(sent)}\r\n`),
      fence: (token) => this.sendNow("PING", token),
    });
  }

  /** The connection is gone. Nothing goes out any more: on the next one somebody else may listen. */
  end(): void {
    this.#isOver = true;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Sends behind what waits already, no faster than the server takes it. */
  send(sent: SentLine): void {
    this.outbox.add(sent, this.state.features.hasSafeRate);
  }

  /** Sends at once: what the server itself waits for. */
  sendNow(command: string, ...params: readonly string[]): void {
    this.#write(`${formatIrcLine({ command, params })}\r\n`);
  }

  /** A line of ours may still be a greeting in plain text. @returns the text to show, if it is. */
  greeting(text: string): string | undefined {
    this.#isIrcSeen ||= looksLikeIrc(text);
    if (this.#isIrcSeen) return undefined;
    this.#isGreeted = true;
    return text;
  }

  /** Whether it has greeted in plain text. */
  get isGreeted(): boolean {
    return this.#isGreeted;
  }

  /** Reads a line; `remember` is to be called when it has been shown. */
  hear(text: string): Heard | undefined {
    const read = readIncoming(text);
    const line = read && this.#multiline.read(read);
    if (!line) return undefined;
    if (line.command === "PING") this.sendNow("PONG", ...line.params);
    if (line.command === "PONG") this.#answered(line.params.at(-1) ?? "");
    const label = this.#labels.labelOf(line);
    const history = this.#batches.read(line);
    // What was said before is no echo, however alike.
    const isAnswer = (!history || label !== undefined) && this.receipts.read(line, label);
    return { line, isAnswer, history };
  }

  /** Where lines are not confirmed by themselves: asks whether those sent so far have arrived. */
  confirm(): void {
    if (this.receipts.pinged()) this.sendNow("PING", CONFIRM_TOKEN);
  }

  #answered(token: string): void {
    if (token === CONFIRM_TOKEN) this.receipts.ponged();
    else this.outbox.answered(token, this.state.features.hasSafeRate);
  }

  /** Lets the line change what is known. @returns what registration makes of it. */
  remember(line: Incoming): RegistrationStep[] {
    this.state.read(line);
    return this.registration.read(line);
  }
}
