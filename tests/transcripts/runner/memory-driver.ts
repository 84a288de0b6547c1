/** Fake sockets and a fake clock: nothing waits, and time passes when the transcript says so. */
import { Buffer } from "node:buffer";
import { Connection } from "../../../src/network/connection.ts";
import { FakeClock } from "../../helpers/fake-clock.ts";
import { FakeSocket } from "../../helpers/fake-socket.ts";
import { ByteLines, LINE_ENDS } from "./byte-lines.ts";
import { type Composition, compose } from "./composition.ts";
import type { Driver, Peer, Stage } from "./driver.ts";
import { Inbox } from "./inbox.ts";

export const memoryDriver: Driver = {
  name: "memory",
  open: async (settings) => {
    const clock = new FakeClock();
    return new MemoryStage(clock, compose(clock, settings));
  },
};

/** Turns of the event loop in which answers from outside the rules, which are promises, are there. */
const TURNS = 3;

class MemoryStage implements Stage {
  readonly #clock: FakeClock;
  readonly #composition: Composition;
  readonly #peers: MemoryPeer[] = [];

  constructor(clock: FakeClock, composition: Composition) {
    this.#clock = clock;
    this.#composition = composition;
  }

  async connect(language: "irc" | "plain"): Promise<Peer> {
    const socket = new FakeSocket<Connection>("127.0.0.1");
    const owner = { closed() {}, relieve() {} };
    const connection = new Connection(socket, this.#composition.edge, owner);
    const peer = new MemoryPeer({ socket, connection, language });
    this.#peers.push(peer);
    return peer;
  }

  async settle(): Promise<void> {
    this.#rest();
    for (let turn = 0; turn < TURNS; turn++) {
      await new Promise((resolve) => setImmediate(resolve));
      this.#rest();
    }
    this.#composition.checkFaults();
  }

  async line(peer: Peer): Promise<void> {
    this.#rest();
    if (peer.inbox.unread.length === 0) await this.settle();
  }

  #rest(): void {
    this.#clock.settle();
    for (const peer of this.#peers) peer.collect();
    // A peer whose connection ended has told the server so.
    this.#clock.settle();
  }

  makeOperator(nick: string): void {
    this.#composition.makeOperator(nick);
  }

  wait(ms: number): void {
    this.#rest();
    this.#clock.advance(ms);
    this.#rest();
  }

  async stop(): Promise<void> {
    this.#composition.checkFaults();
  }
}

interface MemoryPeerParts {
  readonly socket: FakeSocket<Connection>;
  readonly connection: Connection;
  readonly language: "irc" | "plain";
}

class MemoryPeer implements Peer {
  readonly inbox = new Inbox();
  readonly #socket: FakeSocket<Connection>;
  readonly #connection: Connection;
  readonly #lines: ByteLines;
  readonly #lineEnd: Uint8Array;

  constructor({ socket, connection, language }: MemoryPeerParts) {
    this.#socket = socket;
    this.#connection = connection;
    this.#lineEnd = Buffer.from(LINE_ENDS[language]);
    this.#lines = new ByteLines(this.inbox, language);
  }

  send(bytes: Uint8Array, piece: "line" | "part"): void {
    if (this.inbox.isClosed) return;
    this.#connection.receive(piece === "line" ? Buffer.concat([bytes, this.#lineEnd]) : bytes);
  }

  vanish(): void {
    this.inbox.close();
    this.#connection.closed();
  }

  /** Reads what the server has written, and notices that it has closed. */
  collect(): void {
    if (this.inbox.isClosed) return;
    for (const bytes of this.#socket.writes.splice(0)) this.#lines.push(bytes);
    if (!this.#socket.isEnded && !this.#socket.isKilled) return;
    this.#lines.finish();
    this.#connection.closed();
  }
}
