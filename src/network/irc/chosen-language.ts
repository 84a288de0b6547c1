/** Readers who have chosen a language share with all others what has no words of the server in it. */
import type { ChatEvent } from "../../protocol/effects.ts";
import type { SendQueue } from "../send-queue.ts";
import type { Item } from "./batch.ts";
import type { ReaderClass } from "./reader-class.ts";
import { hasOurWords } from "./render.ts";

export class ChosenLanguageClass implements ReaderClass {
  readonly #common: ReaderClass;
  readonly #worded: ReaderClass;

  /** @param worded speaks the language; reset with this one. @param common is reset by whoever has made it. */
  constructor(common: ReaderClass, worded: ReaderClass) {
    this.#common = common;
    this.#worded = worded;
  }

  queueEvent(event: ChatEvent, queue: SendQueue): void {
    this.#classOf(event).queueEvent(event, queue);
  }

  queueLines(lines: readonly string[], queue: SendQueue): void {
    this.#common.queueLines(lines, queue);
  }

  eventItems(event: ChatEvent): readonly Item[] {
    return this.#classOf(event).eventItems(event);
  }

  reset(): void {
    this.#worded.reset();
  }

  #classOf(event: ChatEvent): ReaderClass {
    return hasOurWords(event) ? this.#worded : this.#common;
  }
}
