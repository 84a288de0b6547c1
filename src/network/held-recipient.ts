/**
 * Stands in for a recipient whose next lines wait for an answer from outside, such as a query of history: keeps what it is
 * told, and hands it on in the order it came. Nobody else waits.
 */
import type { Capabilities } from "../protocol/capabilities.ts";
import type { ChatEvent, EndReason } from "../protocol/effects.ts";
import type { HistoryAnswer } from "../protocol/history.ts";
import { HELD_EFFECTS_MAX } from "../protocol/limits.ts";
import type { Source } from "../protocol/message.ts";
import type { Words } from "../protocol/words.ts";
import type { Recipient } from "./delivery.ts";
import type { OfferChange } from "./irc/capability-offer.ts";

/** @returns who is told what comes next. */
type Tell = (recipient: Recipient) => Recipient;

export class HeldRecipient implements Recipient {
  readonly #behind: Recipient;
  readonly #overflow: () => void;
  readonly #fault: (error: unknown) => void;
  #kept: Tell[] = [];
  #isOver = false;
  #next: Recipient | undefined;

  /**
   * @param overflow called once where more is told than may wait.
   * @param fault told of what one of the things kept has thrown; the others are handed on.
   */
  constructor(behind: Recipient, overflow: () => void, fault: (error: unknown) => void) {
    this.#behind = behind;
    this.#overflow = overflow;
    this.#fault = fault;
  }

  get capabilities(): Capabilities {
    return this.#behind.capabilities;
  }

  get reachedAt(): string | undefined {
    return this.#behind.reachedAt;
  }

  /**
   * Everything that was kept, to the recipient it was for, and whatever comes of that behind it. One of these may ask again, and what
   * follows waits again.
   * @returns who is told what comes next.
   */
  release(): Recipient {
    let recipient = this.front;
    this.#isOver = true;
    // It grows meanwhile.
    for (const tell of this.#kept) {
      try {
        recipient = settled(tell(recipient));
      } catch (error) {
        this.#fault(error);
      }
    }
    this.#kept = [];
    this.#next = recipient;
    return recipient;
  }

  /** Who is told something now that is in front of all that waits here. */
  get front(): Recipient {
    return settled(this.#behind);
  }

  /** Who is told what comes next, where everything has been handed on already. */
  get next(): Recipient | undefined {
    return this.#next;
  }

  /** Something of this session that is done in its turn. */
  later(action: Tell): void {
    this.#keepInTurn(action);
  }

  #keep(tell: (recipient: Recipient) => void): void {
    this.#keepInTurn((recipient) => {
      tell(recipient);
      return recipient;
    });
  }

  #keepInTurn(tell: Tell): void {
    this.#kept.push(tell);
    if (this.#kept.length <= HELD_EFFECTS_MAX || this.#isOver) return;
    this.#isOver = true;
    this.#overflow();
  }

  receive(event: ChatEvent): void {
    this.#keep((recipient) => recipient.receive(event));
  }

  receiveOwn(event: ChatEvent): void {
    this.#keep((recipient) => recipient.receiveOwn(event));
  }

  tell(words: Words): void {
    this.#keep((recipient) => recipient.tell(words));
  }

  beginBatch(type: string, params: readonly string[]): void {
    this.#keep((recipient) => recipient.beginBatch(type, params));
  }

  endBatch(): void {
    this.#keep((recipient) => recipient.endBatch());
  }

  beginAnswer(): void {
    this.#keep((recipient) => recipient.beginAnswer());
  }

  endAnswer(): void {
    this.#keep((recipient) => recipient.endAnswer());
  }

  identify(source: Source): void {
    this.#keep((recipient) => recipient.identify(source));
  }

  refuseMessage(command: string): void {
    this.#keep((recipient) => recipient.refuseMessage(command));
  }

  showHistory(answer: HistoryAnswer): void {
    this.#keep((recipient) => recipient.showHistory(answer));
  }

  pause(): void {
    this.#behind.pause?.();
  }

  resume(): void {
    this.#behind.resume?.();
  }

  offerChanged(change: OfferChange): void {
    this.#keep((recipient) => recipient.offerChanged?.(change));
  }

  close(reason: EndReason): void {
    this.#keep((recipient) => recipient.close(reason));
  }
}

/** What somebody waited for may have come or been given up meanwhile, by what follows it. */
function settled(recipient: Recipient): Recipient {
  const next = recipient instanceof HeldRecipient ? recipient.next : undefined;
  return next ? settled(next) : recipient;
}
