/** Events as bytes: once for all readers who are shown the same, never per reader. */
import { LANGUAGES, type Language } from "../../locales/catalog.ts";
import type { ChatEvent } from "../../protocol/effects.ts";
import { type Charset, encodeGb18030 } from "../charset.ts";
import type { SendQueue } from "../send-queue.ts";
import { TickBuffer } from "../tick-buffer.ts";
import { type Place, renderEvent } from "./render.ts";

interface EncodingClassParts {
  readonly language: Language;
  readonly charset: Charset;
  readonly place: Place;
  /** For what one reader alone gets; shared by all classes. */
  readonly own: TickBuffer;
}

/** All readers with one language and charset, for whom the event happens in the same place. */
export class EncodingClass {
  readonly #language: Language;
  readonly #charset: Charset;
  readonly #place: Place;
  /** Events alone: what follows each other in a channel lies side by side here, so a reader's slices of it become one. */
  #events: TickBuffer | undefined;
  /** What one reader alone gets; among the events it would tear everybody's slices apart. */
  readonly #own: TickBuffer;
  /** The event that the last text of `#events` is the encoding of. */
  #event: ChatEvent | undefined;

  constructor({ language, charset, place, own }: EncodingClassParts) {
    this.#language = language;
    this.#charset = charset;
    this.#place = place;
    this.#own = own;
  }

  /** Queues the event for one reader; only the first one of a tick and class pays for the encoding. Hot. */
  queueEvent(event: ChatEvent, queue: SendQueue): void {
    let buffer = this.#events;
    if (event !== this.#event || !buffer) {
      buffer = this.#writeEvent(renderEvent(event, this.#language, this.#place));
      this.#event = event;
    }
    queue.append(buffer);
  }

  /** Queues text for one reader alone. */
  queueText(text: string, queue: SendQueue): void {
    this.#write(text, this.#own);
    queue.append(this.#own);
  }

  /** At the end of the tick, when every queue has been flushed. */
  reset(): void {
    this.#events?.reset();
    this.#event = undefined;
  }

  #writeEvent(text: string): TickBuffer {
    this.#events ??= new TickBuffer();
    this.#write(text, this.#events);
    return this.#events;
  }

  #write(text: string, buffer: TickBuffer): void {
    if (this.#charset === "utf-8") buffer.writeText(text);
    else buffer.writeBytes(encodeGb18030(text));
  }
}

export interface PlaceClasses {
  readonly current: EncodingClass;
  readonly other: EncodingClass;
  readonly private: EncodingClass;
}

/** All classes there are: languages × charsets × places. */
export class PlainEncoding {
  readonly #classes = new Map<string, PlaceClasses>();
  readonly #own = new TickBuffer();

  constructor() {
    const own = this.#own;
    for (const language of LANGUAGES) {
      for (const charset of ["utf-8", "gb18030"] as const) {
        this.#classes.set(`${language} ${charset}`, {
          current: new EncodingClass({ language, charset, place: "current", own }),
          other: new EncodingClass({ language, charset, place: "other", own }),
          private: new EncodingClass({ language, charset, place: "private", own }),
        });
      }
    }
  }

  classesFor(language: Language, charset: Charset): PlaceClasses {
    const classes = this.#classes.get(`${language} ${charset}`);
    if (!classes) throw new Error(`No encoding for ${language} in ${charset}`);
    return classes;
  }

  reset(): void {
    this.#own.reset();
    for (const { current, other, private: direct } of this.#classes.values()) {
      current.reset();
      other.reset();
      direct.reset();
    }
  }
}
