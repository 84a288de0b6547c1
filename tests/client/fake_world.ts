/** A world the test plays: its clock stands still, its network says what the test says. */
import type { World } from "../../src/client/world.ts";
import type { Clock } from "../../src/platform/clock.ts";
import type { ConsoleHandlers, LineConsole } from "../../src/platform/console.ts";
import type { Address, Endpoint, Socket, SocketHandlers } from "../../src/platform/types.ts";
import type { UdpHandlers } from "../../src/platform/udp.ts";

/** Time passes in `pass` only. */
export class FakeClock implements Clock {
  #nowMs = 0;
  #timers: { readonly atMs: number; readonly callback: () => void }[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, callback: () => void): { cancel(): void } {
    const timer = { atMs: this.#nowMs + delayMs, callback };
    this.#timers.push(timer);
    return {
      cancel: () => {
        this.#timers = this.#timers.filter((other) => other !== timer);
      },
    };
  }

  endOfTick(callback: () => void): void {
    this.after(0, callback);
  }

  /** Lets time pass, and everything happen that is due meanwhile, in order. */
  async pass(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      await settle();
      const [next] = this.#timers.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#nowMs = next.atMs;
      next.callback();
    }
    this.#nowMs = untilMs;
  }
}

/** Lets every promise that is ready go on. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** One connection, seen from the network. */
export class FakeSocket implements Socket<unknown> {
  state: unknown;
  readonly remote: Address = { family: "ipv4", host: "192.168.55.13", port: 8081 };
  readonly local: Address = { family: "ipv4", host: "127.0.0.1", port: 40_000 };
  readonly #handlers: SocketHandlers<unknown>;
  sent = "";
  ended = false;
  killed = false;
  paused = false;
  /** How many bytes the kernel still takes. */
  room = Number.POSITIVE_INFINITY;

  constructor(handlers: SocketHandlers<unknown>) {
    this.#handlers = handlers;
  }

  write(bytes: Uint8Array): number {
    const length = Math.min(this.room, bytes.length);
    this.room -= length;
    this.sent += new TextDecoder().decode(bytes.subarray(0, length));
    return length;
  }

  end(): void {
    this.ended = true;
  }

  kill(): void {
    this.killed = true;
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
  }

  /** The server says something. */
  says(text: string): void {
    this.#handlers.data(this, new TextEncoder().encode(text));
  }

  /** The server ends. */
  ends(): void {
    this.#handlers.end(this);
  }

  drains(): void {
    this.#handlers.drain(this);
  }
}

/** What `connect` does: go on, fail, or never answer. */
export type ConnectBehaviour = "accept" | "silence" | Error;

export class FakeWorld implements World {
  readonly clock = new FakeClock();
  /** Every connection so far, the last one at the end. */
  readonly sockets: FakeSocket[] = [];
  readonly asked: Endpoint[] = [];
  connects: ConnectBehaviour = "accept";
  /** Answers a datagram; nothing by default. */
  answersUdp: (datagram: Uint8Array) => Uint8Array | undefined = () => undefined;
  readonly shown: string[] = [];
  readonly notices: string[] = [];
  /** What is typed where a secret is asked for. */
  secret: string | undefined | Promise<string>;
  console: ConsoleHandlers | undefined;
  inputPaused = true;
  interactive = true;

  /** The newest connection. */
  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error("Nobody has connected");
    return socket;
  }

  readonly connect = async <State>(
    endpoint: Endpoint,
    handlers: SocketHandlers<State>,
  ): Promise<Socket<State>> => {
    this.asked.push(endpoint);
    if (this.connects instanceof Error) throw this.connects;
    if (this.connects === "silence") return new Promise(() => {});
    const socket = new FakeSocket(handlers as SocketHandlers<unknown>);
    this.sockets.push(socket);
    handlers.open(socket as Socket<State>);
    return socket as Socket<State>;
  };

  async resolveHost(host: string): Promise<string> {
    if (host === "nowhere") throw new Error("ENOTFOUND");
    return host;
  }

  async bindUdp(_at: unknown, handlers: UdpHandlers) {
    const from: Address = { family: "ipv4", host: "192.168.55.13", port: 8081 };
    return {
      address: from,
      send: (bytes: Uint8Array) => {
        const answer = this.answersUdp(bytes);
        if (answer) handlers.message(answer, from);
      },
      close: async () => {},
    };
  }

  openConsole = (handlers: ConsoleHandlers): LineConsole => {
    this.console = handlers;
    return {
      interactive: this.interactive,
      print: (lines) => {
        this.shown.push(...lines);
        return true;
      },
      notice: (text) => void this.notices.push(text),
      pauseInput: () => {
        this.inputPaused = true;
      },
      resumeInput: () => {
        this.inputPaused = false;
      },
      clear: () => {},
      askSecret: async () => this.secret,
      close: async () => {},
    };
  };

  random(): number {
    return 0.5;
  }
}
