/** One accepted connection: its bytes in, its language, its bytes out. */

import { formatAddress } from "../platform/address.ts";
import type { Timer } from "../platform/clock.ts";
import type { Address, Socket } from "../platform/types.ts";
import type { Dialect } from "../protocol/dialect.ts";
import { ALL_QUEUES_BYTES_MAX, CLOSE_GRACE_MS, SEND_QUEUE_BYTES_MAX } from "../protocol/limits.ts";
import type { Conversation } from "./conversation.ts";
import { Detection } from "./detection.ts";
import type { EdgeContext } from "./edge-context.ts";
import { Input, type InputOwner } from "./input.ts";
import { openConversation, openPlain } from "./open-conversation.ts";
import { SendQueue } from "./send-queue.ts";
import type { TickMember } from "./tick.ts";
import type { Transport } from "./transport.ts";

/** What the listener keeps of its connections. */
export interface ConnectionOwner {
  closed(connection: Connection): void;
  /** All queues together are over their limit. */
  relieve(): void;
}

type Phase =
  /** The first line is not whole; the greeting may be out. */
  | "detecting"
  | "talking"
  /** Says its last bytes; input is thrown away. */
  | "closing"
  | "closed";

export class Connection implements TickMember, Transport, InputOwner {
  readonly socket: Socket<Connection>;
  readonly queue: SendQueue;
  readonly #edge: EdgeContext;
  readonly #owner: ConnectionOwner;
  #phase: Phase = "detecting";
  #conversation: Conversation | undefined;
  /** Until the first line has shown the language; 9,000 idle connections need not keep theirs. */
  #detection: Detection | undefined;
  /** Who speaks: the peer, or whom a trusted proxy speaks for. */
  #remote: Address;
  readonly #input: Input;
  #isFlushPlanned = false;
  /** The end comes whether the peer reads its last bytes or not. */
  #closing: Timer | undefined;

  constructor(socket: Socket<Connection>, edge: EdgeContext, owner: ConnectionOwner) {
    this.socket = socket;
    this.#edge = edge;
    this.#owner = owner;
    this.queue = new SendQueue(edge.queueTotal);
    this.#input = new Input(edge, this);
    this.#remote = socket.remote;
    this.#detection = new Detection({
      edge,
      peer: socket.remote,
      silent: () => this.#greetSilent(),
      decided: (dialect, first) => this.#begin(dialect, first),
      broken: () => socket.kill(),
    });
  }

  /** Who speaks: the peer, or whom a trusted proxy speaks for. */
  get remote(): Address {
    return this.#detection?.remote ?? this.#remote;
  }

  /** The system has to be asked for it, each time. */
  get reachedAt(): string | undefined {
    const { local, remote } = this.socket;
    const isDirect = remote.host === this.remote.host && remote.port === this.remote.port;
    return isDirect && local.family !== "unix" ? formatAddress(local) : undefined;
  }

  /** Whether nothing but blank lines has ever come from here. */
  get isSilent(): boolean {
    return !(this.#conversation?.hasSpoken ?? false);
  }

  get isTalking(): boolean {
    return this.#phase === "talking";
  }

  // Input.

  receive(bytes: Uint8Array): void {
    if (this.#phase === "detecting") this.#detection?.receive(bytes);
    else if (this.#phase === "talking") this.#input.read(bytes);
  }

  /** The silent are greeted and may listen, while their first line may still show another language. */
  #greetSilent(): void {
    this.#conversation = openPlain(this.#openParts());
  }

  #begin(dialect: Dialect, first: Uint8Array): void {
    this.#remote = this.remote;
    this.#detection = undefined;
    if (dialect !== "plain") {
      this.#conversation?.handOver();
      this.#conversation = openConversation(dialect, this.#openParts());
    }
    // A language nobody speaks here got its answer, and the connection closes.
    if (this.#phase !== "detecting") return;
    this.#become(this.#conversation ?? openPlain(this.#openParts()), first);
  }

  #openParts(): Parameters<typeof openPlain>[0] {
    return {
      edge: this.#edge,
      transport: this,
      local: () => this.socket.local,
      remote: this.remote,
      become: (conversation, bytes) => this.#become(conversation, bytes),
    };
  }

  #become(conversation: Conversation, bytes: Uint8Array): void {
    if (this.#phase !== "talking" && this.#phase !== "detecting") return;
    this.#phase = "talking";
    this.#conversation = conversation;
    this.#input.begin(conversation, bytes);
  }

  charge(units: number): void {
    this.#input.charge(units);
  }

  /** What held lines back is over. */
  resumeLater(): void {
    this.#input.resumeLater();
  }

  planResume(): void {
    this.#edge.tick.resumeLater(this);
  }

  /** In this connection's turn. */
  resumeInput(): void {
    this.#input.resume();
  }

  /** The peer sends no more, but may still read. */
  peerEnded(): void {
    const wasDetecting = this.#phase === "detecting";
    this.#input.peerEnded();
    if (!wasDetecting || this.#detection?.ended() === "decided") return;
    // Who was greeted is a session: the rules' answer closes the connection, behind what is still due to it.
    if (this.#conversation) this.#conversation.end({ kind: "closed" });
    else this.closeGently();
  }

  // Output.

  queued(): void {
    if (this.#isFlushPlanned) return;
    this.#isFlushPlanned = true;
    this.#edge.tick.flushLater(this);
  }

  flush(): void {
    this.#isFlushPlanned = false;
    if (this.#phase === "closed") return;
    this.queue.flush(this.socket);
    this.#afterSending();
  }

  /** The kernel takes bytes again. */
  drained(): void {
    if (this.#phase === "closed") return;
    this.queue.drain(this.socket);
    this.#afterSending();
  }

  #afterSending(): void {
    if (this.#phase === "closing" && this.queue.isEmpty) {
      this.socket.end();
      return;
    }
    if (this.queue.waitingBytes > SEND_QUEUE_BYTES_MAX) {
      this.overflow();
      return;
    }
    if (this.#edge.queueTotal.bytes > ALL_QUEUES_BYTES_MAX) this.#owner.relieve();
    // Also while others hold too much: once all is sent, nothing else would have this one heard again.
    this.#input.sent();
    this.#conversation?.sent?.();
  }

  /** Does not read what it is sent: closed at once, since a goodbye would wait behind all of it. */
  overflow(): void {
    this.#conversation?.end({ kind: "send-queue" });
    this.socket.kill();
  }

  // The end.

  failed(error: unknown): void {
    this.socket.kill();
    this.#edge.fault(error);
  }

  closeGently(graceMs: number = CLOSE_GRACE_MS): void {
    if (this.#phase === "closing" || this.#phase === "closed") return;
    this.#phase = "closing";
    this.#detection?.stop();
    this.#input.end();
    this.queued();
    this.#closing = this.#edge.clock.after(graceMs, () => this.socket.kill());
  }

  /** Both directions are closed. */
  closed(): void {
    this.#phase = "closed";
    this.#detection?.stop();
    this.#closing?.cancel();
    this.#input.closed();
    this.queue.clear();
    this.#conversation?.end({ kind: "closed" });
    this.#conversation?.closed();
    this.#owner.closed(this);
  }
}
