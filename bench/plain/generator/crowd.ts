/** Many plain-text clients in one process, cheap enough that the server is what is measured. */
import type { Socket } from "bun";

export interface Client {
  readonly socket: Socket<Client>;
  /** Received since the last `forget`. */
  bytes: number;
  endsWithNewline: boolean;
  closed: boolean;
  /** Most clients only count. */
  read: ((chunk: Uint8Array) => void) | undefined;
}

// Fewer than what servers let wait to be accepted (512 is usual): a SYN that finds no place comes back after 1 s.
const UNGREETED_MAX = 400;
const QUIET_MS = 500;
const PATIENCE_MS = 60_000;

export class Crowd {
  readonly clients: Client[] = [];
  /** Received by all. */
  bytes = 0;
  /** Called after each chunk. */
  onBytes: (() => void) | undefined;
  readonly #port: number;
  #ungreeted = 0;

  constructor(port: number) {
    this.#port = port;
  }

  /** Adds silent clients and waits until each one is greeted. */
  async join(count: number): Promise<void> {
    for (let joined = 0; joined < count; joined++) {
      await until("a place among the ungreeted", () => this.#ungreeted < UNGREETED_MAX);
      this.#ungreeted++;
      await this.#connect();
    }
    await until("every greeting", () => this.#ungreeted === 0);
    await this.quiet();
  }

  /** Waits until nothing has arrived for a while: all greetings, and what other traffic there was, are complete. */
  async quiet(): Promise<void> {
    for (let seen = -1; seen !== this.bytes; await Bun.sleep(QUIET_MS)) seen = this.bytes;
    const torn = this.clients.filter(({ bytes, endsWithNewline }) => bytes > 0 && !endsWithNewline);
    if (torn.length > 0) throw new Error(`${torn.length} clients were left with half a line`);
  }

  /** Starts all counts anew. */
  forget(): void {
    this.bytes = 0;
    for (const client of this.clients) client.bytes = 0;
  }

  leave(): void {
    for (const { socket } of this.clients) socket.terminate();
  }

  async #connect(): Promise<void> {
    await Bun.connect<Client>({
      hostname: "127.0.0.1",
      port: this.#port,
      socket: {
        open: (socket) => {
          socket.data = {
            socket,
            bytes: 0,
            endsWithNewline: false,
            closed: false,
            read: () => this.#greeted(socket.data),
          };
          this.clients.push(socket.data);
        },
        data: (socket, chunk) => this.#received(socket.data, chunk),
        close: (socket) => {
          if (socket.data) socket.data.closed = true;
        },
      },
    });
  }

  #greeted(client: Client): void {
    this.#ungreeted--;
    client.read = undefined;
  }

  #received(client: Client, chunk: Uint8Array): void {
    client.bytes += chunk.length;
    client.endsWithNewline = chunk[chunk.length - 1] === 10;
    this.bytes += chunk.length;
    client.read?.(chunk);
    this.onBytes?.();
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
