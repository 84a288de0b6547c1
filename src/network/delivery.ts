/** From sessions to those who show them: connections and the server's terminal. */
import { type Capabilities, hasCapabilities } from "../protocol/capabilities.ts";
import type { ChatEvent, EndReason, SessionId } from "../protocol/effects.ts";
import type { HistoryAnswer } from "../protocol/history.ts";
import type { Source } from "../protocol/message.ts";
import type { Words } from "../protocol/words.ts";
import type { OfferChange } from "./irc/capability-offer.ts";

/** Whoever shows a session what happens. Nothing is sent before the end of the tick. */
export interface Recipient {
  /** What it can read; what others do not see is not for it. */
  readonly capabilities: Capabilities;
  /** Where this person reached the server, as `host:port`; absent where nobody can tell, or it is no address of a network. */
  readonly reachedAt?: string | undefined;
  /** Something that others did. Hot: called once per delivery. */
  receive(event: ChatEvent): void;
  /** Something this session did itself. */
  receiveOwn(event: ChatEvent): void;
  /** What is for this session alone. */
  tell(words: Words): void;
  /** What is replied until `endBatch` belongs together. */
  beginBatch(type: string, params: readonly string[]): void;
  endBatch(): void;
  /** Who this session is from now on. */
  identify(source: Source): void;
  /** What comes until `endAnswer` answers the oldest entry of this session that was not answered yet. */
  beginAnswer(): void;
  endAnswer(): void;
  /** The answer to a question to history, in its turn. */
  showHistory(answer: HistoryAnswer): void;
  /** A message of this session could not be stored. @param command what was asked. */
  refuseMessage(command: string): void;
  /**
   * What this session asks next waits, until `resume` was called as often: it may depend on what is on its way to the disk. At once,
   * whatever is still to be told. Absent where nobody asks faster than a disk writes.
   */
  pause?(): void;
  resume?(): void;
  /** Other capabilities may be asked for than before; absent where there are none. */
  offerChanged?(change: OfferChange): void;
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

/** An audience's recipients, as long as nobody has come or gone. */
interface Resolved {
  readonly generation: number;
  /** Beside the audience's ids; undefined for sessions that have just ended. */
  readonly recipients: readonly (Recipient | undefined)[];
}

/** Audiences from this size on are worth remembering: for a pair of people two look-ups are cheaper. */
const AUDIENCE_REMEMBERED_MIN = 16;

export class Delivery {
  readonly #recipients = new Map<SessionId, Recipient>();
  /** Rises whenever a recipient comes or goes. */
  #generation = 0;
  /**
   * The rules hand out the same array until a channel's members change, so most messages find their recipients here:
   * among 1,000 members a look-up for each was half of the time of the whole delivery.
   */
  readonly #resolved = new WeakMap<readonly SessionId[], Resolved>();

  add(id: SessionId, recipient: Recipient): void {
    this.#recipients.set(id, recipient);
    this.#generation += 1;
  }

  remove(id: SessionId): void {
    this.#recipients.delete(id);
    this.#generation += 1;
  }

  sessions(): readonly SessionId[] {
    return [...this.#recipients.keys()];
  }

  /** Sessions that have just ended have no recipient. */
  get(id: SessionId): Recipient | undefined {
    return this.#recipients.get(id);
  }

  /** @throws what a recipient has thrown, after all others were told. */
  deliver(delivered: Delivered): void {
    this.#deliverFrom(0, delivered);
  }

  #deliverFrom(start: number, delivered: Delivered): void {
    const { to } = delivered;
    let index = start;
    try {
      if (to.length < AUDIENCE_REMEMBERED_MIN) {
        for (; index < to.length; index++) {
          const id = to[index] as SessionId;
          tell(this.#recipients.get(id), id, delivered);
        }
      } else {
        const recipients = this.#resolve(to);
        for (; index < to.length; index++) tell(recipients[index], to[index], delivered);
      }
    } finally {
      // Somebody could not be told, and who comes behind must not miss it.
      if (index < to.length) this.#deliverFrom(index + 1, delivered);
    }
  }

  #resolve(to: readonly SessionId[]): readonly (Recipient | undefined)[] {
    const known = this.#resolved.get(to);
    if (known?.generation === this.#generation) return known.recipients;
    const recipients = to.map((id) => this.#recipients.get(id));
    this.#resolved.set(to, { generation: this.#generation, recipients });
    return recipients;
  }
}

function tell(
  recipient: Recipient | undefined,
  id: SessionId | undefined,
  { sender, event, needs }: Delivered,
): void {
  if (!recipient || !hasCapabilities(recipient.capabilities, needs)) return;
  if (id === sender) recipient.receiveOwn(event);
  else recipient.receive(event);
}
