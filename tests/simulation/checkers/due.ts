/** What a client must read: said just now, or earlier and found in history. */
import type { ChatEvent } from "../../../src/protocol/effects.ts";
import { withoutFormatting } from "../../../src/protocol/formatting.ts";
import { type HistoryRow, type HistoryView, pairOf, SAID_KINDS } from "../../../src/protocol/history.ts";

export interface Due {
  readonly event: Pick<ChatEvent, "command" | "params" | "source" | "sequence" | "index">;
  readonly needsRecord: boolean;
  /** As it was said, and its letters. */
  readonly body: string;
  readonly text: string;
  /** How much of it was read; long ones come in several lines. */
  offset: number;
  readonly isLost: () => boolean;
  readonly isEarlier: boolean;
}

/** One row of an answer. Of what has happened and was not said only who did it counts, and what. */
export function dueOf(row: HistoryRow, view: HistoryView): Due {
  const { kind, source, sequence, index, params = [] } = row;
  const place = pairOf(row.target) ? params[0] : view.target;
  const body = SAID_KINDS.includes(kind) ? row.body : kind;
  const event = { command: kind, params: [place ?? view.target, body], source, sequence, index };
  return {
    event,
    needsRecord: true,
    body,
    text: letters(body),
    offset: 0,
    isLost: () => false,
    isEarlier: true,
  };
}

export function describe({ event, text, offset, isEarlier }: Due): string {
  const { command, params, source, sequence } = event;
  const when = isEarlier ? "earlier " : "";
  return `${when}${command} ${params[0]} of ${source.nick}, sequence ${sequence}: "${text.slice(offset, offset + 40)}"`;
}

/** Without what only some readers are shown: white space, control characters, formatting. */
export function letters(text: string): string {
  return withoutFormatting(text).replace(/[\s\p{Cc}\p{Cf}]/gu, "");
}
