/**
 * The PRIVMSG that is one short line, as nearly every event is. Its pieces are written side by side, since joining them first costs
 * more than writing them (190 ns against 110 for a line of 100 bytes). All other events: render.ts.
 */
import type { ChatEvent } from "../../protocol/effects.ts";
import { LINE_BYTES_MAX } from "../../protocol/limits.ts";
import type { Source } from "../../protocol/message.ts";
import type { TickBuffer } from "../tick-buffer.ts";
import { renderSource } from "./render.ts";

/** So short that it fits, whatever it says: three bytes are the most a UTF-16 unit takes. */
const SHORT_UNITS_MAX = LINE_BYTES_MAX / 3;
const SEVERAL_LINES = /[\r\n\0]/;

/** What stands before a target, for each who has said something: a source stays one object until its nick changes. */
const starts = new WeakMap<Source, string>();

function startOf(source: Source): string {
  const known = starts.get(source);
  if (known !== undefined) return known;
  const made = `:${renderSource(source)} PRIVMSG `;
  starts.set(source, made);
  return made;
}

/** @returns whether it was written; nothing is where the event is not one short PRIVMSG. @param tags without the `@`. */
export function writeShortMessage(buffer: TickBuffer, event: ChatEvent, tags: string): boolean {
  if (event.command !== "PRIVMSG" || event.cuts !== undefined) return false;
  const [target = "", text = ""] = event.params;
  const start = startOf(event.source);
  const units = start.length + target.length + text.length + 2;
  if (units > SHORT_UNITS_MAX || SEVERAL_LINES.test(text)) return false;
  buffer.begin(units + tags.length + 4);
  if (tags !== "") {
    buffer.add("@");
    buffer.add(tags);
    buffer.add(" ");
  }
  buffer.add(start);
  buffer.add(target);
  buffer.add(" :");
  buffer.add(text);
  buffer.add("\r\n");
  return true;
}
