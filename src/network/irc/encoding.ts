/** Events as bytes: once for all readers who are shown the same, never per reader. */
import type { Language } from "../../locales/catalog.ts";
import {
  type Capabilities,
  capabilities,
  hasCapabilities,
  hasCapability,
  NO_CAPABILITIES,
} from "../../protocol/capabilities.ts";
import type { ChatEvent } from "../../protocol/effects.ts";
import type { SendQueue } from "../send-queue.ts";
import { TickBuffer } from "../tick-buffer.ts";
import { type Item, writeItem } from "./batch.ts";
import { ChosenLanguageClass } from "./chosen-language.ts";
import { FRAMINGS, type Framing, writeLines } from "./framing.ts";
import { multilineBatch, sharedReference } from "./multiline-batch.ts";
import type { ReaderClass } from "./reader-class.ts";
import { renderEvent, renderExtendedJoin } from "./render.ts";
import { writeShortMessage } from "./short-message.ts";
import { continuationTags, eventTags, type TaggedLine } from "./tags.ts";

/** What decides how an event looks; all other capabilities decide only whether it is shown. */
const SHAPING = capabilities("account-tag", "draft/relaymsg", "extended-join", "message-tags", "server-time");
/** One without the other shapes nothing. */
const MULTILINE = capabilities("batch", "draft/multiline");

/** Who speaks to all readers. */
interface Speaker {
  /** Of the server's own words. */
  readonly language: Language;
  /** The first part of every msgid. */
  readonly historyId: string;
}

interface EncodingClassParts {
  readonly shaping: Capabilities;
  readonly framing: Framing;
  readonly speaker: Speaker;
  /** For what one reader alone gets; shared by all classes. */
  readonly own: TickBuffer;
}

/** All readers with the same shaping capabilities and framing, who are spoken to in the same language. */
export class IrcEncodingClass implements ReaderClass {
  readonly #capabilities: Capabilities;
  readonly #readsMultiline: boolean;
  readonly #framing: Framing;
  readonly #speaker: Speaker;
  /** Events alone: what follows each other in a channel lies side by side here, so a reader's slices of it become one. */
  #events: TickBuffer | undefined;
  /** What one reader alone gets; among the events it would tear everybody's slices apart. */
  readonly #own: TickBuffer;
  /** The event that the last text of `#events` is the encoding of. */
  #event: ChatEvent | undefined;

  constructor({ shaping, framing, speaker, own }: EncodingClassParts) {
    this.#capabilities = shaping;
    this.#readsMultiline = hasCapabilities(shaping, MULTILINE);
    this.#framing = framing;
    this.#speaker = speaker;
    this.#own = own;
  }

  queueEvent(event: ChatEvent, queue: SendQueue): void {
    let buffer = this.#events;
    if (event !== this.#event || !buffer) {
      buffer = this.#writeEvent(event);
      this.#event = event;
    }
    queue.append(buffer);
  }

  queueLines(lines: readonly string[], queue: SendQueue): void {
    writeLines(this.#own, this.#framing, lines);
    queue.append(this.#own);
  }

  eventItems(event: ChatEvent): readonly Item[] {
    const batch = this.#readsMultiline ? multilineBatch(event, this.#tags(event)) : undefined;
    return batch ? [batch] : this.#eventLines(event);
  }

  #eventLines(event: ChatEvent): TaggedLine[] {
    const lines = this.#rendered(event);
    const first = this.#tags(event);
    const later = lines.length === 1 ? "" : continuationTags(event, this.#capabilities);
    return lines.map((line, index) => ({ tags: index === 0 ? first : later, line }));
  }

  #tags(event: ChatEvent): string {
    return eventTags(event, { capabilities: this.#capabilities, historyId: this.#speaker.historyId });
  }

  #rendered(event: ChatEvent): string[] {
    if (event.command === "JOIN" && hasCapability(this.#capabilities, "extended-join")) {
      return [renderExtendedJoin(event.source, event.params[0] ?? "")];
    }
    return renderEvent(event, this.#speaker.language);
  }

  reset(): void {
    this.#events?.reset();
    this.#event = undefined;
  }

  #writeEvent(event: ChatEvent): TickBuffer {
    this.#events ??= new TickBuffer();
    const isWritten = this.#framing === "lines" && writeShortMessage(this.#events, event, this.#tags(event));
    if (!isWritten) writeLines(this.#events, this.#framing, this.#wholeLines(event));
    return this.#events;
  }

  #wholeLines(event: ChatEvent): string[] {
    const names = { serverName: "", newReference: () => sharedReference(event) };
    return this.eventItems(event).flatMap((item) => writeItem(item, "", names));
  }
}

interface Reader {
  readonly capabilities: Capabilities;
  readonly framing: Framing;
  /** Absent where none was chosen: then it is the server's, whichever that is. */
  readonly language?: Language | undefined;
}

/** The classes in use: at most 64 sets of capabilities × 3 framings, each for those who have chosen no language and for every one of those chosen. */
export class IrcEncoding implements Speaker {
  /** Of those who have chosen none. May change when the configuration is read again. */
  language: Language;
  readonly historyId: string;
  readonly #classes = new Map<string, IrcEncodingClass>();
  readonly #chosen = new Map<string, ReaderClass>();
  readonly #own = new TickBuffer();

  constructor({ language, historyId }: Speaker) {
    this.language = language;
    this.historyId = historyId;
    for (const framing of FRAMINGS) this.classFor({ capabilities: NO_CAPABILITIES, framing });
  }

  classFor({ capabilities, framing, language }: Reader): ReaderClass {
    const shaping = shapingOf(capabilities);
    const key = `${framing} ${shaping}`;
    const common = rememberedIn(this.#classes, key, () => this.#make({ shaping, framing, speaker: this }));
    if (language === undefined) return common;
    return rememberedIn(this.#chosen, `${key} ${language}`, () => {
      const speaker = { language, historyId: this.historyId };
      return new ChosenLanguageClass(common, this.#make({ shaping, framing, speaker }));
    });
  }

  #make(parts: Omit<EncodingClassParts, "own">): IrcEncodingClass {
    return new IrcEncodingClass({ ...parts, own: this.#own });
  }

  reset(): void {
    this.#own.reset();
    for (const encodingClass of this.#classes.values()) encodingClass.reset();
    for (const chosen of this.#chosen.values()) chosen.reset();
  }
}

function shapingOf(readable: Capabilities): Capabilities {
  return readable & (hasCapabilities(readable, MULTILINE) ? SHAPING | MULTILINE : SHAPING);
}

function rememberedIn<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const existing = known.get(key);
  if (existing) return existing;
  const made = make();
  known.set(key, made);
  return made;
}
