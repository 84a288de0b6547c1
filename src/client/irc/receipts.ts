/**
 * What was sent and not answered yet. With labeled-response everything is answered by name; with echo-message alone,
 * what was said is, by its echo; with neither, by the answer to a PING behind it.
 * https://ircv3.net/specs/extensions/echo-message
 */
import { formatIrcLine } from "../../protocol/irc-line.ts";
import { escapeTagValue } from "../../protocol/tags.ts";
import type { CapabilityState } from "./capabilities.ts";
import type { Incoming } from "./incoming.ts";

/** Unanswered lines that are remembered. A server that answers none of so many answers none at all. */
const UNANSWERED_MAX = 4_096;

/** How a line is answered: its label, its echo, or a PING that is not sent yet, or is on its way. */
type Answer = { readonly label: string } | "echo" | "ping" | "pinged";

interface Unanswered {
  answer: Answer;
  readonly sent: SentLine;
}

export interface SentLine {
  readonly line: string;
  /** What the person said, if that is what it is. */
  readonly said?: string;
  /** Client-only tags, for servers that know tags. */
  readonly tags?: Readonly<Record<string, string>>;
  /** It means nothing on another connection. */
  readonly isForNow?: true;
  /** What it says to whom, where it is several lines that are one message. */
  readonly batch?: { readonly target: string; readonly text: string };
}

/** The unanswered lines of one connection. */
export class Receipts {
  readonly #capabilities: CapabilityState;
  #unanswered: Unanswered[] = [];
  #labels = 0;

  constructor(capabilities: CapabilityState) {
    this.#capabilities = capabilities;
  }

  get unanswered(): number {
    return this.#unanswered.length;
  }

  /** A line goes out. @returns it as it must be sent: with its tags and a label, where they are known. */
  add(sent: SentLine): string {
    const answer = this.#answerOf(sent);
    if (answer !== undefined) this.#unanswered.push({ answer, sent });
    if (this.#unanswered.length > UNANSWERED_MAX) this.#unanswered.shift();
    const label = typeof answer === "object" ? answer : {};
    const own = this.#capabilities.has("message-tags") ? sent.tags : {};
    return formatTags({ ...label, ...own }) + sent.line;
  }

  /**
   * Takes note of a line of the server.
   * @param label of the request it belongs to. @returns whether it answers a line sent from here.
   */
  read(incoming: Incoming, label: string | undefined): boolean {
    const index = this.#unanswered.findIndex(({ answer, sent }) =>
      typeof answer === "object" ? answer.label === label : answer === "echo" && isEcho(incoming, sent),
    );
    if (index === -1) return false;
    if (endsAnswer(incoming)) this.#unanswered.splice(index, 1);
    return true;
  }

  /** A PING goes out. @returns whether there is a line that its answer confirms. */
  pinged(): boolean {
    const lines = this.#unanswered.filter(({ answer }) => answer === "ping");
    for (const line of lines) line.answer = "pinged";
    return lines.length > 0;
  }

  /** That PING is answered. */
  ponged(): void {
    this.#unanswered = this.#unanswered.filter(({ answer }) => answer !== "pinged");
  }

  /** No answer can come any more. @returns what the person said and nobody confirmed. */
  giveUp(): SentLine[] {
    const sent = this.#unanswered.splice(0).map((unanswered) => unanswered.sent);
    return sent.filter(({ said }) => said !== undefined);
  }

  #answerOf({ said }: SentLine): Answer | undefined {
    if (this.#capabilities.has("labeled-response")) {
      this.#labels += 1;
      return { label: this.#labels.toString(36) };
    }
    if (said === undefined) return undefined;
    return this.#capabilities.has("echo-message") ? "echo" : "ping";
  }
}

/** `@label=1;+reply=x `, or nothing. https://ircv3.net/specs/extensions/message-tags */
function formatTags(tags: Readonly<Record<string, string>>): string {
  const all = Object.entries(tags).map(([key, value]) => `${key}=${escapeTagValue(value)}`);
  return all.length === 0 ? "" : `@${all.join(";")} `;
}

/** Lines inside a batch, and its first, leave the answer open. */
function endsAnswer({ command, params: [reference = ""], tags }: Incoming): boolean {
  return command === "BATCH" ? reference.startsWith("-") : !tags.has("batch");
}

function isEcho({ command, params }: Incoming, { line, batch }: SentLine): boolean {
  const [target, text] = params;
  if (batch) return target === batch.target && text === batch.text;
  return formatIrcLine({ command, params }, { forceTrailing: true }) === line;
}
