/** Everybody's way to the server: connections in their weather, and datagrams. */
import type { Connection } from "../../../src/network/connection.ts";
import type { BindUdp } from "../../../src/network/datagrams.ts";
import type { SocketHandlers } from "../../../src/platform/types.ts";
import type { UdpHandlers } from "../../../src/platform/udp.ts";
import type { SimulatedClock } from "../clock.ts";
import { Random } from "../random.ts";
import { Link } from "./link.ts";
import type { Peer } from "./peer.ts";
import type { Weather } from "./way.ts";

export interface NetworkParts {
  readonly clock: SimulatedClock;
  readonly random: Random;
  readonly weather: Weather;
}

export class Network {
  /** Connections the server has not been told the end of. */
  readonly links = new Set<Link>();
  readonly #parts: NetworkParts;
  #handlers: SocketHandlers<Connection | undefined> | undefined;
  #udp: UdpHandlers | undefined;
  #lastPort = 40_000;

  constructor(parts: NetworkParts) {
    this.#parts = parts;
  }

  listen(handlers: SocketHandlers<Connection | undefined>): void {
    this.#handlers = {
      ...handlers,
      close: (socket) => {
        this.links.delete(socket as Link);
        handlers.close(socket);
      },
    };
  }

  /** What the server binds for datagrams. */
  readonly bindUdp: BindUdp = async (at, handlers) => {
    this.#udp = handlers;
    return {
      address: { family: "ipv4", ...at },
      send() {},
      async close() {},
    };
  };

  /** The server's machine tells everybody that nobody is there any more. */
  crash(): void {
    for (const link of this.links) link.orphan();
    this.links.clear();
  }

  /** From now on everything arrives soon. */
  calm(): void {
    Object.assign(this.#parts.weather, { latencyMs: 1, kernelBytes: 1 << 20, splitting: 0 });
  }

  connect(host: string, peer: Peer): Link {
    const handlers = this.#handlers;
    if (!handlers) throw new Error("Nobody listens");
    this.#lastPort += 1;
    const remote = { family: "ipv4", host, port: this.#lastPort } as const;
    // Its own chance: how many answers HTTP makes of its bytes, which runtimes differ in, is nobody else's fate.
    const random = new Random(this.#parts.random.below(2 ** 31));
    const link = new Link({ ...this.#parts, random, handlers, remote, peer });
    this.links.add(link);
    this.#parts.clock.context = link;
    link.open();
    return link;
  }

  /** Some datagrams are lost, some come twice. */
  datagram(host: string, bytes: Uint8Array): void {
    const { clock, random, weather } = this.#parts;
    const copies = random.weighted([
      [1, 0],
      [8, 1],
      [1, 2],
    ]);
    for (let copy = 0; copy < copies; copy++) {
      const from = { family: "ipv4", host, port: 50_000 } as const;
      clock.plan(random.below(weather.latencyMs + 1), () => this.#udp?.message(bytes.slice(), from));
    }
  }
}
