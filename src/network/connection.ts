/** One accepted connection: its bytes in, its language, its bytes out. */
import type { Timer } from "../platform/clock.ts";
import type { Address, Socket } from "../platform/types.ts";
import type { Dialect } from "../protocol/dialect.ts";
import { ALL_QUEUES_BYTES_MAX, CLOSE_GRACE_MS, SEND_QUEUE_BYTES_MAX } from "../protocol/limits.ts";
import type { Conversation, Taken } from "./conversation.ts";
import { Detection } from "./detection.ts";
import type { EdgeContext } from "./edge-context.ts";
import { InputPace, type Wait } from "./input-pace.ts";
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

/** Why no more lines are taken for now; "over" where a line has ended the session. */
type Stop = Exclude<Taken, "taken"> | Wait | "over";

export class Connection implements TickMember, Transport {
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
  #peerEnded = false;
  #isFlushPlanned = false;
  #isResumePlanned = false;
  #isPaused = false;
  readonly #pace: InputPace;
  /** Nothing is read until the allowance has grown again. */
  #isThrottled = false;
  /** One timer at a time: a message's pause or the throttle, at last the closing. */
  #timer: Timer | undefined;

  constructor(socket: Socket<Connection>, edge: EdgeContext, owner: ConnectionOwner) {
    this.socket = socket;
    this.#edge = edge;
    this.#owner = owner;
    this.queue = new SendQueue(edge.queueTotal);
    this.#pace = new InputPace(edge, this.queue);
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

  /** Whether nothing but blank lines has ever come from here. */
  get isSilent(): boolean {
    return !(this.#conversation?.hasSpoken ?? false);
  }

  // Input.

  receive(bytes: Uint8Array): void {
    if (this.#phase === "detecting") this.#detection?.receive(bytes);
    else if (this.#phase === "talking") this.#read(bytes);
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
    this.#conversation ??= openPlain(this.#openParts());
    this.#phase = "talking";
    this.#read(first);
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
    this.#read(bytes);
  }

  #read(bytes: Uint8Array): void {
    this.#conversation?.push(bytes);
    this.#pace.refresh(this.remote);
    this.#pace.read(bytes.length);
    this.#takeInput();
  }

  /** In this connection's turn. */
  resumeInput(): void {
    this.#isResumePlanned = false;
    this.#takeInput();
  }

  /** Takes lines up to this tick's share. What is left waits here, what comes after it in the kernel. */
  #takeInput(): void {
    const conversation = this.#conversation;
    if (!conversation || this.#phase !== "talking" || this.#isThrottled) return;
    this.#pace.refresh(this.remote);
    switch (this.#takeLines(conversation)) {
      case "none":
        this.#inputTaken(conversation);
        return;
      case "held":
        this.#pause();
        return;
      case "throttled":
        this.#throttle();
        return;
      case "share-taken":
        this.#pause();
        this.resumeLater();
        return;
      case "unsent":
        this.#pause();
        // Who has sent everything and reads nothing is not waited for.
        if (this.#peerEnded) this.#startTimer(CLOSE_GRACE_MS, () => this.overflow());
        return;
      case "disk-late":
        this.#pause();
        this.#edge.disk.whenBack(this);
        return;
      case "over":
        return;
    }
  }

  #takeLines(conversation: Conversation): Stop {
    while (this.#phase === "talking") {
      const wait = this.#pace.wait(conversation);
      if (wait) return wait;
      const { unsentBytes } = this.queue;
      const taken = conversation.takeLine();
      if (taken !== "taken") return taken;
      this.#pace.took(this.queue.unsentBytes - unsentBytes);
    }
    return "over";
  }

  charge(units: number): void {
    this.#pace.charge(units);
  }

  #throttle(): void {
    this.#pause();
    this.#isThrottled = true;
    this.#startTimer(this.#pace.waitMs(), () => {
      this.#isThrottled = false;
      this.#takeInput();
    });
  }

  #inputTaken(conversation: Conversation): void {
    if (this.#peerEnded) {
      conversation.finish();
      conversation.end({ kind: "closed" });
      return;
    }
    if (this.#isPaused) {
      this.#isPaused = false;
      this.socket.resume();
    }
    const pauseMs = conversation.pauseMs();
    if (pauseMs === undefined) this.#stopTimer();
    else this.#startTimer(pauseMs, () => this.#finishMessage(conversation));
  }

  /** Its pause is over. A disk that is late meanwhile makes it longer. */
  #finishMessage(conversation: Conversation): void {
    if (this.#edge.disk.isLate) this.#takeInput();
    else conversation.finish();
  }

  #pause(): void {
    this.#stopTimer();
    if (this.#isPaused) return;
    this.#isPaused = true;
    this.socket.pause();
  }

  /** What held lines back is over. */
  resumeLater(): void {
    if (this.#isResumePlanned) return;
    this.#isResumePlanned = true;
    this.#edge.tick.resumeLater(this);
  }

  /** The peer sends no more, but may still read. */
  peerEnded(): void {
    this.#peerEnded = true;
    switch (this.#phase) {
      case "detecting":
        if (this.#detection?.ended() === "decided") return;
        // Who was greeted is a session: the rules' answer closes the connection, behind what is still due to it.
        if (this.#conversation) this.#conversation.end({ kind: "closed" });
        else this.closeGently();
        return;
      case "talking":
        this.#takeInput();
        return;
      case "closing":
      case "closed":
        return;
    }
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
    if (this.queue.waitingBytes > SEND_QUEUE_BYTES_MAX) this.overflow();
    else if (this.#edge.queueTotal.bytes > ALL_QUEUES_BYTES_MAX) this.#owner.relieve();
    else if (this.#isPaused && this.#pace.isQueueShort) this.resumeLater();
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

  closeGently(): void {
    if (this.#phase === "closing" || this.#phase === "closed") return;
    this.#phase = "closing";
    this.#detection?.stop();
    // What still comes is read and thrown away: unread input would turn the end into a reset, and lose the goodbye.
    if (this.#isPaused) this.socket.resume();
    this.#isPaused = false;
    this.queued();
    this.#startTimer(CLOSE_GRACE_MS, () => this.socket.kill());
  }

  /** Both directions are closed. */
  closed(): void {
    this.#phase = "closed";
    this.#edge.disk.forget(this);
    this.#detection?.stop();
    this.#stopTimer();
    this.queue.clear();
    this.#pace.close();
    this.#conversation?.end({ kind: "closed" });
    this.#conversation?.closed();
    this.#owner.closed(this);
  }

  #startTimer(delayMs: number, callback: () => void): void {
    this.#timer?.cancel();
    this.#timer = this.#edge.clock.after(delayMs, () => {
      this.#timer = undefined;
      callback();
    });
  }

  #stopTimer(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
