/**
 * Every member gets each message exactly once and in order, and nobody else gets it: what each client reads is compared,
 * letter by letter, with what it must read.
 */

import type { SessionId } from "../../../src/protocol/effects.ts";
import { withoutFormatting } from "../../../src/protocol/formatting.ts";
import { displayName } from "../../../src/protocol/message.ts";
import type { EventPlace } from "../../../src/protocol/msgid.ts";
import type { Trace } from "../trace.ts";
import type { Said } from "../truth.ts";

/** One line as a client reads it; plain text shows less of it. */
export interface Heard {
  readonly from: string;
  /** "current" where plain text shows no place, "private" where it says so. */
  readonly target: string;
  readonly text: string;
}

interface Due {
  readonly said: Said;
  /** As it was said, and its letters. */
  readonly body: string;
  readonly text: string;
  /** How much of it was read; long ones come in several lines. */
  offset: number;
  readonly isLost: () => boolean;
}

export class Hearing {
  readonly #trace: Trace;
  readonly #due = new Map<SessionId, { items: Due[]; next: number }>();
  readonly #lost = new Set<string>();

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** The order has decided who must read it. */
  said(said: Said): void {
    const [, body = said.event.clientTags ?? ""] = said.event.params;
    const text = letters(body);
    const isLost = (): boolean => this.#lost.has(placeKey(said.event));
    for (const [session, times] of said.readers) {
      const { items } = this.#of(session);
      for (let time = 0; time < times; time++) items.push({ said, body, text, offset: 0, isLost });
    }
  }

  /** The disk did not keep it: nobody may read it. */
  lost(place: EventPlace): void {
    this.#lost.add(placeKey(place));
  }

  heard(session: SessionId, who: string, shown: Heard): void {
    const due = this.#next(session);
    // Nearly every line is just that.
    const isWhole = due?.offset === 0 && due.body === shown.text;
    const line = { ...shown, text: isWhole ? due.text : letters(shown.text) };
    if (line.text === "") return;
    if (!due) {
      this.#violate(who, session, line, "nothing is due");
    } else if (!isShownAs(due.said, line) || !due.text.startsWith(line.text, due.offset)) {
      this.#violate(who, session, line, `due is ${describe(due)}`);
    } else due.offset += line.text.length;
  }

  checkComplete(session: SessionId, who: string): void {
    const due = this.#next(session);
    if (due) this.#trace.violate("delivered", `${who} (session ${session}) never got ${describe(due)}`);
  }

  #of(session: SessionId): { items: Due[]; next: number } {
    const known = this.#due.get(session);
    if (known) return known;
    const made = { items: [], next: 0 };
    this.#due.set(session, made);
    return made;
  }

  #next(session: SessionId): Due | undefined {
    const reader = this.#of(session);
    for (;;) {
      const due = reader.items[reader.next];
      if (!due) return undefined;
      const isRead = due.offset >= due.text.length;
      if (!isRead && !(due.offset === 0 && due.isLost())) return due;
      reader.next += 1;
    }
  }

  #violate(who: string, session: SessionId, line: Heard, because: string): void {
    const { items, next } = this.#of(session);
    const at = items.findIndex(({ text }) => text.startsWith(line.text));
    const kind = at === -1 ? "was not meant for it" : at < next ? "came again" : "came too early";
    const heard = `${line.from} to ${line.target}: ${line.text.slice(0, 40)}`;
    this.#trace.violate("heard", `${who} (session ${session}) reads what ${kind}, "${heard}"; ${because}`);
  }
}

function describe({ said, text, offset }: Due): string {
  const { event, sequence, sender } = said;
  const place = `${event.command} ${event.params[0]}`;
  return `${place} of session ${sender} (${event.source.nick}), sequence ${sequence}: "${text.slice(offset, offset + 40)}"`;
}

/** Plain text and the console call guests by their address, and leave out where they are. */
function isShownAs({ event }: Said, { from, target }: Heard): boolean {
  const [meant = ""] = event.params;
  const isNamed = from === event.source.nick || from === displayName(event.source);
  if (target === "private") return isNamed && !meant.includes("#");
  return isNamed && (target === "current" ? meant.includes("#") : target === meant);
}

/** Without what only some readers are shown: white space, control characters, formatting. */
function letters(text: string): string {
  return withoutFormatting(text).replace(/[\s\p{Cc}\p{Cf}]/gu, "");
}

function placeKey({ sequence, index }: EventPlace): string {
  return `${sequence} ${index}`;
}
