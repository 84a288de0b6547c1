/** The whole server but for real sockets and time: connections over fake ones. */
import { Chat } from "../../src/chat/chat.ts";
import type { History } from "../../src/history/history.ts";
import { memoryHistory } from "../../src/history/memory.ts";
import { Connection } from "../../src/network/connection.ts";
import { Deadlines } from "../../src/network/deadlines.ts";
import { Delivery } from "../../src/network/delivery.ts";
import type { EdgeContext, EdgeSettings, Gatekeeper } from "../../src/network/edge-context.ts";
import { HttpService } from "../../src/network/http/service.ts";
import { IrcEncoding } from "../../src/network/irc/encoding.ts";
import { PlainEncoding } from "../../src/network/plain/encoding.ts";
import { RecentHosts } from "../../src/network/recent-hosts.ts";
import { Tick } from "../../src/network/tick.ts";
import { BROWSER_SILENCE_MS } from "../../src/protocol/limits.ts";
import { localSequencer } from "../../src/sequencer/local.ts";
import { type DiskNews, DiskWatch } from "../../src/server/disk-watch.ts";
import { messageFinder } from "../../src/server/find-message.ts";
import { type Observer, Pipeline } from "../../src/server/pipeline.ts";
import { FakeClock } from "../helpers/fake-clock.ts";
import { FakeSocket } from "../helpers/fake-socket.ts";
import { plainGate } from "../helpers/plain-gate.ts";
import { RULE_SETTINGS } from "../helpers/rule-settings.ts";

const SETTINGS: EdgeSettings = {
  version: "1.2.3",
  language: "en",
  channel: "#lobby",
  welcome: "",
  serverName: "server",
  echo: false,
  messageBytesMax: 4096,
  accounts: RULE_SETTINGS.accounts,
  hasRelays: RULE_SETTINGS.hasRelays,
  connectionsMax: 100,
};

export const NOBODY_IS_TRUSTED: Gatekeeper = {
  verifyOperator: async () => undefined,
  allowsGateway: () => false,
  allowsProxy: () => false,
};

/** A browser's way to a WebSocket. */
export const UPGRADE_REQUEST = [
  "GET /ws HTTP/1.1",
  "Host: 10.0.0.9:8081",
  "Upgrade: websocket",
  "Connection: Upgrade",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
  "Sec-WebSocket-Protocol: text.ircv3.net",
  "\r\n",
].join("\r\n");

function newsInto(told: string[]): DiskNews {
  return {
    refuses: ({ message }) => void told.push(`refuses: ${message}`),
    late: () => void told.push("late"),
    works: () => void told.push("works"),
  };
}

const NOBODY: Observer = { came() {}, went() {}, acted() {}, skipped() {}, fault() {} };

export class Person {
  readonly socket: FakeSocket<Connection>;
  readonly connection: Connection;
  readonly #play: NetworkPlayground;

  constructor(play: NetworkPlayground, socket: FakeSocket<Connection>, connection: Connection) {
    this.#play = play;
    this.socket = socket;
    this.connection = connection;
  }

  /** Sends bytes or text, and lets the server work until it rests. */
  send(data: string | Uint8Array): void {
    this.connection.receive(typeof data === "string" ? new TextEncoder().encode(data) : data);
    this.#play.clock.settle();
  }

  /** The peer's FIN. */
  end(): void {
    this.connection.peerEnded();
    this.#play.clock.settle();
  }

  /** What the person was sent since the last call. */
  read(): string {
    return this.socket.take();
  }
}

export class NetworkPlayground {
  readonly clock = new FakeClock();
  readonly edge: EdgeContext;
  readonly chat: Chat;
  /** What the person at the server's terminal is told of the disk. */
  readonly toldOfDisk: string[] = [];

  constructor(
    settings: Partial<EdgeSettings> = {},
    gatekeeper: Gatekeeper = NOBODY_IS_TRUSTED,
    history: History = memoryHistory({ messagesMax: 100, charactersMax: 10_000 }),
  ) {
    const delivery = new Delivery();
    const encoding = new PlainEncoding();
    const ircEncoding = new IrcEncoding({ language: settings.language ?? "en", historyId: "test" });
    this.chat = new Chat({ historyId: "test", startedAtMs: this.clock.nowMs(), settings: RULE_SETTINGS });
    const disk = new DiskWatch({
      clock: this.clock,
      news: newsInto(this.toldOfDisk),
      state: () => history.state(),
    });
    const pipeline = new Pipeline({
      chat: this.chat,
      history,
      delivery,
      observer: NOBODY,
      disk,
      submit: (entry) => sequencer.submit(entry),
      rehash() {},
    });
    const sequencer = localSequencer(this.clock, (stamped) => pipeline.decide(stamped));
    let session = 0;
    this.edge = {
      clock: this.clock,
      deadlines: new Deadlines(this.clock, (error) => {
        throw error;
      }),
      settings: { ...SETTINGS, ...settings },
      delivery,
      disk,
      encoding,
      ircEncoding,
      gatekeeper,
      browsers: new RecentHosts(BROWSER_SILENCE_MS),
      http: new HttpService({
        clock: this.clock,
        site: { allowedHosts: [], allowedOrigins: [], isReady: () => disk.isReady },
        fault: (error) => {
          throw error;
        },
      }),
      tick: new Tick(this.clock, () => {
        encoding.reset();
        ircEncoding.reset();
      }),
      queueTotal: { bytes: 0 },
      historyId: history.historyId,
      accounts: plainGate((name) => this.chat.accounts.named(name)),
      findMessage: messageFinder(history),
      submit: (entry) => sequencer.submit(entry),
      nextSession: () => ++session,
      fault: (error) => {
        throw error;
      },
    };
  }

  /** Waits for what takes turns of the real event loop: HTTP is parsed by a library of streams. */
  async until(condition: () => boolean): Promise<void> {
    for (let turns = 0; !condition(); turns++) {
      if (turns > 10_000) throw new Error("what was waited for never came");
      await new Promise((resolve) => setImmediate(resolve));
      this.clock.settle();
    }
  }

  /** Somebody connects and has said nothing yet. */
  connect(host?: string): Person {
    const socket = new FakeSocket<Connection>(host);
    const owner = { closed() {}, relieve() {} };
    return new Person(this, socket, new Connection(socket, this.edge, owner));
  }

  /** Somebody connects, waits for the greeting, and has read it. */
  greeted(host?: string): Person {
    const person = this.connect(host);
    this.clock.advance(300);
    person.read();
    return person;
  }
}
