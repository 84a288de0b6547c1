/**
 * What was sent and not answered yet. With labeled-response everything is answered by name; with echo-message alone,
 * what was said is, by its echo. https://ircv3.net/specs/extensions/echo-message
 */
import { formatIrcLine } from "../../protocol/irc-line.ts";
import type { CapabilityState } from "./capabilities.ts";
import type { Incoming } from "./incoming.ts";

/** Unanswered lines that are remembered. A server that answers none of so many answers none at all. */
const UNANSWERED_MAX = 4_096;

interface Unanswered {
  readonly label: string | undefined;
  readonly line: string;
  /** What the person said, if that is what it was. */
  readonly said: string | undefined;
}

export interface SentLine {
  readonly line: string;
  readonly said?: string;
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

  /** A line goes out. @returns it as it must be sent: with a label, where labels are known. */
  add({ line, said }: SentLine): string {
    const isLabeled = this.#capabilities.has("labeled-response");
    if (!isLabeled && (said === undefined || !this.#capabilities.has("echo-message"))) return line;
    this.#labels += 1;
    const label = isLabeled ? this.#labels.toString(36) : undefined;
    this.#unanswered.push({ label, line, said });
    if (this.#unanswered.length > UNANSWERED_MAX) this.#unanswered.shift();
    return label === undefined ? line : `@label=${label} ${line}`;
  }

  /**
   * Takes note of a line of the server.
   * @param label of the request it belongs to. @returns whether it answers a line sent from here.
   */
  read(incoming: Incoming, label: string | undefined): boolean {
    const index = this.#unanswered.findIndex((sent) =>
      sent.label === undefined ? isEcho(incoming, sent.line) : sent.label === label,
    );
    if (index === -1) return false;
    if (endsAnswer(incoming)) this.#unanswered.splice(index, 1);
    return true;
  }

  /** No answer can come any more. @returns what the person said and nobody confirmed. */
  giveUp(): string[] {
    return this.#unanswered.splice(0).flatMap(({ said }) => said ?? []);
  }
}

/** Lines inside a batch, and its first, leave the answer open. */
function endsAnswer({ command, params: [reference = ""], tags }: Incoming): boolean {
  return command === "BATCH" ? reference.startsWith("-") : !tags.has("batch");
}

function isEcho({ command, params }: Incoming, line: string): boolean {
  return formatIrcLine({ command, params }, { forceTrailing: true }) === line;
}
