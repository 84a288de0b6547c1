/** Messages of several lines that come in: read as the one message each of them is. https://ircv3.net/specs/extensions/multiline */
import { type BodyLine, CONCAT_TAG, joinLines, MULTILINE_BATCH } from "../../protocol/multiline.ts";
import { MULTILINE_LENGTH_MAX, MULTILINE_LINES_MAX, MULTILINE_OPEN_MAX } from "../limits.ts";
import type { Incoming } from "./incoming.ts";

interface OpenMessage {
  /** The start of the batch, which has the tags of the whole message. */
  readonly start: Incoming;
  readonly target: string;
  /** Of its lines. */
  command: string;
  readonly lines: BodyLine[];
  /** UTF-16 units of them. */
  length: number;
}

/** The open messages of one connection. */
export class MultilineMessages {
  readonly #open = new Map<string, OpenMessage>();

  /**
   * To be called once for every line, in order.
   * @returns what the rest of the program reads in its place: the line itself, the whole message at its end, nothing before.
   */
  read(line: Incoming): Incoming | undefined {
    const [reference = "", type, target = ""] = line.params;
    if (line.command !== "BATCH") return this.#gather(line);
    const isMessage = type === MULTILINE_BATCH && reference.startsWith("+");
    if (isMessage) return this.#begin(line, reference.slice(1), target);
    return reference.startsWith("-") ? this.#end(line, reference.slice(1)) : line;
  }

  #begin(start: Incoming, reference: string, target: string): undefined {
    if (this.#open.size < MULTILINE_OPEN_MAX) {
      this.#open.set(reference, { start, target, command: "PRIVMSG", lines: [], length: 0 });
    }
  }

  #gather(line: Incoming): Incoming | undefined {
    const message = this.#open.get(line.tags.get("batch") ?? "");
    if (!message) return line;
    message.command = line.command;
    const text = line.params[1] ?? "";
    const isFull = message.lines.length >= MULTILINE_LINES_MAX || message.length >= MULTILINE_LENGTH_MAX;
    if (isFull) return undefined;
    message.lines.push({ text, isConcatenated: line.tags.has(CONCAT_TAG) });
    message.length += text.length;
    return undefined;
  }

  #end(line: Incoming, reference: string): Incoming | undefined {
    const message = this.#open.get(reference);
    if (!message) return line;
    this.#open.delete(reference);
    const { start, command, target, lines } = message;
    return { ...start, command, params: [target, joinLines(lines).text] };
  }
}
