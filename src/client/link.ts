/** Keeps a person connected: one connection after the other to the same server. */
import type { Timer } from "../platform/clock.ts";
import type { Endpoint } from "../platform/types.ts";
import { backoffMs } from "./backoff.ts";
import { type Connection, openConnection } from "./connection.ts";
import { isDismissal, isFull } from "./dismissal.ts";
import { type ConnectFailure, connectFailure, findHost } from "./failure.ts";
import type { ServerKind } from "./server-kind.ts";
import type { Target } from "./target.ts";
import type { World } from "./world.ts";

export interface LinkHandlers {
  connected(): void;
  reconnected(): void;
  /** It is known who the server is: lines may be sent. */
  ready(kind: ServerKind): void;
  lines(lines: readonly string[]): void;
  silent(): void;
  drained(): void;
  /** A server of ours is gone; the link goes on trying by itself. */
  lost(): void;
  /** Another server ended the connection, which is how some of them work, or ours sent the person away. */
  ended(): void;
  /** The server took nobody more, and said so in its last line. Only before anything was lost. */
  full(): void;
  /** There is no server. Only before the first connection. */
  failed(failure: ConnectFailure): void;
}

/** `unproven`: connected or about to be, but nobody has shown who serves. */
type LinkState =
  | { readonly name: "unproven" }
  | { readonly name: "ready"; readonly kind: ServerKind }
  | { readonly name: "lost" };

export class Link {
  readonly #world: World;
  readonly #target: Target;
  readonly #handlers: LinkHandlers;
  #state: LinkState = { name: "unproven" };
  #connection: Connection | undefined;
  #failedAttempts = 0;
  /** After a first connection was lost. */
  #isReturning = false;
  #lastLine = "";
  #closed = false;
  #retryTimer: Timer | undefined;

  constructor(world: World, target: Target, handlers: LinkHandlers) {
    this.#world = world;
    this.#target = target;
    this.#handlers = handlers;
  }

  get state(): LinkState {
    return this.#state;
  }

  get unsentBytes(): number {
    return this.#connection?.unsentBytes ?? 0;
  }

  /** Connects. How it went is told to the handlers. */
  async open(): Promise<void> {
    try {
      await openConnection(this.#world, await endpointOf(this.#world, this.#target), {
        opened: (connection) => this.#opened(connection),
        identified: (kind) => this.#identified(kind),
        lines: (lines) => this.#heard(lines),
        silent: () => this.#handlers.silent(),
        drained: () => this.#handlers.drained(),
        closed: () => this.#connectionClosed(),
      });
    } catch (error) {
      this.#connectFailed(error);
    }
  }

  send(line: string): void {
    this.#connection?.send(line);
  }

  /** Half-closes after the last line. */
  end(): void {
    this.#connection?.end();
  }

  pause(): void {
    this.#connection?.pause();
  }

  resume(): void {
    this.#connection?.resume();
  }

  /** Gives up at once. Nothing is told to the handlers any more. */
  close(): void {
    this.#closed = true;
    this.#retryTimer?.cancel();
    this.#connection?.abandon();
  }

  #opened(connection: Connection): void {
    if (this.#closed) {
      connection.abandon();
      return;
    }
    this.#connection = connection;
    this.#state = { name: "unproven" };
    this.#lastLine = "";
    if (this.#isReturning) this.#handlers.reconnected();
    else this.#handlers.connected();
  }

  #identified(kind: ServerKind): void {
    this.#state = { name: "ready", kind };
    this.#handlers.ready(kind);
  }

  #heard(lines: readonly string[]): void {
    this.#lastLine = lines.at(-1) ?? this.#lastLine;
    if (!isFull(this.#lastLine)) this.#failedAttempts = 0;
    this.#handlers.lines(lines);
  }

  #connectionClosed(): void {
    const isOurs = this.#state.name === "ready" && this.#state.kind === "ours";
    if (isFull(this.#lastLine) && !this.#isReturning) {
      this.#handlers.full();
    } else if (!isDismissal(this.#lastLine) && (isOurs || this.#wasReconnecting())) {
      this.#isReturning = true;
      this.#handlers.lost();
      this.#retryLater();
    } else {
      this.#handlers.ended();
    }
  }

  #connectFailed(error: unknown): void {
    if (this.#closed) return;
    if (this.#isReturning) this.#retryLater();
    else this.#handlers.failed(connectFailure(error));
  }

  /** A server of ours that is just starting again may close before it has greeted. */
  #wasReconnecting(): boolean {
    return this.#isReturning && this.#state.name === "unproven";
  }

  #retryLater(): void {
    this.#state = { name: "lost" };
    this.#connection = undefined;
    const delayMs = backoffMs(this.#failedAttempts, this.#world.random());
    this.#failedAttempts += 1;
    this.#retryTimer = this.#world.clock.after(delayMs, () => void this.open());
  }
}

async function endpointOf(world: World, target: Target): Promise<Endpoint> {
  if (target.kind === "unix") return target;
  return { kind: "tcp", host: await findHost(world, target.host), port: target.port };
}
