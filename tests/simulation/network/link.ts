/** One connection: the server's socket, the client's end, and all that may happen to bytes between the two. */
import type { Connection } from "../../../src/network/connection.ts";
import type { Address, Socket, SocketHandlers } from "../../../src/platform/types.ts";
import type { SimulatedClock } from "../clock.ts";
import type { Random } from "../random.ts";
import { ByteQueue } from "./byte-queue.ts";

/** Who is at the other end. */
export interface Peer {
  opened(): void;
  received(bytes: Uint8Array): void;
  /** The server sends no more. */
  ended(): void;
  /** The connection is broken; what was on its way is lost. */
  broken(): void;
}

/** How the client takes what it is sent. */
export type Reading =
  | { readonly kind: "prompt" }
  | { readonly kind: "slow"; readonly bytes: number; readonly everyMs: number }
  | { readonly kind: "stopped" };

export interface Weather {
  /** One way, in milliseconds; each delivery takes between half of it and all of it. */
  latencyMs: number;
  /** Bytes both kernels together hold in one direction. */
  kernelBytes: number;
  /** How often what was written arrives in pieces. */
  splitting: number;
  /** After how long the system gives up a peer that is gone, in milliseconds. */
  readonly lostPeerMs: number;
}

export interface LinkParts {
  readonly clock: SimulatedClock;
  readonly random: Random;
  readonly weather: Weather;
  readonly handlers: SocketHandlers<Connection | undefined>;
  readonly remote: Address;
  readonly peer: Peer;
}

export class Link implements Socket<Connection | undefined> {
  state: Connection | undefined = undefined;
  readonly remote: Address;
  readonly local: Address = { family: "ipv4", host: "10.0.0.9", port: 8081 };
  /** When the rules were seen to know a session of it, or when it began. */
  lastSessionMs: number;
  reading: Reading = { kind: "prompt" };
  /** Small writes arrive whole, as they do. */
  arrivesWhole = false;
  /** What the peer sends goes through promises and streams of the real event loop. */
  needsRealTurns = false;
  /** Both directions are closed, and the server was told. */
  isClosed = false;
  closedAtMs = 0;
  /** When the server heard of this peer last. */
  lastHeardMs: number;
  /** How many bytes waited when the server killed it, undefined where it never did. */
  waitingWhenKilled: number | undefined;
  /** The server has no open socket any more, though it may not have been told yet. */
  isGone = false;
  readonly #parts: LinkParts;
  readonly #up = new ByteQueue();
  readonly #down = new ByteQueue();
  #isPeerLost = false;
  #peerEnded = false;
  #serverEnded = false;
  #isEndTold = { up: false, down: false };
  #isPaused = false;
  #isRefused = false;
  #isMoving = { up: false, down: false };

  constructor(parts: LinkParts) {
    this.#parts = parts;
    this.remote = parts.remote;
    this.lastSessionMs = parts.clock.elapsedMs;
    this.lastHeardMs = parts.clock.elapsedMs;
  }

  open(): void {
    this.#parts.handlers.open(this);
    this.#later(() => this.#parts.peer.opened());
  }

  // The server's end.

  write(bytes: Uint8Array, start = 0, end = bytes.length): number {
    if (this.isGone || this.#serverEnded) return 0;
    const taken = Math.min(end - start, Math.max(0, this.#parts.weather.kernelBytes - this.#down.length));
    this.#down.push(bytes.subarray(start, start + taken));
    if (taken < end - start) this.#isRefused = true;
    this.#moveDown();
    return taken;
  }

  end(): void {
    this.#serverEnded = true;
    this.#moveDown();
  }

  kill(): void {
    if (this.isGone) return;
    this.waitingWhenKilled = this.state?.queue.waitingBytes ?? 0;
    this.#break();
    if (!this.#isPeerLost) this.#later(() => this.#parts.peer.broken());
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.#moveUp();
  }

  // The client's end.

  send(bytes: Uint8Array): void {
    if (this.isGone || this.#peerEnded || this.#isPeerLost) return;
    this.#up.push(bytes);
    this.#moveUp();
  }

  /** FIN after what was sent. */
  finish(): void {
    if (this.isGone || this.#isPeerLost) return;
    this.#peerEnded = true;
    this.#moveUp();
  }

  /** RST: what is on its way is lost. */
  reset(): void {
    if (!this.isGone && !this.#isPeerLost) this.#break();
  }

  /** A pulled cable: nothing comes and nothing is taken any more, until the system gives up. */
  vanish(): void {
    this.#isPeerLost = true;
    this.#up.clear();
    this.#parts.clock.plan(this.#parts.weather.lostPeerMs, () => this.#break());
  }

  read(reading: Reading): void {
    this.reading = reading;
    this.#moveDown();
  }

  // Between them.

  #later(run: () => void): void {
    const { clock, random, weather } = this.#parts;
    clock.plan(random.between(Math.ceil(weather.latencyMs / 2), weather.latencyMs), run);
  }

  #moveUp(): void {
    if (this.#isMoving.up) return;
    this.#isMoving.up = true;
    this.#later(() => {
      this.#isMoving.up = false;
      this.#arriveUp();
    });
  }

  #arriveUp(): void {
    const { handlers, clock } = this.#parts;
    if (this.isGone || this.#isPeerLost || this.#isPaused || this.#isEndTold.up) return;
    if (this.#up.length > 0) {
      this.lastHeardMs = clock.elapsedMs;
      const bytes = this.#up.take(this.#pieceOf(this.#up.length));
      this.#call(() => handlers.data(this, bytes));
      if (this.#up.length > 0 || this.#peerEnded) this.#moveUp();
    } else if (this.#peerEnded) {
      this.#isEndTold.up = true;
      this.#call(() => handlers.end(this));
      this.#closeIfDone();
    }
  }

  /** Bytes written apart arrive together, and bytes written together apart. */
  #pieceOf(length: number): number {
    const { random, weather } = this.#parts;
    if (this.arrivesWhole || !random.chance(weather.splitting)) return Math.min(length, 64 * 1024);
    return random.between(1, length);
  }

  #moveDown(): void {
    if (this.#isMoving.down || this.#isPeerLost || this.isGone) return;
    if (this.reading.kind === "stopped") return;
    this.#isMoving.down = true;
    const arrive = (): void => {
      this.#isMoving.down = false;
      this.#arriveDown();
    };
    if (this.reading.kind === "slow") this.#parts.clock.plan(this.reading.everyMs, arrive);
    else this.#later(arrive);
  }

  #arriveDown(): void {
    if (this.isGone || this.#isPeerLost || this.reading.kind === "stopped" || this.#isEndTold.down) return;
    if (this.#down.length > 0) {
      const bytesMax = this.reading.kind === "slow" ? this.reading.bytes : this.#pieceOf(this.#down.length);
      const bytes = this.#down.take(bytesMax);
      if (this.#isRefused) this.#drainLater();
      this.#parts.peer.received(bytes);
      if (this.#down.length > 0 || this.#serverEnded) this.#moveDown();
    } else if (this.#serverEnded) {
      this.#isEndTold.down = true;
      this.#parts.peer.ended();
      this.#closeIfDone();
    }
  }

  #drainLater(): void {
    this.#isRefused = false;
    this.#later(() => {
      if (!this.isGone) this.#call(() => this.#parts.handlers.drain(this));
    });
  }

  #closeIfDone(): void {
    if (this.#isEndTold.up && this.#isEndTold.down) this.#break();
  }

  #break(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.#up.clear();
    this.#down.clear();
    this.#later(() => {
      this.isClosed = true;
      this.closedAtMs = this.#parts.clock.elapsedMs;
      this.#call(() => this.#parts.handlers.close(this));
    });
  }

  /** As the platform does: who throws loses the connection, and is told of. */
  #call(handle: () => void): void {
    this.#parts.clock.context = this;
    if (this.needsRealTurns) this.#parts.clock.needRealTurns();
    try {
      handle();
    } catch (error) {
      this.kill();
      this.#parts.handlers.fault?.(error);
    }
  }
}
