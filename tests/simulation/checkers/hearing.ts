/**
 * Every member gets each message exactly once and in order, and nobody else gets it: what each client reads is compared,
 * letter by letter, with what it must read. An answer of history stands where it was asked for, and nothing mixes with it.
 */
import type { Effect, SessionId } from "../../../src/protocol/effects.ts";
import type { HistoryRow } from "../../../src/protocol/history.ts";
import type { HistoryQuery } from "../../../src/protocol/history-query.ts";
import { displayName } from "../../../src/protocol/message.ts";
import type { EventPlace } from "../../../src/protocol/msgid.ts";
import { fold } from "../fold.ts";
import type { Said } from "../said.ts";
import type { Trace } from "../trace.ts";
import { type Due, describe, dueOf, letters } from "./due.ts";

/** One line as a client reads it; plain text shows less of it. */
export interface Heard {
  readonly from: string;
  /** "current" where plain text shows no place, "private" where it says so. */
  readonly target: string;
  readonly text: string;
  /** Whether the line says that it was said earlier; undefined where it cannot be told. */
  readonly isEarlier: boolean | undefined;
}

type Question = Effect & { readonly kind: "history" };

export interface Asked {
  readonly question: Question;
  /** Of the question. */
  readonly sequence: number;
}

interface Reader {
  /** A question stands here until it is answered, and then what was found. */
  readonly items: (Due | Asked)[];
  next: number;
}

export interface HearingParts {
  readonly trace: Trace;
  /** Somebody reads this. */
  shown(said: EventPlace & Pick<Said, "needsRecord">): void;
}

export class Hearing {
  readonly #parts: HearingParts;
  readonly #readers = new Map<SessionId, Reader>();
  readonly #asked = new Map<HistoryQuery, Asked>();
  readonly #lost = new Set<string>();

  constructor(parts: HearingParts) {
    this.#parts = parts;
  }

  /** The order has decided who must read it. */
  said(said: Said): void {
    const { event, needsRecord } = said;
    const [, body = event.clientTags ?? ""] = event.params;
    const isLost = (): boolean => this.#lost.has(placeKey(event));
    const due = { event, needsRecord, body, text: letters(body), offset: 0, isLost, isEarlier: false };
    for (const [session, times] of said.readers) {
      const { items } = this.#of(session);
      for (let time = 0; time < times; time++) items.push({ ...due });
    }
  }

  /** The disk did not keep it: nobody may read it. */
  lost(place: EventPlace): void {
    this.#lost.add(placeKey(place));
  }

  asked(sequence: number, question: Question): void {
    const asked = { sequence, question };
    this.#asked.set(question.query, asked);
    this.#of(question.to).items.push(asked);
  }

  /** What was asked is read from the disk now. @param rowsOf what must be found. */
  found(query: HistoryQuery, rowsOf: (asked: Asked) => readonly HistoryRow[]): void {
    const asked = this.#asked.get(query);
    if (!asked) return;
    this.#asked.delete(query);
    const { items } = this.#of(asked.question.to);
    const due = rowsOf(asked).map((row) => dueOf(row, asked.question.view));
    items.splice(items.indexOf(asked), 1, ...due);
  }

  heard(session: SessionId, who: string, shown: Heard): void {
    const due = this.#next(session);
    if (due && "question" in due) {
      this.#violate(who, session, shown, `sequence ${due.sequence} is not answered yet`);
      return;
    }
    // Nearly every line is just that.
    const isWhole = due?.offset === 0 && due.body === shown.text;
    const line = { ...shown, text: isWhole ? due.text : letters(shown.text) };
    if (line.text === "") return;
    if (!due) {
      this.#violate(who, session, line, "nothing is due");
    } else if (!isShownAs(due, line) || !due.text.startsWith(line.text, due.offset)) {
      this.#violate(who, session, line, `due is ${describe(due)}`);
    } else {
      if (due.offset === 0) this.#parts.shown({ ...due.event, needsRecord: due.needsRecord });
      due.offset += line.text.length;
    }
  }

  checkComplete(session: SessionId, who: string): void {
    const due = this.#next(session);
    if (!due) return;
    const story = "question" in due ? `an answer to sequence ${due.sequence}` : describe(due);
    this.#parts.trace.violate("delivered", `${who} (session ${session}) never got ${story}`);
  }

  #of(session: SessionId): Reader {
    const known = this.#readers.get(session);
    if (known) return known;
    const made = { items: [], next: 0 };
    this.#readers.set(session, made);
    return made;
  }

  #next(session: SessionId): Due | Asked | undefined {
    const reader = this.#of(session);
    for (;;) {
      const due = reader.items[reader.next];
      if (!due || "question" in due) return due;
      const isRead = due.offset >= due.text.length;
      if (!isRead && !(due.offset === 0 && due.isLost())) return due;
      reader.next += 1;
    }
  }

  #violate(who: string, session: SessionId, line: Heard, because: string): void {
    const { items, next } = this.#of(session);
    const at = items.findIndex((due) => "text" in due && due.text.startsWith(letters(line.text)));
    const kind = at === -1 ? "was not meant for it" : at < next ? "came again" : "came too early";
    const heard = `${line.from} to ${line.target}: ${line.text.slice(0, 40)}`;
    const story = `${who} (session ${session}) reads what ${kind}, "${heard}"; ${because}`;
    this.#parts.trace.violate("heard", story);
  }
}

/** Plain text and the console call guests by their address, and leave out where they are. */
function isShownAs(due: Due, { from, target, isEarlier = due.isEarlier }: Heard): boolean {
  const { event } = due;
  const [meant = ""] = event.params;
  const isNamed = from === event.source.nick || from === displayName(event.source);
  if (!isNamed || isEarlier !== due.isEarlier) return false;
  if (target === "private") return !meant.includes("#");
  if (target === "current") return meant.includes("#");
  // An answer names the channel as it is called, whatever the question has called it and to whom of it that was said.
  return due.isEarlier ? channelOf(target) === channelOf(meant) : target === meant;
}

function channelOf(target: string): string {
  return fold(target.replace(/^[~&@%+]*/, ""));
}

function placeKey({ sequence, index }: EventPlace): string {
  return `${sequence} ${index}`;
}
