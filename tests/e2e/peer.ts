/** Somebody with a raw socket: what `nc`, telnet and tutorial programs are, byte by byte. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { assertEquals } from "@std/assert";

/** What a test waits for must come within this; only a failing test needs it all. */
const DEADLINE_MS = 15_000;

export interface PeerOptions {
  /** Where the server is: a unix socket's path, or host and port. */
  readonly path?: string;
  readonly host?: string;
  readonly port?: number;
  /** The peer's own address: every 127.x.y.z is this machine's. */
  readonly from?: string;
  readonly charset?: "utf-8" | "gbk";
}

export class Peer {
  readonly socket: Socket;
  /** Everything the server has sent. */
  text = "";
  /** The server has closed, or cut the connection. */
  hasEnded = false;
  readonly #waiting = new Set<() => void>();

  /** Not connected yet; `connectPeer` makes one that is. */
  constructor({ from, charset = "utf-8", ...server }: PeerOptions) {
    const own = from === undefined ? {} : { localAddress: from };
    this.socket = connect({ host: "127.0.0.1", port: 0, ...server, ...own }).setNoDelay(true);
    const decoder = new TextDecoder(charset);
    this.socket.on("data", (bytes: Uint8Array) => {
      this.text += decoder.decode(bytes, { stream: true });
      this.#changed();
    });
    this.socket.on("error", () => {});
    for (const end of ["end", "close"]) this.socket.on(end, () => this.#ended());
  }

  #ended(): void {
    this.hasEnded = true;
    this.#changed();
  }

  #changed(): void {
    for (const look of this.#waiting) look();
  }

  send(data: string | Uint8Array): void {
    this.socket.write(data);
  }

  /** Closes the sending half only: the peer goes on listening. */
  endSending(): void {
    this.socket.end();
  }

  /** Vanishes, as after a crash: the server gets an RST. */
  vanish(): void {
    this.socket.resetAndDestroy();
  }

  /** What others call it until it takes a nick. */
  get name(): string {
    return this.socket.localAddress ?? "";
  }

  /** What came after the two lines of the greeting. */
  get news(): string {
    const firstLineEnd = this.text.indexOf("\n") + 1;
    const greetingEnd = this.text.indexOf("\n", firstLineEnd) + 1;
    return greetingEnd === 0 ? "" : this.text.slice(greetingEnd);
  }

  async greeted(): Promise<void> {
    await this.#until(() => this.text.indexOf("\n", this.text.indexOf("\n") + 1) > 0, "the greeting");
  }

  /** Waits for a text among the news. */
  async hears(text: string): Promise<void> {
    await this.#until(() => this.news.includes(text), JSON.stringify(text));
  }

  /** Waits until as many lines as `count` have come after the greeting. @returns the news. */
  async hearsLines(count: number): Promise<string> {
    await this.#until(() => this.news.split("\n").length > count, `${count} lines`);
    return this.news;
  }

  /** Sends a line, and waits for what is said about it. */
  async asks(line: string, answer: string): Promise<void> {
    const before = this.news.length;
    this.send(`${line}\n`);
    await this.#until(
      () => this.news.slice(before).includes(answer),
      `${JSON.stringify(answer)} to "${line}"`,
    );
  }

  /** Waits until the server has closed. @returns everything it sent. */
  async untilEnd(): Promise<string> {
    await this.#until(() => this.hasEnded, "the end");
    return this.text;
  }

  async #until(isTrue: () => boolean, what: string): Promise<void> {
    if (isTrue()) return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = (): void => {
      if (isTrue()) resolve();
      else if (this.hasEnded) reject(new Error(`Ended before ${what} came: ${JSON.stringify(this.text)}`));
    };
    const tooLate = (): void => reject(new Error(`Waited in vain for ${what}: ${JSON.stringify(this.text)}`));
    const timer = setTimeout(tooLate, DEADLINE_MS);
    this.#waiting.add(look);
    look();
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(look);
    }
  }

  /** At the end of the test, however it ends. */
  [Symbol.dispose](): void {
    this.socket.destroy();
  }
}

export async function connectPeer(options: PeerOptions): Promise<Peer> {
  const peer = new Peer(options);
  await once(peer.socket, "connect");
  return peer;
}

/**
 * Fails unless `listener` has heard exactly `heard` so far: `speaker` says a last word, before which everything else
 * would have come.
 */
export async function hearsNothingBut(listener: Peer, speaker: Peer, heard: string): Promise<void> {
  speaker.send("that is all\n");
  await listener.hears("that is all\n");
  assertEquals(listener.news, `${heard}<${speaker.name}> that is all\n`);
}
