/** A message of several lines for those who read it as one. https://ircv3.net/specs/extensions/multiline */
import type { ChatEvent } from "../../protocol/effects.ts";
import { LINE_BYTES_MAX } from "../../protocol/limits.ts";
import type { EventPlace } from "../../protocol/msgid.ts";
import { type BodyLine, CONCAT_TAG, MULTILINE_BATCH, splitLines } from "../../protocol/multiline.ts";
import { splitText, utf8Length } from "../../protocol/split-text.ts";
import type { Batch } from "./batch.ts";
import { oneLine, renderSource } from "./render.ts";
import type { TaggedLine } from "./tags.ts";

/** @param tags of the whole message. @returns undefined for whatever is one line. */
export function multilineBatch(event: ChatEvent, tags: string): Batch | undefined {
  const { command, params, cuts } = event;
  if (command !== "PRIVMSG" && command !== "NOTICE") return undefined;
  const [target = "", text = ""] = params;
  const source = renderSource(event.source);
  const start = `:${source} ${command} ${target} :`;
  const bytesMax = LINE_BYTES_MAX - utf8Length(start);
  const lines = splitLines(text, cuts).flatMap((line) => fittingLines(line, bytesMax));
  if (lines.length < 2) return undefined;
  const items = lines.map((line): TaggedLine => {
    return { tags: line.isConcatenated ? CONCAT_TAG : "", line: start + line.text };
  });
  return { type: MULTILINE_BATCH, params: [target], items, source, tags };
}

/** A line that was whole on the way in may be too long behind its sender's source. */
function fittingLines({ text, isConcatenated }: BodyLine, bytesMax: number): BodyLine[] {
  return splitText(oneLine(text), bytesMax).map((piece, index) => {
    return { text: piece, isConcatenated: index > 0 || isConcatenated };
  });
}

/** The reference that all readers of this message get alike; no session's own has a hyphen. */
export function sharedReference({ sequence, index }: EventPlace): string {
  return `m-${sequence.toString(36)}-${index.toString(36)}`;
}
