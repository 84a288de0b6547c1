/** Many clients in one process, cheap enough that the server is what is measured. */
import type { Socket } from "bun";
import type { IrcOrder } from "../orders.ts";
import type { Dialect } from "./dialects.ts";
import type { Framer, OnLine } from "./framing.ts";

export interface Client {
  readonly socket: Socket<Client>;
  readonly index: number;
  readonly dialect: Dialect;
  readonly framer: Framer;
  /** What becomes of each chunk; usually `framer.read` with what becomes of each line. */
  read: (chunk: Buffer) => void;
  closed: boolean;
}

const QUIET_MS = 300;
const PATIENCE_MS = 60_000;

export class Crowd {
  readonly clients: Client[] = [];
  /** Chunks that were read. */
  reads = 0;
  bytes = 0;
  /** On performance.now. */
  lastReadMs = 0;
  readonly #port: number;
  readonly #atOnce: number;

  constructor({ port, atOnce }: IrcOrder) {
    this.#port = port;
    this.#atOnce = atOnce;
  }

  /** Adds clients and waits until each one is registered. */
  async register(dialects: readonly Dialect[]): Promise<void> {
    const waiting = [...dialects.entries()].map(([at, dialect]) => ({
      index: this.clients.length + at,
      dialect,
    }));
    waiting.reverse();
    const guests = Array.from({ length: this.#atOnce }, async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await this.#register(next);
    });
    await Promise.all(guests);
    this.clients.sort((a, b) => a.index - b.index);
  }

  /** From now on all lines of these clients go there. */
  listen(onLine: (client: Client) => OnLine): void {
    for (const client of this.clients) {
      const each = onLine(client);
      client.read = (chunk) => client.framer.read(chunk, each);
    }
  }

  /** Waits until nothing has arrived for a while. */
  async quiet(): Promise<void> {
    for (let seen = -1; seen !== this.bytes; await Bun.sleep(QUIET_MS)) seen = this.bytes;
    const torn = this.clients.filter(({ framer }) => framer.waiting > 0).length;
    if (torn > 0) throw new Error(`${torn} clients were left with half a line`);
    this.assertAllThere();
  }

  assertAllThere(but?: Client): void {
    const gone = this.clients.filter((client) => client.closed && client !== but).length;
    if (gone > 0) throw new Error(`The server closed ${gone} connections`);
  }

  leave(): void {
    for (const { socket } of this.clients) socket.terminate();
  }

  /** Resolves at the end of the message of the day. */
  #register({ index, dialect }: { readonly index: number; readonly dialect: Dialect }): Promise<void> {
    return new Promise((resolve, reject) => {
      const welcome =
        (client: Client): OnLine =>
        (bytes, start, end) => {
          const line = bytes.toString("latin1", start, end);
          if (line.startsWith("PING ")) client.socket.write(dialect.encode(`PONG ${line.slice(5)}`));
          if (dialect.welcomes(line)) resolve();
        };
      const open = (socket: Socket<Client>): void => {
        const framer = dialect.framer();
        const client: Client = { socket, index, dialect, framer, read: () => {}, closed: false };
        const onLine = welcome(client);
        client.read = (chunk) => framer.read(chunk, onLine);
        socket.data = client;
        this.clients.push(client);
        socket.write(dialect.hello(index));
      };
      const close = (socket: Socket<Client>): void => {
        if (socket.data) socket.data.closed = true;
        reject(new Error(`The server closed connection ${index}`));
      };
      const data = (socket: Socket<Client>, chunk: Buffer): void => {
        this.reads++;
        this.bytes += chunk.length;
        socket.data.read(chunk);
        this.lastReadMs = performance.now();
      };
      Bun.connect<Client>({ hostname: "127.0.0.1", port: this.#port, socket: { open, data, close } }).catch(
        reject,
      );
    });
  }
}

/** Polls; for what happens before and after the measured time. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  const deadlineMs = performance.now() + PATIENCE_MS;
  while (!condition()) {
    if (performance.now() > deadlineMs) throw new Error(`Waited in vain for ${what}`);
    await Bun.sleep(2);
  }
}
