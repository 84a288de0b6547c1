/** What a runtime must offer: sockets. `bun.ts` and `deno.ts` each implement it; tests/contracts holds them to it. */

/** Where a peer is. `host` is an IP address (IPv4-mapped IPv6 already unmapped) or, for unix sockets, the path. */
export interface Address {
  readonly family: "ipv4" | "ipv6" | "unix";
  readonly host: string;
  /** 0 for unix sockets. */
  readonly port: number;
}

/** A place to listen on or to connect to. `host` is an IP address; names are resolved before (`dns.ts`). */
export type Endpoint =
  | { readonly kind: "tcp"; readonly host: string; readonly port: number }
  | { readonly kind: "unix"; readonly path: string };

/**
 * A connected, half-open capable stream socket.
 * After the peer's end (`handlers.end`) writing still works; after `end()` reading still works.
 */
export interface Socket<State> {
  /** The owner's own state; set it in `open`. */
  state: State;
  readonly remote: Address;
  /** This end, as the peer reached it: also on a listener for every interface. */
  readonly local: Address;
  /**
   * Hands bytes from `start` to `end` to the kernel; all of them where neither is given.
   * @returns how many bytes were taken, 0 … end - start. Fewer than all means: wait for `drain`, then go on with
   *   the rest. 0 on a closed socket. The caller may reuse `bytes` at once.
   */
  write(bytes: Uint8Array, start?: number, end?: number): number;
  /** Sends FIN after what was taken by `write`. Idempotent. */
  end(): void;
  /** Closes both directions at once; what was not sent is lost. Idempotent; `close` follows. */
  kill(): void;
  /** Stops reading, so that unread input stays in the kernel. At most the chunk under way still arrives. */
  pause(): void;
  resume(): void;
}

/** Callbacks of every socket of a listener or of one connect. A socket gets: open, then data…, end?, close (once). */
export interface SocketHandlers<State> {
  open(socket: Socket<State>): void;
  /** `bytes` belong to the receiver. */
  data(socket: Socket<State>, bytes: Uint8Array): void;
  /** The kernel takes bytes again after a partial `write`. */
  drain(socket: Socket<State>): void;
  /** The peer sent FIN: nothing more will arrive. Not called when the connection breaks. */
  end(socket: Socket<State>): void;
  /** Both directions are closed, for whatever reason. Never called from within `kill()`. */
  close(socket: Socket<State>): void;
  /** One of these handlers threw, which is a mistake of ours; the socket is killed. */
  fault?(error: unknown): void;
}

/** Silence after which the system asks a peer whether it still lives: a pulled cable shall not stay in `/who`. */
export const KEEPALIVE_MS = 60_000;

export interface Listener {
  /** The address in use; with port 0 asked for, the port the system chose. */
  readonly address: Address;
  /** Stops accepting. Accepted sockets live on. */
  stop(): void;
}

/** Why listening or connecting failed, in words of ours; both runtimes' error codes are mapped to these. */
export type SocketErrorReason =
  | "address-in-use"
  | "address-not-available"
  | "permission-denied"
  | "connection-refused"
  | "unreachable"
  | "timed-out"
  | "other";

export class SocketError extends Error {
  override readonly name = "SocketError";
  readonly reason: SocketErrorReason;

  constructor(reason: SocketErrorReason, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.reason = reason;
  }
}

/** The interface both runtimes' modules implement with their top-level functions. */
export interface PlatformSockets {
  /** For `--version` and the event log, for example `Bun 1.4.5`. */
  readonly runtime: string;
  /** @throws SocketError */
  listen<State>(endpoint: Endpoint, handlers: SocketHandlers<State>): Listener;
  /** Resolves after `open`. @throws SocketError */
  connect<State>(endpoint: Endpoint, handlers: SocketHandlers<State>): Promise<Socket<State>>;
}
