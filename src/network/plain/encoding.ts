/** Events as bytes: once for all readers who are shown the same, never per reader. */
import { LANGUAGES, type Language } from "../../locales/catalog.ts";
import type { ChatEvent } from "../../protocol/effects.ts";
import { type Charset, encodeGb18030 } from "../charset.ts";
import type { SendQueue } from "../send-queue.ts";
import { TickBuffer } from "../tick-buffer.ts";
import { type Place, renderEvent } from "./render.ts";

/** All readers with one language and charset, for whom the event happens in the same place. */
export class EncodingClass {
  readonly #language: Language;
  readonly #charset: Charset;
  readonly #place: Place;
  #buffer: TickBuffer | undefined;
  /** The event that the buffer's last text is the encoding of. */
  #event: ChatEvent | undefined;

  constructor(language: Language, charset: Charset, place: Place) {
    this.#language = language;
    this.#charset = charset;
    this.#place = place;
  }

  /** Queues the event for one reader; only the first one of a tick and class pays for the encoding. Hot. */
  queueEvent(event: ChatEvent, queue: SendQueue): void {
    let buffer = this.#buffer;
    if (event !== this.#event || !buffer) {
      buffer = this.#write(renderEvent(event, this.#language, this.#place));
      this.#event = event;
    }
    queue.append(buffer);
  }

  /** Queues text for one reader alone. */
  queueText(text: string, queue: SendQueue): void {
    queue.append(this.#write(text));
    this.#event = undefined;
  }

  /** At the end of the tick, when every queue has been flushed. */
  reset(): void {
    this.#buffer?.reset();
    this.#event = undefined;
  }

  #write(text: string): TickBuffer {
    this.#buffer ??= new TickBuffer();
    if (this.#charset === "utf-8") this.#buffer.writeText(text);
    else this.#buffer.writeBytes(encodeGb18030(text));
    return this.#buffer;
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

  constructor() {
    for (const language of LANGUAGES) {
      for (const charset of ["utf-8", "gb18030"] as const) {
        this.#classes.set(`${language} ${charset}`, {
          current: new EncodingClass(language, charset, "current"),
          other: new EncodingClass(language, charset, "other"),
          private: new EncodingClass(language, charset, "private"),
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
    for (const { current, other, private: direct } of this.#classes.values()) {
      current.reset();
      other.reset();
      direct.reset();
    }
  }
}
