/** Asks history for a session. Until it answers, what the session is told waits; for everybody else the chat goes on. */
import type { History } from "../history/history.ts";
import type { Delivery, Recipient } from "../network/delivery.ts";
import { HeldRecipient } from "../network/held-recipient.ts";
import type { Effect } from "../protocol/effects.ts";
import type { HistoryRow } from "../protocol/history.ts";

type Question = Effect & { readonly kind: "history" };
type Found = readonly HistoryRow[] | Error;

export interface QuestionsParts {
  readonly history: History;
  readonly delivery: Delivery;
  /** Something of ours threw while a session was told; it has missed that, everybody else goes on. */
  fault(error: unknown): void;
}

export class Questions {
  readonly #parts: QuestionsParts;

  constructor(parts: QuestionsParts) {
    this.#parts = parts;
  }

  ask(question: Question): void {
    const { delivery } = this.#parts;
    const recipient = delivery.get(question.to);
    if (!recipient) return;
    const next = this.#askInTurn(question, recipient);
    if (next !== recipient) delivery.add(question.to, next);
  }

  /**
   * One question of a session at a time: the next one waits like everything else.
   * @returns who is told what the session is told next.
   */
  #askInTurn(question: Question, recipient: Recipient): Recipient {
    if (!(recipient instanceof HeldRecipient)) return this.#ask(question, recipient);
    recipient.later((next) => this.#askInTurn(question, next));
    return recipient;
  }

  #ask({ to, query, view }: Question, recipient: Recipient): Recipient {
    const { history, delivery, fault } = this.#parts;
    let isAnswered = false;
    let held: HeldRecipient | undefined;
    const answer = (found: Found): void => {
      if (isAnswered) return;
      isAnswered = true;
      attempt(() => recipient.showHistory({ view, found }), fault);
      if (!held) return;
      const next = held.release();
      // Who has gone meanwhile was told the rest of what was due, and is told nothing new.
      if (delivery.get(to) === held) delivery.add(to, next);
    };
    history.find(query, answer);
    // The history in memory has answered already.
    if (isAnswered) return recipient;
    held = new HeldRecipient(recipient, () => answer(new Error("more happened than may wait")), fault);
    return held;
  }
}

function attempt(action: () => void, fault: (error: unknown) => void): void {
  try {
    action();
  } catch (error) {
    fault(error);
  }
}
