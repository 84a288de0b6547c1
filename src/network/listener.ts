/** Where people arrive: accepts connections, up to a number that leaves files for everything else. */
import { Buffer } from "node:buffer";
import { listen } from "#platform";
import { roomText } from "../locales/room/texts.ts";
import type { Endpoint, Listener, Socket, SocketHandlers } from "../platform/types.ts";
import { CLOSE_GRACE_MS, SPARE_FILES } from "../protocol/limits.ts";
import { Connection, type ConnectionOwner } from "./connection.ts";
import type { EdgeContext } from "./edge-context.ts";

/** An address with this many connections or fewer never has to make room for others. */
const CONNECTIONS_PER_ADDRESS_SAFE = 64;

/** Refused connections that are being told so at a time: half of the files that are kept spare. */
const REFUSED_MAX = SPARE_FILES / 2;

/** All connections, whichever listener they came in by. */
export class Connections {
  readonly #edge: EdgeContext;
  readonly #all = new Set<Connection>();
  #total = 0;
  #refused = 0;
  #isClosing = false;
  #onEmpty: (() => void) | undefined;

  constructor(edge: EdgeContext) {
    this.#edge = edge;
  }

  /** Accepted and not yet closed; refused ones do not count. */
  get count(): number {
    return this.#total;
  }

  /** @throws SocketError */
  listen(endpoint: Endpoint): Listener {
    return listen(endpoint, this.handlers());
  }

  /** What happens to sockets that are accepted. */
  handlers(): SocketHandlers<Connection | undefined> {
    const owner: ConnectionOwner = {
      closed: (connection) => this.#closed(connection),
      relieve: () => this.#closeLargestQueue(),
    };
    return {
      open: (socket) => {
        socket.state = this.#accept(socket, owner);
      },
      data: ({ state }, bytes) => state?.receive(bytes),
      drain: ({ state }) => state?.drained(),
      end: ({ state }) => state?.peerEnded(),
      close: ({ state }) => state?.closed(),
      fault: (error) => this.#edge.fault(error),
    };
  }

  #accept(socket: Socket<Connection | undefined>, owner: ConnectionOwner): Connection | undefined {
    // Deno still hands over what it was accepting when the listener stopped.
    if (this.#isClosing) {
      socket.kill();
      return undefined;
    }
    const { connectionsMax, language } = this.#edge.settings;
    if (this.#edge.throttle?.admits(socket.remote, this.#edge.clock.nowMs()) === false) {
      this.#refuse(socket, roomText(language, "tooFast"));
      return undefined;
    }
    if (this.#total >= connectionsMax && !this.#makeRoom()) {
      this.#refuse(socket, roomText(language, "full", { max: connectionsMax }));
      return undefined;
    }
    const connection = new Connection(socket as Socket<Connection>, this.#edge, owner);
    this.#all.add(connection);
    this.#total += 1;
    return connection;
  }

  /** The words need a moment to arrive; only so many may take it, since refused connections use files too. */
  #refuse(socket: Socket<Connection | undefined>, text: string): void {
    if (this.#refused >= REFUSED_MAX) {
      socket.kill();
      return;
    }
    this.#refused += 1;
    socket.write(Buffer.from(`${text}\n`));
    socket.end();
    this.#edge.clock.after(CLOSE_GRACE_MS, () => {
      this.#refused -= 1;
      socket.kill();
    });
  }

  /**
   * A host that opens connections and says nothing shall not lock the others out: where the server is full, the oldest
   * silent connection of the address that holds most of them goes.
   */
  #makeRoom(): boolean {
    const silent = new Map<string, { count: number; oldest: Connection }>();
    for (const connection of this.#all) {
      if (!connection.isSilent) continue;
      const { host } = connection.remote;
      const known = silent.get(host);
      if (known) known.count += 1;
      else silent.set(host, { count: 1, oldest: connection });
    }
    const [worst] = [...silent.values()].sort((a, b) => b.count - a.count);
    if (!worst || worst.count <= CONNECTIONS_PER_ADDRESS_SAFE) return false;
    worst.oldest.socket.kill();
    return true;
  }

  #closed(connection: Connection): void {
    if (!this.#all.delete(connection)) return;
    this.#total -= 1;
    if (this.#total === 0) this.#onEmpty?.();
  }

  #closeLargestQueue(): void {
    let largest: Connection | undefined;
    for (const connection of this.#all) {
      if (connection.queue.waitingBytes > (largest?.queue.waitingBytes ?? 0)) largest = connection;
    }
    largest?.overflow();
  }

  /** Lets everybody have what is queued for them and closes. */
  closeAll(): void {
    this.#isClosing = true;
    for (const connection of this.#all) connection.closeGently();
  }

  /** Resolves when nobody is left, or kills who is after `graceMs`. */
  async allClosed(graceMs: number): Promise<void> {
    if (this.#all.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#onEmpty = resolve;
      this.#edge.clock.after(graceMs, () => {
        for (const connection of this.#all) connection.socket.kill();
        resolve();
      });
    });
  }
}
