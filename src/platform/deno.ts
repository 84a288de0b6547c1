/// <reference lib="deno.ns" />
/** Sockets on Deno. https://docs.deno.com/api/deno/network */
import { unmapAddress } from "./address.ts";
import { socketError } from "./socket-error.ts";
import type { Address, Endpoint, Listener, PlatformSockets, Socket, SocketHandlers } from "./types.ts";

export const runtime: PlatformSockets["runtime"] = `Deno ${Deno.version.deno}`;

/** One read takes at most this much. Deno's reads fill a buffer we give; 8 KiB holds 80 common lines. */
const READ_BYTES_MAX = 8 * 1024;

class DenoSocket<State> implements Socket<State> {
  state = undefined as State;
  readonly remote: Address;
  readonly #conn: Deno.Conn;
  readonly #handlers: SocketHandlers<State>;
  #writing = false;
  #starved = false;
  #endWanted = false;
  #ended = false;
  #finSent = false;
  #peerEnded = false;
  #closed = false;
  #resume: (() => void) | undefined;
  #paused: Promise<void> | undefined;

  constructor(conn: Deno.Conn, remote: Address, handlers: SocketHandlers<State>) {
    this.#conn = conn;
    this.remote = remote;
    this.#handlers = handlers;
  }

  get local(): Address {
    if (this.remote.family === "unix") return this.remote;
    const { hostname, port } = this.#conn.localAddr as Deno.NetAddr;
    return unmapAddress(hostname, port);
  }

  /** Deno's write is asynchronous: one is under way at a time, and a copy is what makes the bytes reusable at once. */
  write(bytes: Uint8Array, start = 0, end = bytes.length): number {
    if (this.#closed || this.#ended || this.#endWanted) return 0;
    if (this.#writing) {
      this.#starved = true;
      return 0;
    }
    this.#writing = true;
    void this.#writeAll(bytes.slice(start, end));
    return end - start;
  }

  async #writeAll(bytes: Uint8Array): Promise<void> {
    try {
      let taken = 0;
      while (taken < bytes.length) taken += await this.#conn.write(bytes.subarray(taken));
    } catch {
      this.kill();
    }
    this.#writing = false;
    if (this.#closed) return;
    if (this.#endWanted && !this.#ended) return void this.#sendFin();
    if (!this.#starved) return;
    this.#starved = false;
    this.#call(() => this.#handlers.drain(this));
  }

  end(): void {
    if (this.#closed || this.#ended || this.#endWanted) return;
    if (this.#writing) this.#endWanted = true;
    else void this.#sendFin();
  }

  async #sendFin(): Promise<void> {
    this.#ended = true;
    try {
      await this.#conn.closeWrite();
    } catch {
      return this.kill();
    }
    this.#finSent = true;
    if (this.#peerEnded) this.kill();
  }

  kill(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#conn.close();
    this.resume();
    queueMicrotask(() => this.#call(() => this.#handlers.close(this)));
  }

  pause(): void {
    this.#paused ??= new Promise((resolve) => {
      this.#resume = resolve;
    });
  }

  resume(): void {
    this.#paused = undefined;
    this.#resume?.();
    this.#resume = undefined;
  }

  async #readInto(buffer: Uint8Array): Promise<number | null> {
    try {
      return await this.#conn.read(buffer);
    } catch (cause) {
      throw new ReadError("read", { cause });
    }
  }

  /** A handler that throws is a mistake of ours; it must not end everybody's chat. */
  #call(handler: () => void): void {
    try {
      handler();
    } catch (error) {
      this.kill();
      this.#handlers.fault?.(error);
    }
  }

  start(): void {
    this.#call(() => this.#handlers.open(this));
    void this.#read();
  }

  /** Reads until both directions are closed. */
  async #read(): Promise<void> {
    const buffer = new Uint8Array(READ_BYTES_MAX);
    try {
      for (;;) {
        while (this.#paused) await this.#paused;
        const length = await this.#readInto(buffer);
        if (this.#closed) return;
        if (length === null) break;
        this.#handlers.data(this, buffer.slice(0, length));
      }
    } catch (error) {
      this.kill();
      // A broken connection tells itself by `close`; anything else was thrown by a handler.
      if (!(error instanceof ReadError)) this.#handlers.fault?.(error);
      return;
    }
    this.#peerEnded = true;
    if (this.#finSent) return this.kill();
    this.#call(() => this.#handlers.end(this));
  }
}

class ReadError extends Error {}

/** @see PlatformSockets.listen */
export const listen: PlatformSockets["listen"] = <State>(
  endpoint: Endpoint,
  handlers: SocketHandlers<State>,
): Listener => {
  try {
    if (endpoint.kind === "unix") {
      const raw = Deno.listen({ transport: "unix", path: endpoint.path });
      void acceptAll(raw, handlers, endpoint);
      return { address: { family: "unix", host: endpoint.path, port: 0 }, stop: () => raw.close() };
    }
    const raw = Deno.listen({ hostname: endpoint.host, port: endpoint.port });
    void acceptAll(raw, handlers, endpoint);
    return {
      address: unmapAddress(endpoint.host, (raw.addr as Deno.NetAddr).port),
      stop: () => raw.close(),
    };
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
    const conn =
      endpoint.kind === "unix"
        ? await Deno.connect({ transport: "unix", path: endpoint.path })
        : await Deno.connect({ hostname: endpoint.host, port: endpoint.port });
    return open(conn, handlers, endpoint);
  } catch (cause) {
    throw socketError(cause);
  }
};

async function acceptAll<State>(
  raw: Deno.Listener,
  handlers: SocketHandlers<State>,
  endpoint: Endpoint,
): Promise<void> {
  for (;;) {
    try {
      open(await raw.accept(), handlers, endpoint);
    } catch (error) {
      // `stop()` closes the listener; a peer that is gone before it was accepted is nobody's fault.
      if (error instanceof Deno.errors.BadResource || error instanceof Deno.errors.Interrupted) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

function open<State>(
  conn: Deno.Conn,
  handlers: SocketHandlers<State>,
  endpoint: Endpoint,
): DenoSocket<State> {
  const socket = new DenoSocket(conn, remoteAddress(conn, endpoint), handlers);
  if (endpoint.kind === "tcp") {
    (conn as Deno.TcpConn).setNoDelay(true);
    // Deno leaves the time to the system: two hours on most.
    (conn as Deno.TcpConn).setKeepAlive(true);
  }
  socket.start();
  return socket;
}

function remoteAddress(conn: Deno.Conn, endpoint: Endpoint): Address {
  if (endpoint.kind === "unix") return { family: "unix", host: endpoint.path, port: 0 };
  const { hostname, port } = conn.remoteAddr as Deno.NetAddr;
  return unmapAddress(hostname, port);
}
