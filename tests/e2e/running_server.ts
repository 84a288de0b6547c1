/** chat-server as a process of its own, with the people who are connected to it. */
import process from "node:process";
import { assertEquals } from "@std/assert";
import { connectPeer, type Peer, type PeerOptions } from "./peer.ts";
import { Program, serverCommand, testEnvironment, until } from "./programs.ts";

export interface ServerOptions {
  /** After the program's name; by default one address of loopback with a port that is free. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** How many addresses it shall listen on. */
  readonly listeners?: number;
  /** Words before the command: `ip netns exec …`. */
  readonly within?: readonly string[];
}

/** The address of loopback with any free port. */
export const LOOPBACK = ["127.0.0.1", "0"] as const;

/** For servers with a history on disk; `--data` says where. */
export const ON_DISK = { CHAT_MEMORY: "" } as const;

export class RunningServer extends Program {
  readonly #peers: Peer[] = [];

  get hasExited(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  /** The addresses it says it listens on, as `127.0.0.1:8081`. */
  get addresses(): string[] {
    return [...this.stdout.matchAll(/ info listening .*?address=(\S+)/g)].map(([, address = ""]) => address);
  }

  /** Of the first listener. */
  get port(): number {
    return Number(/\d+$/.exec(this.addresses[0] ?? "")?.[0]);
  }

  /** Somebody who connects, and has not been greeted yet. */
  async connect(options: PeerOptions = {}): Promise<Peer> {
    const peer = await connectPeer({ ...(options.path ? {} : { port: this.port }), ...options });
    this.#peers.push(peer);
    return peer;
  }

  /** Somebody who listens already. */
  async guest(options: PeerOptions = {}): Promise<Peer> {
    const peer = await this.connect(options);
    await peer.greeted();
    return peer;
  }

  /** Guests with the addresses 127.0.0.11, .12 and so on. */
  guests<Count extends 2 | 3>(count: Count): Promise<Tuple<Count>>;
  guests(count: number): Promise<Peer[]> {
    return Promise.all(
      Array.from({ length: count }, (_, index) => this.guest({ from: `127.0.0.${11 + index}` })),
    );
  }

  /** Stops it as a person or the system would. @returns the exit code. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    // By its id: Deno tells no exit code of a child that was sent a signal by `ChildProcess.kill`.
    if (this.process.pid !== undefined) process.kill(this.process.pid, signal);
    return await this.exited();
  }

  /** Waits for a text in the log. */
  async logs(text: string): Promise<void> {
    await until(
      () => this.stdout.includes(text),
      () => `"${text}" in the log:\n${this.stdout}${this.stderr}`,
    );
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    for (const peer of this.#peers) peer[Symbol.dispose]();
    await super[Symbol.asyncDispose]();
  }
}

type Tuple<Count extends 2 | 3> = Count extends 2 ? [Peer, Peer] : [Peer, Peer, Peer];

/** Starts it and waits until it listens. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const { args = LOOPBACK, env = {}, cwd, listeners = 1, within = [] } = options;
  const server = new RunningServer([...within, ...serverCommand(), ...args], {
    env: { ...testEnvironment(), ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
  await until(
    () => server.addresses.length >= listeners || server.hasExited,
    () => `the server listens: ${server.stdout}${server.stderr}`,
  );
  assertEquals(server.addresses.length, listeners, server.stdout + server.stderr);
  return server;
}

/** Starts it where it is to fail, or has nothing to run for, and waits for its end. */
export async function runServer(
  args: readonly string[],
  { env = {}, within = [] }: Pick<ServerOptions, "env" | "within"> = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  await using server = new Program([...within, ...serverCommand(), ...args], {
    env: { ...testEnvironment(), ...env },
  });
  server.endInput();
  const code = await server.exited();
  return { code, stdout: server.stdout, stderr: server.stderr };
}
