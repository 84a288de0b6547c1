/** One connection: the server's socket, the client's end, and all that may happen to bytes between the two. */
import type { Connection } from "../../../src/network/connection.ts";
import type { Address, Socket } from "../../../src/platform/types.ts";
import { ByteQueue } from "./byte-queue.ts";
import { LinkRecord } from "./link-record.ts";
import type { LinkParts, Reading } from "./peer.ts";
import { Way } from "./way.ts";

export class Link extends LinkRecord implements Socket<Connection | undefined> {
  state: Connection | undefined = undefined;
  readonly remote: Address;
  readonly local: Address = { family: "ipv4", host: "10.0.0.9", port: 8081 };
  reading: Reading = { kind: "prompt" };
  readonly #parts: LinkParts;
  readonly #way: Way;
  readonly #up = new ByteQueue();
  readonly #down = new ByteQueue();
  #isPeerLost = false;
  #peerEnded = false;
  #serverEnded = false;
  readonly #isEndTold = { up: false, down: false };
  #isPaused = false;
  #isRefused = false;
  #isOrphan = false;
  readonly #isMoving = { up: false, down: false };

  constructor(parts: LinkParts) {
    super(parts.clock);
    this.#parts = parts;
    this.#way = new Way(parts);
    this.remote = parts.remote;
  }

  /** Small writes arrive whole, as they do. */
  set arrivesWhole(isWhole: boolean) {
    this.#way.arrivesWhole = isWhole;
  }

  open(): void {
    this.#parts.handlers.open(this);
    this.#way.later(() => this.#parts.peer.opened());
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
    if (!this.#isPeerLost) this.#way.later(() => this.#parts.peer.broken());
  }

  /** The server is gone, and is told nothing more. */
  orphan(): void {
    this.#isOrphan = true;
    this.kill();
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

  #moveUp(): void {
    if (this.#isMoving.up) return;
    this.#isMoving.up = true;
    this.#way.later(() => {
      this.#isMoving.up = false;
      this.#arriveUp();
    });
  }

  #arriveUp(): void {
    if (this.isGone || this.#isPeerLost || this.#isPaused || this.#isEndTold.up) return;
    if (this.#up.length > 0) {
      this.lastHeardMs = this.#parts.clock.elapsedMs;
      const bytes = this.#up.take(this.#way.pieceOf(this.#up.length));
      this.#call((handlers) => handlers.data(this, bytes));
      if (this.#up.length > 0 || this.#peerEnded) this.#moveUp();
    } else if (this.#peerEnded) {
      this.#isEndTold.up = true;
      this.#call((handlers) => handlers.end(this));
      if (this.#isEndTold.down) this.#break();
    }
  }

  #moveDown(): void {
    const { reading } = this;
    if (this.#isMoving.down || this.#isPeerLost || this.isGone || reading.kind === "stopped") return;
    this.#isMoving.down = true;
    const arrive = (): void => {
      this.#isMoving.down = false;
      this.#arriveDown();
    };
    this.#way.later(arrive, reading.kind === "slow" ? reading.everyMs : undefined);
  }

  #arriveDown(): void {
    const { reading } = this;
    if (this.isGone || this.#isPeerLost || reading.kind === "stopped" || this.#isEndTold.down) return;
    if (this.#down.length > 0) {
      const bytesMax = reading.kind === "slow" ? reading.bytes : this.#way.pieceOf(this.#down.length);
      const bytes = this.#down.take(bytesMax);
      if (this.#isRefused) this.#way.later(() => this.#drain());
      this.#isRefused = false;
      this.#parts.peer.received(bytes);
      if (this.#down.length > 0 || this.#serverEnded) this.#moveDown();
    } else if (this.#serverEnded) {
      this.#isEndTold.down = true;
      this.#parts.peer.ended();
      if (this.#isEndTold.up) this.#break();
    }
  }

  #drain(): void {
    if (!this.isGone) this.#call((handlers) => handlers.drain(this));
  }

  #break(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.#up.clear();
    this.#down.clear();
    this.#way.later(() => {
      this.isClosed = true;
      this.closedAtMs = this.#parts.clock.elapsedMs;
      this.#call((handlers) => handlers.close(this));
    });
  }

  /** As the platform does: who throws loses the connection, and is told of. */
  #call(handle: (handlers: LinkParts["handlers"]) => void): void {
    const { handlers } = this.#parts;
    if (this.#isOrphan) return;
    this.#parts.clock.context = this;
    if (this.needsRealTurns) this.#parts.clock.needRealTurns();
    try {
      handle(handlers);
    } catch (error) {
      this.kill();
      handlers.fault?.(error);
    }
  }
}
