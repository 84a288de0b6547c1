import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import type { History } from "../../src/history/history.ts";
import { memoryHistory } from "../../src/history/memory.ts";
import { Datagrams } from "../../src/network/datagrams.ts";
import type { Address } from "../../src/platform/types.ts";
import type { UdpHandlers, UdpSocket } from "../../src/platform/udp.ts";
import { NO_CAPABILITIES } from "../../src/protocol/capabilities.ts";
import { formatProbe, PROBE_BYTES } from "../../src/protocol/discovery.ts";
import type { Entry } from "../../src/protocol/effects.ts";
import { DATAGRAM_REFUSED_MS, NEW_DATAGRAM_GUESTS_PER_SECOND_MAX } from "../../src/protocol/limits.ts";
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

  receive(datagram: string | Uint8Array, from = FROM): void {
    const bytes = typeof datagram === "string" ? new TextEncoder().encode(datagram) : datagram;
    this.#handlers?.message(bytes, from);
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

  test("of somebody who is banned is dropped, and costs newcomers nothing", async () => {
    const scene = await UdpScene.open();
    const operator = scene.play.greeted();
    scene.play.edge.submit({ kind: "operator", session: 1, operator: "root" });
    const ask = (command: string, ...params: string[]): void => {
      const message = { command, params };
      scene.play.edge.submit({ kind: "message", session: 1, message, capabilities: NO_CAPABILITIES });
      scene.play.clock.settle();
    };
    ask("DLINE", FROM.host);
    operator.read();
    for (let count = 0; count < 2 * NEW_DATAGRAM_GUESTS_PER_SECOND_MAX; count++) scene.receive("let me in");
    scene.receive("hello", { ...FROM, host: "10.0.0.8" });
    assertEquals(operator.read(), "<10.0.0.8> hello\n");
    ask("UNDLINE", FROM.host);
    operator.read();
    scene.play.clock.advance(DATAGRAM_REFUSED_MS);
    scene.receive("thanks");
    assertEquals(operator.read(), "<10.0.0.7> thanks\n");
  });

  test("that asks for something is no work for anybody: its address may be forged", async () => {
    const scene = await UdpScene.open();
    for (const question of [
      "/history 200",
      "/log",
      "/search x",
      "/who",
      "/list",
      "/recall",
      "/help",
      "/join tea",
    ])
      scene.receive(question);
    assertEquals([scene.asked, scene.sent], [[], []]);
    const listener = scene.play.greeted();
    listener.read();
    scene.receive("hello");
    assertEquals(listener.read(), "<10.0.0.7> hello\n");
  });

  test("with a password in it goes no further", async () => {
    const scene = await UdpScene.open();
    const entries: Entry[] = [];
    const { submit } = scene.play.edge;
    Object.assign(scene.play.edge, {
      submit(entry: Entry) {
        entries.push(entry);
        submit(entry);
      },
    });
    for (const asked of [
      "/login ann sesame",
      "/register ann sesame",
      "/register sesame",
      "/ns passwd sesame x",
    ])
      scene.receive(asked);
    scene.receive("/msg NickServ IDENTIFY ann sesame");
    assertEquals(
      entries.map(({ kind }) => kind),
      ["connect"],
    );
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
