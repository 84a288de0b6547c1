/** From sessions to those who show them: connections and the server's terminal. */
import { type Capabilities, hasCapabilities } from "../protocol/capabilities.ts";
import type { ChatEvent, EndReason, SessionId, StandardReply } from "../protocol/effects.ts";
import type { Source } from "../protocol/message.ts";
import type { NumericName } from "../protocol/numerics.ts";

/** Whoever shows a session what happens. Nothing is sent before the end of the tick. */
export interface Recipient {
  /** What it can read; what others do not see is not for it. */
  readonly capabilities: Capabilities;
  /** Something that others did. Hot: called once per delivery. */
  receive(event: ChatEvent): void;
  /** Something this session did itself. */
  receiveOwn(event: ChatEvent): void;
  reply(name: NumericName, params: readonly string[]): void;
  standardReply(reply: StandardReply): void;
  /** What is replied until `endBatch` belongs together. */
  beginBatch(type: string, params: readonly string[]): void;
  endBatch(): void;
  /** Who this session is from now on. */
  identify(source: Source): void;
  /** What comes until `endAnswer` answers the oldest entry of this session that was not answered yet. */
  beginAnswer(): void;
  endAnswer(): void;
  /** A message of this session could not be stored. @param command what was asked. */
  refuseMessage(command: string): void;
  /** The session is over. */
  close(reason: EndReason): void;
}

interface Delivered {
  readonly to: readonly SessionId[];
  readonly sender: SessionId;
  readonly event: ChatEvent;
  /** Recipients without all of these are not told. */
  readonly needs: Capabilities;
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

  deliver({ to, sender, event, needs }: Delivered): void {
    for (const id of to) {
      const recipient = this.#recipients.get(id);
      if (!recipient || !hasCapabilities(recipient.capabilities, needs)) continue;
      if (id === sender) recipient.receiveOwn(event);
      else recipient.receive(event);
    }
  }
}
