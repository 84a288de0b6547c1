/**
 * A client's batch: its lines are gathered until it is closed, and then are one message. Whatever else comes in between gives the
 * batch up. https://ircv3.net/specs/extensions/multiline, https://ircv3.net/specs/extensions/client-batch
 */
import { capabilities, hasCapabilities } from "../../protocol/capabilities.ts";
import type { IrcLine } from "../../protocol/irc-line.ts";
import { LOST_BATCHES_MAX, MULTILINE_BYTES_MAX, MULTILINE_LINES_MAX } from "../../protocol/limits.ts";
import type { Message } from "../../protocol/message.ts";
import { type BodyLine, CONCAT_TAG, joinLines, MULTILINE_BATCH } from "../../protocol/multiline.ts";
import { isService } from "../../protocol/services.ts";
import { utf8Length } from "../../protocol/split-text.ts";
import { parseTags } from "../../protocol/tags.ts";
import type { IrcSession } from "./session.ts";
import { tagsForOthers } from "./tags.ts";

const MULTILINE = capabilities("batch", "draft/multiline");
/** Signs of life, which programs give by themselves at any time. */
const KEEPALIVE: ReadonlySet<string> = new Set(["PING", "PONG"]);
const SAID: ReadonlySet<string> = new Set(["PRIVMSG", "NOTICE"]);

interface OpenBatch {
  readonly reference: string;
  readonly target: string;
  /** For others; "" for none. */
  readonly clientTags: string;
  /** Of the whole answer. */
  readonly label: string | undefined;
  /** Of the first line; all others must have the same. */
  command: string | undefined;
  readonly lines: BodyLine[];
  bytes: number;
}

export class MultilineInput {
  readonly #session: IrcSession;
  #open: OpenBatch | undefined;
  /** References of batches that were given up: what still comes of them is not said. */
  readonly #lost = new Set<string>();

  constructor(session: IrcSession) {
    this.#session = session;
  }

  /** @returns whether the line belongs to a batch; all other lines mean what they always do. */
  takes(line: IrcLine, label: string | undefined): boolean {
    // Nearly all lines leave here.
    if (line.tags === undefined && line.command !== "BATCH" && !this.#open) return false;
    if (!hasCapabilities(this.#session.capabilities, MULTILINE)) return false;
    const tags = parseTags(line.tags ?? "");
    const reference = tags.get("batch");
    if (reference !== undefined) this.#takeTagged(line, reference, tags.has(CONCAT_TAG));
    else if (line.command === "BATCH") this.#takeBatch(line, label);
    else this.#interrupt(line);
    return reference !== undefined || line.command === "BATCH";
  }

  /** A line was lost that may have been one of an open batch's. */
  spoil(): void {
    if (this.#open) this.#refuse("MULTILINE_INVALID");
  }

  #interrupt({ command }: IrcLine): void {
    if (!KEEPALIVE.has(command)) this.spoil();
  }

  #takeTagged(line: IrcLine, reference: string, isConcatenated: boolean): void {
    const open = this.#open;
    if (open?.reference === reference) this.#add(open, line, isConcatenated);
    else if (!this.#lost.has(reference)) this.#refuseOpening(reference, undefined);
  }

  #add(open: OpenBatch, { command, params }: IrcLine, isConcatenated: boolean): void {
    const [target = "", text] = params;
    open.command ??= command;
    if (!SAID.has(command) || command !== open.command || text === undefined)
      this.#refuse("MULTILINE_INVALID");
    else if (target !== open.target) this.#refuse("MULTILINE_INVALID_TARGET", open.target, target);
    else if (isConcatenated && text === "") this.#refuse("MULTILINE_INVALID");
    else this.#append(open, { text, isConcatenated });
  }

  #append(open: OpenBatch, line: BodyLine): void {
    const breakBytes = open.lines.length === 0 || line.isConcatenated ? 0 : 1;
    open.bytes += utf8Length(line.text) + breakBytes;
    open.lines.push(line);
    if (open.lines.length > MULTILINE_LINES_MAX)
      this.#refuse("MULTILINE_MAX_LINES", `${MULTILINE_LINES_MAX}`);
    else if (open.bytes > MULTILINE_BYTES_MAX) this.#refuse("MULTILINE_MAX_BYTES", `${MULTILINE_BYTES_MAX}`);
  }

  #takeBatch(line: IrcLine, label: string | undefined): void {
    const [name = ""] = line.params;
    const reference = name.slice(1);
    if (name.startsWith("+") && reference !== "") this.#begin(line, reference, label);
    else if (name.startsWith("-")) this.#end(reference, label);
    else this.#refuseOpening(reference, label);
  }

  #begin({ params, tags }: IrcLine, reference: string, label: string | undefined): void {
    const [, type, target = ""] = params;
    if (this.#open || type !== MULTILINE_BATCH || target === "") {
      this.#refuseOpening(reference, label);
      return;
    }
    const clientTags = tagsForOthers(tags, this.#session.capabilities);
    this.#lost.delete(reference);
    this.#open = { reference, target, clientTags, label, command: undefined, lines: [], bytes: 0 };
  }

  #end(reference: string, label: string | undefined): void {
    const open = this.#open;
    if (open?.reference === reference) this.#say(open);
    else if (!this.#lost.delete(reference)) this.#refuseOpening("", label);
  }

  #say(open: OpenBatch): void {
    const { command, target, clientTags, label } = open;
    const { text, cuts } = joinLines(open.lines);
    // Services read one line, which may have a password in it.
    if (command === undefined || /^\n*$/.test(text) || isService(target)) {
      this.#refuse("MULTILINE_INVALID");
      return;
    }
    this.#open = undefined;
    const said: Message = { command, params: [target, text] };
    const tagged = clientTags === "" ? said : { ...said, clientTags };
    this.#session.ask(cuts.length === 0 ? tagged : { ...tagged, cuts }, label);
  }

  /** What cannot be a batch, and what is open meanwhile. */
  #refuseOpening(reference: string, label: string | undefined): void {
    this.#lose(reference);
    if (this.#open) this.#refuse("MULTILINE_INVALID");
    else this.#fail("MULTILINE_INVALID", [], label);
  }

  /** At once, with the label of the batch; what still comes of it is for nobody. */
  #refuse(code: string, ...context: readonly string[]): void {
    const open = this.#open;
    this.#open = undefined;
    if (open) this.#lose(open.reference);
    this.#fail(code, context, open?.label);
  }

  #lose(reference: string): void {
    if (reference === "") return;
    this.#lost.delete(reference);
    this.#lost.add(reference);
    const [oldest] = this.#lost;
    if (this.#lost.size > LOST_BATCHES_MAX && oldest !== undefined) this.#lost.delete(oldest);
  }

  #fail(code: string, context: readonly string[], label: string | undefined): void {
    const session = this.#session;
    const reply = { severity: "FAIL", command: "BATCH", code, context } as const;
    session.inTurn(() => session.standardReply(reply), label);
  }
}
