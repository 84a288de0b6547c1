/** Events as bytes: once for all readers who are shown the same, never per reader. */
import type { Language } from "../../locales/catalog.ts";
import { type Capabilities, capabilities, hasCapability } from "../../protocol/capabilities.ts";
import type { ChatEvent } from "../../protocol/effects.ts";
import type { SendQueue } from "../send-queue.ts";
import { TickBuffer } from "../tick-buffer.ts";
import { FRAMINGS, type Framing, writeLines } from "./framing.ts";
import { renderEvent, renderExtendedJoin } from "./render.ts";
import { continuationTags, eventTags, type TaggedLine, withTags } from "./tags.ts";

/** What decides how an event looks; all other capabilities decide only whether it is shown. */
const SHAPING = capabilities("account-tag", "extended-join", "message-tags", "server-time");

/** Whose language the server's own words are in. */
interface Speaker {
  readonly language: Language;
}

/** All readers with the same shaping capabilities and framing. */
export class IrcEncodingClass {
  readonly #capabilities: Capabilities;
  readonly #framing: Framing;
  readonly #speaker: Speaker;
  #buffer: TickBuffer | undefined;
  /** The event that the buffer's last text is the encoding of. */
  #event: ChatEvent | undefined;

  constructor(shaping: Capabilities, framing: Framing, speaker: Speaker) {
    this.#capabilities = shaping;
    this.#framing = framing;
    this.#speaker = speaker;
  }

  /** Queues the event for one reader; only the first one of a tick and class pays for the encoding. Hot. */
  queueEvent(event: ChatEvent, queue: SendQueue): void {
    let buffer = this.#buffer;
    if (event !== this.#event || !buffer) {
      buffer = this.#write(this.eventLines(event).map(withTags));
      this.#event = event;
    }
    queue.append(buffer);
  }

  /** Queues lines for one reader alone. */
  queueLines(lines: readonly string[], queue: SendQueue): void {
    queue.append(this.#write(lines));
    this.#event = undefined;
  }

  eventLines(event: ChatEvent): TaggedLine[] {
    const lines = this.#rendered(event);
    const first = eventTags(event, this.#capabilities);
    const later = lines.length === 1 ? "" : continuationTags(event, this.#capabilities);
    return lines.map((line, index) => ({ tags: index === 0 ? first : later, line }));
  }

  #rendered(event: ChatEvent): string[] {
    if (event.command === "JOIN" && hasCapability(this.#capabilities, "extended-join")) {
      return [renderExtendedJoin(event.source, event.params[0] ?? "")];
    }
    return renderEvent(event, this.#speaker.language);
  }

  /** At the end of the tick, when every queue has been flushed. */
  reset(): void {
    this.#buffer?.reset();
    this.#event = undefined;
  }

  #write(lines: readonly string[]): TickBuffer {
    this.#buffer ??= new TickBuffer();
    writeLines(this.#buffer, this.#framing, lines);
    return this.#buffer;
  }
}

/** The classes in use: at most 16 sets of capabilities × 3 framings. */
export class IrcEncoding {
  /** May change when the configuration is read again. */
  language: Language;
  readonly #classes = new Map<string, IrcEncodingClass>();

  constructor(language: Language) {
    this.language = language;
    for (const framing of FRAMINGS) this.classFor(0, framing);
  }

  classFor(readable: Capabilities, framing: Framing): IrcEncodingClass {
    const shaping = readable & SHAPING;
    const key = `${framing} ${shaping}`;
    const existing = this.#classes.get(key);
    if (existing) return existing;
    const made = new IrcEncodingClass(shaping, framing, this);
    this.#classes.set(key, made);
    return made;
  }

  reset(): void {
    for (const encodingClass of this.#classes.values()) encodingClass.reset();
  }
}
