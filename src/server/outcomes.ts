/**
 * The turns of what the rules say when rows are kept: from a `keep` on, what its session is told waits until the effects of the
 * `kept` have left in front of it. For everybody else the chat goes on.
 */
import type { Delivery, Recipient } from "../network/delivery.ts";
import { HeldRecipient } from "../network/held-recipient.ts";
import type { SessionId } from "../protocol/effects.ts";

export interface OutcomesParts {
  readonly delivery: Delivery;
  /** Something of ours threw while a session was told; it has missed that, everybody else goes on. */
  fault(error: unknown): void;
}

export class Outcomes {
  readonly #parts: OutcomesParts;
  /** What waits behind the outcomes of each session, the oldest first: they come in the order of their turns. */
  readonly #turns = new Map<SessionId, HeldRecipient[]>();
  /** The turn that it is now. */
  #current: { readonly session: SessionId; readonly held: HeldRecipient } | undefined;

  constructor(parts: OutcomesParts) {
    this.#parts = parts;
  }

  /** What the session is told from now on waits. Who has gone is told nothing, and has no turn. */
  expect(session: SessionId): void {
    const { delivery, fault } = this.#parts;
    const recipient = delivery.get(session);
    if (!recipient) return;
    // More happened than may wait: then the outcome is told when it comes.
    const held = new HeldRecipient(recipient, () => this.#release(session, held), fault);
    delivery.add(session, held);
    this.#turnsOf(session).push(held);
  }

  #turnsOf(session: SessionId): HeldRecipient[] {
    const turns = this.#turns.get(session) ?? [];
    this.#turns.set(session, turns);
    return turns;
  }

  /** The session's oldest outcome leaves, in whatever `leave` does. */
  inTurn(session: SessionId, leave: () => void): void {
    const held = this.#takeTurn(session);
    if (!held) {
      leave();
      return;
    }
    this.#current = { session, held };
    try {
      leave();
    } finally {
      this.#current = undefined;
      this.#release(session, held);
    }
  }

  #takeTurn(session: SessionId): HeldRecipient | undefined {
    const turns = this.#turns.get(session);
    const held = turns?.shift();
    if (turns?.length === 0) this.#turns.delete(session);
    return held;
  }

  /** Who is answered: in front of what waits, where it is the session's turn. Events stay in their order, behind it. */
  answered(session: SessionId): Recipient | undefined {
    if (this.#current?.session === session && !this.#current.held.next) return this.#current.held.front;
    return this.#parts.delivery.get(session);
  }

  #release(session: SessionId, held: HeldRecipient): void {
    const { delivery } = this.#parts;
    // It was given up before.
    if (held.next) return;
    const next = held.release();
    // Who has gone meanwhile was told the rest of what was due, and is told nothing new.
    if (delivery.get(session) === held) delivery.add(session, next);
  }
}
