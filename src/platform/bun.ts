/** Sockets on Bun. https://bun.com/docs/api/tcp */
import type { Socket as RawSocket, SocketHandler } from "bun";
import { unmapAddress } from "./address.ts";
import { socketError } from "./socket-error.ts";
import {
  type Address,
  type Endpoint,
  KEEPALIVE_MS,
  type Listener,
  type PlatformSockets,
  type Socket,
  type SocketHandlers,
} from "./types.ts";

export const runtime: PlatformSockets["runtime"] = `Bun ${Bun.version}`;

class BunSocket<State> implements Socket<State> {
  /** Bun also calls back for sockets that were never opened, with whatever `data` they have. */
  readonly isOpen = true;
  state = undefined as State;
  readonly remote: Address;
  readonly #raw: RawSocket<BunSocket<State>>;

  constructor(raw: RawSocket<BunSocket<State>>, remote: Address) {
    this.#raw = raw;
    this.remote = remote;
  }

  get local(): Address {
    if (this.remote.family === "unix") return this.remote;
    // Gone already where the peer has broken the connection.
    return unmapAddress(this.#raw.localAddress ?? "0.0.0.0", this.#raw.localPort ?? 0);
  }

  write(bytes: Uint8Array, start = 0, end = bytes.length): number {
    return Math.max(0, this.#raw.write(bytes, start, end - start));
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

/** @returns undefined where the peer has broken the connection before it was accepted, as a port scan does. */
function remoteAddress<State>(raw: RawSocket<State>, endpoint: Endpoint): Address | undefined {
  if (endpoint.kind === "unix") return { family: "unix", host: endpoint.path, port: 0 };
  const host: string | undefined = raw.remoteAddress;
  return host === undefined ? undefined : unmapAddress(host, raw.remotePort);
}

function rawHandlers<State>(
  handlers: SocketHandlers<State>,
  endpoint: Endpoint,
): SocketHandler<BunSocket<State>> {
  const failed = (raw: RawSocket<BunSocket<State>>, error: unknown): void => {
    raw.terminate();
    handlers.fault?.(error);
  };
  return {
    open(raw) {
      const remote = remoteAddress(raw, endpoint);
      if (!remote) {
        raw.terminate();
        return;
      }
      raw.data = new BunSocket(raw, remote);
      raw.setNoDelay(true);
      raw.setKeepAlive(true, KEEPALIVE_MS);
      try {
        handlers.open(raw.data);
      } catch (error) {
        failed(raw, error);
      }
    },
    data(raw, bytes) {
      try {
        if (raw.data?.isOpen) handlers.data(raw.data, bytes);
      } catch (error) {
        failed(raw, error);
      }
    },
    drain(raw) {
      try {
        if (raw.data?.isOpen) handlers.drain(raw.data);
      } catch (error) {
        failed(raw, error);
      }
    },
    end(raw) {
      try {
        if (raw.data?.isOpen) handlers.end(raw.data);
      } catch (error) {
        failed(raw, error);
      }
    },
    // A connect that is refused closes a socket that was never opened. Bun calls this from within `terminate()`.
    close(raw) {
      if (!raw.data?.isOpen) return;
      queueMicrotask(() => {
        try {
          handlers.close(raw.data);
        } catch (error) {
          handlers.fault?.(error);
        }
      });
    },
    // An error of the connection: `close` follows and tells all; without this handler Bun prints it.
    error: () => {},
    connectError: () => {},
  };
}
