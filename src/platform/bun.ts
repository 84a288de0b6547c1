/** Sockets on Bun. https://bun.com/docs/api/tcp */
import type { Socket as RawSocket, SocketHandler } from "bun";
import { unmapAddress } from "./address.ts";
import { socketError } from "./socket-error.ts";
import type { Address, Endpoint, Listener, PlatformSockets, Socket, SocketHandlers } from "./types.ts";

export const runtime: PlatformSockets["runtime"] = `Bun ${Bun.version}`;

class BunSocket<State> implements Socket<State> {
  state = undefined as State;
  readonly remote: Address;
  readonly #raw: RawSocket<BunSocket<State>>;

  constructor(raw: RawSocket<BunSocket<State>>, remote: Address) {
    this.#raw = raw;
    this.remote = remote;
  }

  get local(): Address {
    if (this.remote.family === "unix") return this.remote;
    return unmapAddress(this.#raw.localAddress, this.#raw.localPort);
  }

  write(bytes: Uint8Array): number {
    return Math.max(0, this.#raw.write(bytes));
  }

  /** Bun's own `end()` closes both directions; `shutdown()` sends FIN and goes on reading. */
  end(): void {
    this.#raw.shutdown();
  }

  kill(): void {
    this.#raw.terminate();
  }

  pause(): void {
    this.#raw.pause();
  }

  resume(): void {
    this.#raw.resume();
  }
}

/** @see PlatformSockets.listen */
export const listen: PlatformSockets["listen"] = <State>(
  endpoint: Endpoint,
  handlers: SocketHandlers<State>,
): Listener => {
  try {
    if (endpoint.kind === "unix") {
      const raw = Bun.listen<BunSocket<State>>({
        unix: endpoint.path,
        allowHalfOpen: true,
        socket: rawHandlers(handlers, endpoint),
      });
      return {
        address: { family: "unix", host: endpoint.path, port: 0 },
        stop: () => raw.stop(),
      };
    }
    const raw = Bun.listen<BunSocket<State>>({
      hostname: endpoint.host,
      port: endpoint.port,
      allowHalfOpen: true,
      socket: rawHandlers(handlers, endpoint),
    });
    return { address: unmapAddress(endpoint.host, raw.port), stop: () => raw.stop() };
  } catch (cause) {
    throw socketError(cause);
  }
};

/** @see PlatformSockets.connect */
export const connect: PlatformSockets["connect"] = async <State>(
  endpoint: Endpoint,
  handlers: SocketHandlers<State>,
): Promise<Socket<State>> => {
  try {
    const socket = rawHandlers(handlers, endpoint);
    const raw =
      endpoint.kind === "unix"
        ? await Bun.connect<BunSocket<State>>({ unix: endpoint.path, allowHalfOpen: true, socket })
        : await Bun.connect<BunSocket<State>>({
            hostname: endpoint.host,
            port: endpoint.port,
            allowHalfOpen: true,
            socket,
          });
    return raw.data;
  } catch (cause) {
    throw socketError(cause);
  }
};

function rawHandlers<State>(
  handlers: SocketHandlers<State>,
  endpoint: Endpoint,
): SocketHandler<BunSocket<State>> {
  return {
    open(raw) {
      const remote: Address =
        endpoint.kind === "unix"
          ? { family: "unix", host: endpoint.path, port: 0 }
          : unmapAddress(raw.remoteAddress, raw.remotePort);
      raw.data = new BunSocket(raw, remote);
      raw.setNoDelay?.(true);
      handlers.open(raw.data);
    },
    data: (raw, bytes) => handlers.data(raw.data, bytes),
    drain: (raw) => handlers.drain(raw.data),
    end: (raw) => handlers.end(raw.data),
    close: (raw) => {
      // A connect that is refused closes a socket that was never opened.
      if (raw.data instanceof BunSocket) handlers.close(raw.data);
    },
    // `close` follows every error and tells the owner all it needs; without this handler Bun prints the error.
    error: () => {},
    connectError: () => {},
  };
}
