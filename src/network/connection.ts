/** One accepted connection: its bytes in, its language, its bytes out. */
import { formatAddress } from "../platform/address.ts";
import type { Timer } from "../platform/clock.ts";
import type { Socket } from "../platform/types.ts";
import { type Dialect, detectDialect } from "../protocol/dialect.ts";
import type { EndReason } from "../protocol/effects.ts";
import {
  ALL_QUEUES_BYTES_MAX,
  CLOSE_GRACE_MS,
  DETECTION_BYTES_MAX,
  DETECTION_MS_MAX,
  GREETING_DELAY_MS,
  LINES_PER_TICK_MAX,
  OWN_QUEUE_BYTES_MAX,
  SEND_QUEUE_BYTES_MAX,
} from "../protocol/limits.ts";
import { concat, PlainFramer } from "../protocol/plain-framer.ts";
import type { EdgeContext } from "./edge-context.ts";
import { PlainSession, type PlainTransport } from "./plain/session.ts";
import { refusalOf } from "./refusals.ts";
import { SendQueue } from "./send-queue.ts";
import type { TickMember } from "./tick.ts";

/** What the listener keeps of its connections. */
export interface ConnectionOwner {
  closed(connection: Connection): void;
  /** All queues together are over their limit. */
  relieve(): void;
}

type Phase =
  /** The first line is not whole; the greeting may be out. */
  | "detecting"
  | "plain"
  /** Says its last bytes; input is thrown away. */
  | "closing"
  | "closed";

export class Connection implements TickMember, PlainTransport {
  readonly socket: Socket<Connection>;
  readonly queue: SendQueue;
  readonly #edge: EdgeContext;
  readonly #owner: ConnectionOwner;
  #phase: Phase = "detecting";
  #session: PlainSession | undefined;
  #framer: PlainFramer | undefined;
  /** Everything received while detecting. */
  #first: Uint8Array | undefined;
  #peerEnded = false;
  #hasSpoken = false;
  #isFlushPlanned = false;
  #isPaused = false;
  #tickNumber = -1;
  #linesThisTick = 0;
  /** One timer at a time: greeting, then detection, then a message's pause, at last the closing. */
  #timer: Timer | undefined;

  constructor(socket: Socket<Connection>, edge: EdgeContext, owner: ConnectionOwner) {
    this.socket = socket;
    this.#edge = edge;
    this.#owner = owner;
    this.queue = new SendQueue(edge.queueTotal);
    this.#startTimer(GREETING_DELAY_MS, () => this.#beginSession());
  }

  /** Whether nothing but blank lines has ever come from here. */
  get isSilent(): boolean {
    return !this.#hasSpoken;
  }

  // Input.

  receive(bytes: Uint8Array): void {
    if (this.#phase === "detecting") this.#detect(bytes);
    else if (this.#phase === "plain") this.#read(bytes);
  }

  #detect(bytes: Uint8Array): void {
    if (!this.#first) {
      this.#first = bytes;
      this.#startTimer(DETECTION_MS_MAX, () => this.#decideUnfinished());
    } else {
      this.#first = concat(this.#first, bytes);
    }
    const dialect = detectDialect(this.#first.subarray(0, DETECTION_BYTES_MAX));
    if (dialect) this.#decide(dialect);
    else if (this.#first.length >= DETECTION_BYTES_MAX) this.#decideUnfinished();
  }

  /** The first line has no end: it is what it would be with one, so that `NICK bob` without it is no chat either. */
  #decideUnfinished(): void {
    const first = (this.#first ?? NO_BYTES).subarray(0, DETECTION_BYTES_MAX);
    this.#decide(detectDialect(concat(first, LINE_END)) ?? "plain");
  }

  #decide(dialect: Dialect): void {
    this.#stopTimer();
    if (dialect !== "plain") {
      this.#refuse(dialect);
      return;
    }
    this.#beginSession();
    this.#phase = "plain";
    const first = this.#first;
    this.#first = undefined;
    if (first) this.#read(first);
  }

  /** The silent are greeted and may listen, while their first line may still show another language. */
  #beginSession(): void {
    if (this.#session) return;
    const session = new PlainSession(this.#edge.nextSession(), this.#edge, this);
    this.#session = session;
    session.greet(formatAddress(this.socket.local));
    this.#edge.delivery.add(session.id, session);
    const { family, host } = this.socket.remote;
    this.#edge.submit({
      kind: "connect",
      session: session.id,
      sessionKind: "plain",
      host: family === "unix" ? "local" : host,
    });
  }

  #refuse(dialect: Exclude<Dialect, "plain">): void {
    this.#endSession({ kind: "closed" });
    const refusal = refusalOf(dialect);
    this.queue.appendSlice(refusal, 0, refusal.length);
    this.closeGently();
  }

  #read(bytes: Uint8Array): void {
    this.#framer ??= new PlainFramer(this.#edge.settings.messageBytesMax);
    this.#framer.push(bytes);
    this.resumeInput();
  }

  /** Takes lines up to this tick's share. What is left waits here, what comes after it in the kernel. */
  resumeInput(): void {
    const framer = this.#framer;
    const session = this.#session;
    if (!framer || !session || this.#phase !== "plain") return;
    if (this.#tickNumber !== this.#edge.tick.number) {
      this.#tickNumber = this.#edge.tick.number;
      this.#linesThisTick = 0;
    }
    while (this.#isReadable()) {
      if (this.#linesThisTick >= LINES_PER_TICK_MAX) {
        this.#pause();
        this.#edge.tick.resumeLater(this);
        return;
      }
      const message = framer.next();
      if (!message) {
        this.#inputTaken(framer, session);
        return;
      }
      this.#linesThisTick += 1;
      if (message.length > 0) this.#hasSpoken = true;
      session.say(message);
    }
    // What is sent next goes on, unless a line has ended the session.
    if (this.#phase !== "plain") return;
    this.#pause();
    // Who has sent everything and reads nothing is not waited for.
    if (this.#peerEnded) this.#startTimer(CLOSE_GRACE_MS, () => this.overflow());
  }

  /** A session with a long queue of its own waits, so that its replies never overflow it. */
  #isReadable(): boolean {
    return this.#phase === "plain" && this.queue.unsentBytes <= OWN_QUEUE_BYTES_MAX;
  }

  #inputTaken(framer: PlainFramer, session: PlainSession): void {
    if (this.#peerEnded) {
      this.#finishMessage(framer, session);
      this.#endSession({ kind: "closed" });
      return;
    }
    if (this.#isPaused) {
      this.#isPaused = false;
      this.socket.resume();
    }
    const pauseMs = framer.pauseMs();
    if (pauseMs === undefined) this.#stopTimer();
    else this.#startTimer(pauseMs, () => this.#finishMessage(framer, session));
  }

  #finishMessage(framer: PlainFramer, session: PlainSession): void {
    const message = framer.finish();
    if (!message) return;
    this.#hasSpoken = true;
    session.say(message);
  }

  #pause(): void {
    if (this.#isPaused) return;
    this.#isPaused = true;
    this.#stopTimer();
    this.socket.pause();
  }

  /** The peer sends no more, but may still read. */
  peerEnded(): void {
    this.#peerEnded = true;
    switch (this.#phase) {
      case "detecting":
        if (this.#first) this.#decideUnfinished();
        else this.#endSession({ kind: "closed" });
        if (!this.#session) this.closeGently();
        return;
      case "plain":
        this.#framer ??= new PlainFramer(this.#edge.settings.messageBytesMax);
        this.resumeInput();
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
    else if (this.#isPaused && this.#isReadable()) this.#edge.tick.resumeLater(this);
  }

  /** Does not read what it is sent: closed at once, since a goodbye would wait behind all of it. */
  overflow(): void {
    this.#endSession({ kind: "send-queue" });
    this.socket.kill();
  }

  // The end.

  closeGently(): void {
    if (this.#phase === "closing" || this.#phase === "closed") return;
    this.#phase = "closing";
    this.#first = undefined;
    this.#framer = undefined;
    // What still comes is read and thrown away: unread input would turn the end into a reset, and lose the goodbye.
    if (this.#isPaused) this.socket.resume();
    this.#isPaused = false;
    this.queued();
    this.#startTimer(CLOSE_GRACE_MS, () => this.socket.kill());
  }

  /** Both directions are closed. */
  closed(): void {
    this.#phase = "closed";
    this.#stopTimer();
    this.queue.clear();
    const { id } = this.#session ?? {};
    this.#endSession({ kind: "closed" });
    // Also where the rules never knew the session.
    if (id !== undefined) this.#edge.delivery.remove(id);
    this.#owner.closed(this);
  }

  /** Tells the rules, whose answer closes the connection; nothing to tell where they ended the session themselves. */
  #endSession(reason: EndReason): void {
    const session = this.#session;
    this.#session = undefined;
    if (session) this.#edge.submit({ kind: "disconnect", session: session.id, reason });
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

const NO_BYTES = new Uint8Array(0);
const LINE_END = Uint8Array.of(0x0a);
