import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import type { History } from "../../src/history/history.ts";
import { memoryHistory } from "../../src/history/memory.ts";
import { Datagrams } from "../../src/network/datagrams.ts";
import type { Address } from "../../src/platform/types.ts";
import type { UdpHandlers, UdpSocket } from "../../src/platform/udp.ts";
import { formatProbe, PROBE_BYTES } from "../../src/protocol/discovery.ts";
import { NetworkPlayground, NOBODY_IS_TRUSTED } from "./playground.ts";

const FROM: Address = { family: "ipv4", host: "10.0.0.7", port: 5_000 };

class UdpScene {
  readonly sent: Uint8Array[] = [];
  /** Kinds of what history was asked. */
  readonly asked: string[] = [];
  readonly play: NetworkPlayground;
  readonly #datagrams: Datagrams;
  #handlers: UdpHandlers | undefined;

  constructor() {
    const memory = memoryHistory({ messagesMax: 100, charactersMax: 10_000 });
    const history: History = {
      ...memory,
      find: (query, done) => {
        this.asked.push(query.kind);
        memory.find(query, done);
      },
    };
    this.play = new NetworkPlayground({}, NOBODY_IS_TRUSTED, history);
    const socket: UdpSocket = {
      address: { family: "ipv4", host: "10.0.0.9", port: 8081 },
      send: (bytes) => void this.sent.push(bytes),
      close: async () => {},
    };
    this.#datagrams = new Datagrams(this.play.edge, async (_at, handlers) => {
      this.#handlers = handlers;
      return socket;
    });
  }

  static async open(): Promise<UdpScene> {
    const scene = new UdpScene();
    await scene.#datagrams.bind("10.0.0.9", 8081);
    return scene;
  }

  receive(datagram: string | Uint8Array): void {
    const bytes = typeof datagram === "string" ? new TextEncoder().encode(datagram) : datagram;
    this.#handlers?.message(bytes, FROM);
    this.play.clock.settle();
  }
}

describe("a datagram", () => {
  test("is said, and nothing is answered", async () => {
    const scene = await UdpScene.open();
    const listener = scene.play.greeted();
    listener.read();
    scene.receive("hello\r\n");
    scene.receive("/me waves");
    assertEquals(listener.read(), "<10.0.0.7> hello\n* 10.0.0.7 waves\n");
    assertEquals(scene.sent, []);
  });

  test("that asks for something is no work for anybody: its address may be forged", async () => {
    const scene = await UdpScene.open();
    for (const question of ["/history 200", "/search x", "/who", "/list", "/recall", "/help", "/join tea"])
      scene.receive(question);
    assertEquals([scene.asked, scene.sent], [[], []]);
    const listener = scene.play.greeted();
    listener.read();
    scene.receive("hello");
    assertEquals(listener.read(), "<10.0.0.7> hello\n");
  });

  test("that looks for a server is answered with no more than it has", async () => {
    const scene = await UdpScene.open();
    scene.receive(formatProbe("0123456789"));
    scene.receive(formatProbe("0123456789").subarray(0, PROBE_BYTES - 1));
    scene.receive("\0anything");
    assertEquals(
      scene.sent.map((bytes) => new TextDecoder().decode(bytes)),
      ["\0LANCHAT1 0123456789 1.2.3 8081"],
    );
  });
});
