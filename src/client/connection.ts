/** One connection to a server: who it is, and its lines. */
import type { Timer } from "../platform/clock.ts";
import type { Endpoint, Socket, SocketHandlers } from "../platform/types.ts";
import { LineSplitter } from "./line-splitter.ts";
import { Outgoing } from "./outgoing.ts";
import { probe } from "./probe.ts";
import { Greeting, IDENTIFY_DEADLINE_MS, type ServerKind } from "./server-kind.ts";
import type { World } from "./world.ts";

const CONNECT_DEADLINE_MS = 10_000;
const SILENCE_MS = 5_000;

/** Tutorial servers send without a newline: what pauses for this long is a line. */
const PAUSE_MS = 100;

export interface ConnectionHandlers {
  /** The person says that an IRC server is there: it need not show it first. */
  readonly isIrc: boolean;
  opened(connection: Connection): void;
  /** Called once the kind is known, and again if a plain server turns out to be ours after all. */
  identified(kind: ServerKind): void;
  /** As they came: nothing has been made safe to show. */
  lines(lines: readonly string[]): void;
  /** The server has not said a word for a long time. */
  silent(): void;
  /** Everything given to `send` is with the kernel, or enough of it to go on. */
  drained(): void;
  /** The server ended it, or it broke. Once; nothing follows. */
  closed(): void;
}

/** Connects to `endpoint`. @throws what `connect` throws, and an error with reason `timed-out` after 10 seconds. */
export async function openConnection(
  world: World,
  endpoint: Endpoint,
  handlers: ConnectionHandlers,
): Promise<void> {
  const probed =
    endpoint.kind === "tcp" ? probe(world, endpoint.host, endpoint.port) : Promise.resolve(false);
  const { promise: late, reject } = Promise.withResolvers<never>();
  let isLate = false;
  const timer = world.clock.after(CONNECT_DEADLINE_MS, () => {
    isLate = true;
    reject(Object.assign(new Error("timed out"), { reason: "timed-out" }));
  });
  const open = (socket: Socket<Connection>) => {
    socket.state = new Connection(world, socket, handlers);
    if (isLate) socket.state.abandon();
    else socket.state.start(probed);
  };
  try {
    await Promise.race([world.connect(endpoint, { ...SOCKET_HANDLERS, open }), late]);
  } finally {
    timer.cancel();
  }
}

const SOCKET_HANDLERS: Omit<SocketHandlers<Connection>, "open"> = {
  data: (socket, bytes) => socket.state.receive(bytes),
  drain: (socket) => socket.state.drain(),
  end: (socket) => socket.state.close(),
  close: (socket) => socket.state.close(),
};

export class Connection {
  readonly #world: World;
  readonly #socket: Socket<Connection>;
  readonly #handlers: ConnectionHandlers;
  readonly #outgoing: Outgoing;
  readonly #decoder = new TextDecoder();
  readonly #splitter = new LineSplitter();
  readonly #greeting = new Greeting();
  #kind: ServerKind | undefined;
  #hasSent = false;
  #closed = false;
  #identifyTimer: Timer | undefined;
  #silenceTimer: Timer | undefined;
  #pauseTimer: Timer | undefined;

  constructor(world: World, socket: Socket<Connection>, handlers: ConnectionHandlers) {
    this.#world = world;
    this.#socket = socket;
    this.#handlers = handlers;
    this.#outgoing = new Outgoing(socket);
  }

  /** @param probed whether a chat-server answered the probe. */
  start(probed: Promise<boolean>): void {
    this.#handlers.opened(this);
    if (this.#handlers.isIrc) this.identify("irc");
    const { clock } = this.#world;
    this.#identifyTimer = clock.after(IDENTIFY_DEADLINE_MS, () => this.identify("plain"));
    this.#silenceTimer = clock.after(SILENCE_MS, () => this.#handlers.silent());
    void probed.then((isOurs) => isOurs && this.identify("ours"));
  }

  get unsentBytes(): number {
    return this.#outgoing.bytes;
  }

  send(text: string): void {
    if (this.#closed) return;
    this.#hasSent = true;
    this.#outgoing.add(text);
  }

  /** Half-closes after the last line. */
  end(): void {
    this.#outgoing.end();
  }

  /** Closes at once, without a call of `closed`. */
  abandon(): void {
    this.#shut();
    this.#socket.kill();
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /**
   * Settles whom we talk to. Only `plain` is a guess: a server that shows late that it is ours overrules it, unless it
   * has heard plain text already. Then that is what it expects from this connection.
   */
  identify(kind: ServerKind): void {
    const isOpen = this.#kind === undefined || (this.#kind === "plain" && kind === "ours" && !this.#hasSent);
    if (this.#closed || !isOpen) return;
    this.#kind = kind;
    this.#identifyTimer?.cancel();
    this.#handlers.identified(kind);
  }

  receive(bytes: Uint8Array): void {
    if (this.#closed) return;
    this.#silenceTimer?.cancel();
    this.#pauseTimer?.cancel();
    this.#show(this.#splitter.push(this.#decoder.decode(bytes, { stream: true })));
    // Only programs of the tutorials' kind leave out the line end.
    if (this.#closed || !this.#splitter.hasRest || this.#speaksIrc) return;
    this.#pauseTimer = this.#world.clock.after(PAUSE_MS, () => this.#flush());
  }

  drain(): void {
    if (this.#closed) return;
    this.#outgoing.flush();
    this.#handlers.drained();
  }

  /** The server's end: what is left is shown first. A half-open server is not waited for. */
  close(): void {
    if (this.#closed) return;
    this.#show(this.#splitter.push(this.#decoder.decode()));
    this.#flush();
    // Who hears the last lines may drop the connection because of them.
    if (this.#closed) return;
    this.#shut();
    this.#socket.kill();
    this.#handlers.closed();
  }

  #flush(): void {
    const line = this.#splitter.flush();
    if (line !== undefined) this.#show([line]);
  }

  #show(lines: readonly string[]): void {
    for (const line of lines) {
      const kind = this.#greeting.read(line);
      if (kind) this.identify(kind);
    }
    if (lines.length > 0) this.#handlers.lines(lines);
  }

  get #speaksIrc(): boolean {
    return this.#kind === "ours" || this.#kind === "irc";
  }

  #shut(): void {
    this.#closed = true;
    for (const timer of [this.#identifyTimer, this.#silenceTimer, this.#pauseTimer]) timer?.cancel();
  }
}
