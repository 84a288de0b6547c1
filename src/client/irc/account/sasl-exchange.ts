/** One login over AUTHENTICATE, from the name of a mechanism to the server's verdict. https://ircv3.net/specs/extensions/sasl-3.2 */
import type { Incoming } from "../incoming.ts";
import type { Mechanism } from "./mechanism.ts";
import { PayloadReader, payloadLines } from "./payload.ts";

export type SaslResult =
  | "success"
  | "refused"
  /** The server does not know the mechanism; perhaps it has said which ones it knows. */
  | "otherMechanisms"
  /** It cannot prove that it knows the account, or says what no server would. */
  | "falseServer"
  | "stale"
  /** It has not answered in time. */
  | "unanswered"
  /** The connection is gone. */
  | "gone";

const SUCCESS = "903";
/** https://modern.ircdocs.horse/#errnicklocked-902 */
const REFUSALS = new Set(["902", "904", "905", "906", "907"]);
const MECHANISMS = "908";
const GIVE_UP = "*";

export class SaslExchange {
  readonly #mechanism: Mechanism;
  readonly #send: (param: string) => void;
  readonly #payload = new PayloadReader();
  readonly #result = Promise.withResolvers<SaslResult>();
  #isChosen = false;
  #isOver = false;
  /** By this side; the server still has its say. */
  #isAborted = false;
  /** Answers are said in the order of the questions, however long one takes. */
  #answered: Promise<void> = Promise.resolve();
  #offered: readonly string[] = [];

  /** @param send one param of AUTHENTICATE. */
  constructor(mechanism: Mechanism, send: (param: string) => void) {
    this.#mechanism = mechanism;
    this.#send = send;
  }

  /** Begins. @returns how it ended. */
  run(): Promise<SaslResult> {
    this.#send(this.#mechanism.name);
    return this.#result.promise;
  }

  /** The mechanisms that the server has named instead. */
  get offered(): readonly string[] {
    return this.#offered;
  }

  /** Reads a line of the server. @returns whether it was about this, and nobody else need read it. */
  read({ command, params }: Incoming): boolean {
    if (this.#isOver) return this.#isAborted && REFUSALS.has(command);
    if (command === "AUTHENTICATE") this.#hear(params[0] ?? "");
    else if (command === SUCCESS) this.#succeeded();
    else if (command === MECHANISMS) this.#offered = (params[1] ?? "").split(",");
    else if (REFUSALS.has(command)) this.end(this.#isChosen ? "refused" : this.#unchosen);
    else return false;
    return true;
  }

  /** Is not waited for any longer. */
  giveUp(): void {
    this.#abort("unanswered");
  }

  /** Nothing more is to be expected. */
  end(result: SaslResult): void {
    this.#isOver = true;
    this.#result.resolve(result);
  }

  /** Where the server names others it does not know this one; else it takes nobody. */
  get #unchosen(): SaslResult {
    const isKnown = this.#offered.length === 0 || this.#offered.includes(this.#mechanism.name);
    return isKnown ? "refused" : "otherMechanisms";
  }

  #hear(param: string): void {
    this.#isChosen = true;
    const challenge = this.#decode(param);
    if (challenge === undefined) return;
    this.#answered = this.#answered.then(() => this.#answer(challenge));
  }

  /** @returns undefined while more is to come, or where it is none of the protocol. */
  #decode(param: string): string | undefined {
    try {
      return this.#payload.read(param);
    } catch {
      this.#abort("falseServer");
      return undefined;
    }
  }

  async #answer(challenge: string): Promise<void> {
    if (this.#isOver) return;
    const answer = await this.#mechanism.answer(challenge);
    if (this.#isOver) return;
    if (typeof answer !== "string") this.#abort(answer.why);
    else for (const line of payloadLines(answer)) this.#send(line);
  }

  /** Its last proof may still be looked at. */
  #succeeded(): void {
    void this.#answered.then(() => this.end(this.#mechanism.isVerified ? "success" : "falseServer"));
  }

  #abort(result: SaslResult): void {
    if (this.#isOver) return;
    this.#isAborted = true;
    this.#send(GIVE_UP);
    this.end(result);
  }
}
