/** A real server on a loopback port, for peers that speak over real sockets. */
import { connect } from "node:net";
import { Connections } from "../../../src/network/listener.ts";
import { type Clock, systemClock } from "../../../src/platform/clock.ts";
import type { Listener } from "../../../src/platform/types.ts";
import type { RuleSettings } from "../../../src/protocol/rule-settings.ts";
import { type Composition, compose } from "./composition.ts";
import type { Peer, Stage } from "./driver.ts";

/** Opens one IRC person's connection to a port. */
export type Dial = (port: number) => Promise<Peer>;

/** A busy machine must not look like silence: everything that waits for one waits longer. */
const patientClock: Clock = {
  ...systemClock,
  after: (delayMs, callback) => systemClock.after(delayMs * 20, callback),
};

/** Only a server that does not close its connections takes this long. */
const CLOSING_MS_MAX = 1_000;

export class SocketStage implements Stage {
  readonly #dial: Readonly<Record<"irc" | "plain", Dial>>;
  readonly #composition: Composition;
  readonly #connections: Connections;
  readonly #listener: Listener;
  readonly #peers: Peer[] = [];
  #lastSync = 0;

  constructor(settings: Partial<RuleSettings>, dial: Readonly<Record<"irc" | "plain", Dial>>) {
    this.#dial = dial;
    this.#composition = compose(patientClock, settings);
    this.#connections = new Connections(this.#composition.edge);
    this.#listener = this.#connections.listen({ kind: "tcp", host: "127.0.0.1", port: 0 });
  }

  async connect(language: "irc" | "plain"): Promise<Peer> {
    const peer = await this.#dial[language](this.#listener.address.port);
    this.#peers.push(peer);
    return peer;
  }

  /** Who is registered asks for a PONG: it comes behind everything else. For others, somebody else asks. */
  async settle(peer: Peer, standing: "registered" | "stranger"): Promise<void> {
    if (peer.inbox.isClosed) return;
    if (standing === "registered") await this.#ping(peer);
    else await this.#knock();
    this.#composition.checkFaults();
  }

  async #ping({ inbox, send }: Peer): Promise<void> {
    this.#lastSync += 1;
    const pong = `PONG server :sync-${this.#lastSync}`;
    send(new TextEncoder().encode(`PING sync-${this.#lastSync}`), "line");
    await inbox.until(() => inbox.unread.some((line) => line.endsWith(pong)));
    inbox.takeWhere((line) => line.endsWith(pong));
  }

  /** A request that makes no session: when it is answered, everything before it is done. */
  async #knock(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const socket = connect(this.#listener.address.port, "127.0.0.1");
    socket.on("error", () => {});
    socket.on("close", () => resolve());
    socket.on("data", () => {});
    socket.write("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    await promise;
  }

  async line({ inbox }: Peer): Promise<void> {
    await inbox.until(() => inbox.unread.length > 0);
  }

  makeOperator(nick: string): void {
    this.#composition.makeOperator(nick);
  }

  wait(): never {
    throw new Error("time passes in memory only: name the file *.memory.irc");
  }

  async stop(): Promise<void> {
    this.#listener.stop();
    for (const peer of this.#peers) peer.vanish();
    this.#connections.closeAll();
    await this.#connections.allClosed(CLOSING_MS_MAX);
    this.#composition.checkFaults();
  }
}
