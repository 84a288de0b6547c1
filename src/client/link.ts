/** Keeps a person connected: one connection after the other to the same server. */
import type { Timer } from "../platform/clock.ts";
import type { Endpoint } from "../platform/types.ts";
import { backoffMs } from "./backoff.ts";
import { type Connection, openConnection } from "./connection.ts";
import { type ConnectFailure, connectFailure, findHost } from "./failure.ts";
import { isFull } from "./full.ts";
import type { ServerKind } from "./server-kind.ts";
import type { Target } from "./target.ts";
import type { World } from "./world.ts";

export interface LinkHandlers {
  connected(): void;
  reconnected(): void;
  /** It is known who the server is. Again, if a plain one turns out to be ours after all. */
  identified(kind: ServerKind): void;
  lines(lines: readonly string[]): void;
  silent(): void;
  drained(): void;
  /** The connection is gone. @returns whether to connect again, and again, until it works. */
  closed(): boolean;
  /** The server took nobody more, and said so in its last line. Only before anything was lost. */
  full(): void;
  /** There is no server. Only before the first connection. */
  failed(failure: ConnectFailure): void;
}

/** Where to connect to. `isIrc`: the person says that an IRC server is there. */
export interface LinkTarget {
  readonly target: Target;
  readonly isIrc: boolean;
}

export class Link {
  readonly #world: World;
  readonly #target: LinkTarget;
  readonly #handlers: LinkHandlers;
  #isLost = false;
  #connection: Connection | undefined;
  #failedAttempts = 0;
  /** After a first connection was lost. */
  #isReturning = false;
  #lastLine = "";
  #closed = false;
  #retryTimer: Timer | undefined;

  constructor(world: World, target: LinkTarget, handlers: LinkHandlers) {
    this.#world = world;
    this.#target = target;
    this.#handlers = handlers;
  }

  /** Whether there is no connection, and the next one is waited for. */
  get isLost(): boolean {
    return this.#isLost;
  }

  get unsentBytes(): number {
    return this.#connection?.unsentBytes ?? 0;
  }

  /** Connects. How it went is told to the handlers. */
  async open(): Promise<void> {
    try {
      const { target, isIrc } = this.#target;
      await openConnection(this.#world, await endpointOf(this.#world, target), {
        isIrc,
        opened: (connection) => this.#opened(connection),
        identified: (kind) => this.#handlers.identified(kind),
        lines: (lines) => this.#heard(lines),
        silent: () => this.#handlers.silent(),
        drained: () => this.#handlers.drained(),
        closed: () => this.#connectionClosed(),
      });
    } catch (error) {
      this.#connectFailed(error);
    }
  }

  send(text: string): void {
    this.#connection?.send(text);
  }

  /** Half-closes after the last line. */
  end(): void {
    this.#connection?.end();
  }

  /** Takes the connection for broken. */
  drop(): void {
    this.#connection?.close();
  }

  /** The server is well again: the next attempt to reach it need not wait long. */
  settled(): void {
    this.#failedAttempts = 0;
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
    this.#isLost = false;
    this.#lastLine = "";
    if (this.#isReturning) this.#handlers.reconnected();
    else this.#handlers.connected();
  }

  #heard(lines: readonly string[]): void {
    this.#lastLine = lines.at(-1) ?? this.#lastLine;
    this.#handlers.lines(lines);
  }

  #connectionClosed(): void {
    if (isFull(this.#lastLine) && !this.#isReturning) {
      this.#handlers.full();
    } else if (this.#handlers.closed()) {
      this.#isReturning = true;
      this.#retryLater();
    }
  }

  #connectFailed(error: unknown): void {
    if (this.#closed) return;
    if (this.#isReturning) this.#retryLater();
    else this.#handlers.failed(connectFailure(error));
  }

  #retryLater(): void {
    this.#isLost = true;
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
