/** Plain text over one connection: bytes become messages, at a newline or at a pause. */
import type { EndReason } from "../../protocol/effects.ts";
import { PlainFramer } from "../../protocol/plain-framer.ts";
import type { Conversation, Taken } from "../conversation.ts";
import type { EdgeContext } from "../edge-context.ts";
import type { Transport } from "../transport.ts";
import { PlainSession } from "./session.ts";

export interface PlainParts {
  readonly edge: EdgeContext;
  readonly transport: Transport;
  /** The person's address. */
  readonly host: string;
  /** The server's own, as this person reached it. */
  readonly localAddress: string;
}

export class PlainConversation implements Conversation {
  hasSpoken = false;
  readonly waitsForDisk = true;
  readonly #edge: EdgeContext;
  readonly #session: PlainSession;
  #isOver = false;
  /** Made with the first bytes: a listener who never speaks has none. */
  #framer: PlainFramer | undefined;

  /** Greets, and is a session from now on. */
  constructor({ edge, transport, host, localAddress }: PlainParts) {
    this.#edge = edge;
    this.#session = new PlainSession({ id: edge.nextSession(), edge, transport, host });
    this.#session.greet(localAddress);
    const { id } = this.#session;
    edge.delivery.add(id, this.#session);
    edge.submit({ kind: "connect", session: id, sessionKind: "plain", host });
  }

  push(bytes: Uint8Array): void {
    this.#framer ??= new PlainFramer(this.#edge.settings.messageBytesMax);
    this.#framer.push(bytes);
  }

  takeLine(): Taken {
    if (this.#isOver) return "none";
    if (this.#session.isPaused) return "held";
    const message = this.#framer?.next();
    if (!message) return "none";
    this.#say(message);
    return "taken";
  }

  pauseMs(): number | undefined {
    return this.#framer?.pauseMs();
  }

  finish(): void {
    const message = this.#framer?.finish();
    if (message && !this.#isOver) this.#say(message);
  }

  #say(message: Uint8Array): void {
    if (message.length > 0) this.hasSpoken = true;
    this.#session.say(message);
  }

  end(reason: EndReason): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#edge.submit({ kind: "disconnect", session: this.#session.id, reason });
  }

  handOver(): void {
    this.#session.stop();
    // Without a recipient, the rules' answer closes no connection.
    this.#edge.delivery.remove(this.#session.id);
    this.end({ kind: "closed" });
  }

  closed(): void {
    this.#framer = undefined;
    this.#session.stop();
    // Also where the rules never knew the session.
    this.#edge.delivery.remove(this.#session.id);
  }
}
