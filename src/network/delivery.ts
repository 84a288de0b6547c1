/** From sessions to those who show them: connections and the server's terminal. */
import type { ChatEvent, EndReason, SessionId } from "../protocol/effects.ts";
import type { NumericName } from "../protocol/numerics.ts";

/** Whoever shows a session what happens. Nothing is sent before the end of the tick. */
export interface Recipient {
  /** Something that others did. Hot: called once per delivery. */
  receive(event: ChatEvent): void;
  /** Something this session did itself. */
  receiveOwn(event: ChatEvent): void;
  reply(name: NumericName, params: readonly string[]): void;
  /** A message of this session could not be stored. */
  refuseMessage(): void;
  /** The session is over. */
  close(reason: EndReason): void;
}

export class Delivery {
  readonly #recipients = new Map<SessionId, Recipient>();

  add(id: SessionId, recipient: Recipient): void {
    this.#recipients.set(id, recipient);
  }

  remove(id: SessionId): void {
    this.#recipients.delete(id);
  }

  sessions(): readonly SessionId[] {
    return [...this.#recipients.keys()];
  }

  /** Sessions that have just ended have no recipient. */
  get(id: SessionId): Recipient | undefined {
    return this.#recipients.get(id);
  }

  deliver(to: readonly SessionId[], sender: SessionId, event: ChatEvent): void {
    for (const id of to) {
      const recipient = this.#recipients.get(id);
      if (!recipient) continue;
      if (id === sender) recipient.receiveOwn(event);
      else recipient.receive(event);
    }
  }
}
