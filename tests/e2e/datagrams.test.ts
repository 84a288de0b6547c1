/** UDP on the same port number. */
import { Buffer } from "node:buffer";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { describe, test } from "node:test";
import { assertEquals, assertLessOrEqual } from "@std/assert";
import { formatProbe, PROBE_BYTES, parseAnswer } from "../../src/protocol/discovery.ts";
import { hearsNothingBut } from "./peer.ts";
import { until } from "./programs.ts";
import { startServer } from "./running_server.ts";

const NONCE = "0123456789abcdef";

/** Somebody who sends datagrams and keeps what comes back. */
class DatagramPeer {
  readonly socket: Socket;
  readonly answers: Uint8Array[] = [];
  readonly #port: number;
  readonly #host: string;

  constructor(port: number, host = "127.0.0.1") {
    this.#port = port;
    this.#host = host;
    this.socket = createSocket(host.includes(":") ? "udp6" : "udp4");
    this.socket.on("message", (bytes) => this.answers.push(bytes));
    this.socket.on("error", () => {});
  }

  async from(address: string): Promise<this> {
    this.socket.bind(0, address);
    await once(this.socket, "listening");
    return this;
  }

  /** One after the other: two that are sent at once may change places. */
  async send(...datagrams: readonly (string | Uint8Array)[]): Promise<void> {
    for (const datagram of datagrams) {
      await new Promise((sent) => this.socket.send(datagram, this.#port, this.#host, sent));
    }
  }

  async answered(): Promise<Uint8Array> {
    await until(
      () => this.answers.length > 0,
      () => "an answer by datagram",
    );
    return this.answers[0] ?? new Uint8Array();
  }

  [Symbol.dispose](): void {
    this.socket.close();
  }
}

describe("a datagram", () => {
  test("is a message from its address, and nothing comes back", async () => {
    await using server = await startServer();
    const ann = await server.guest({ from: "127.0.0.11" });
    using sender = await new DatagramPeer(server.port).from("127.0.0.20");
    await sender.send("by datagram, 你好");
    await ann.hears("<127.0.0.20> by datagram, 你好\n");
    await sender.send("two\r\nlines\n");
    await ann.hears("<127.0.0.20> lines\n");
    await ann.asks("/who", "g127-0-0-20  127.0.0.20\nIn #lobby: 2\n");
    assertEquals(
      ann.news.startsWith("<127.0.0.20> by datagram, 你好\n<127.0.0.20> two\n<127.0.0.20> lines\n"),
      true,
    );
    await sender.send(formatProbe(NONCE));
    await sender.answered();
    assertEquals(sender.answers.length, 1);
  });

  test("of nothing, of byte 0 or of half a probe is ignored", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    using sender = await new DatagramPeer(server.port).from("127.0.0.20");
    const ignored = ["", "\n", "\0", "\0hello", "\0LANCHAT2 abcdefgh", formatProbe(NONCE).subarray(0, 100)];
    await sender.send(...ignored, formatProbe("NOT-A-NONCE"));
    await sender.send("the last one");
    await bob.hears("the last one");
    await hearsNothingBut(bob, ann, "<127.0.0.20> the last one\n");
    assertEquals(sender.answers, []);
  });

  test("may take a name and talk to one person, as any other guest", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    using sender = await new DatagramPeer(server.port).from("127.0.0.20");
    await sender.send("/nick Sensor", "21 °C", "/msg g127-0-0-11 only for you", "/dance");
    await ann.hears("[private] <Sensor> only for you\n");
    await hearsNothingBut(bob, ann, "* 127.0.0.20 is Sensor now\n<Sensor> 21 °C\n");
    assertEquals(sender.answers, []);
  });
});

describe("the discovery probe", () => {
  test("is answered with what it asks for, in no more bytes than it has", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    using asker = new DatagramPeer(server.port);
    await asker.send(formatProbe(NONCE));
    const answer = await asker.answered();
    assertLessOrEqual(answer.length, PROBE_BYTES);
    const { nonce, port } = parseAnswer(answer) ?? {};
    assertEquals([nonce, port], [NONCE, server.port]);
    await hearsNothingBut(ann, bob, "");
  });

  test("is answered on IPv6, and on every interface by the address it was sent to", async () => {
    await using server = await startServer({ args: ["::", "0"] });
    for (const host of ["::1", "127.0.0.1"]) {
      using asker = new DatagramPeer(server.port, host);
      await asker.send(formatProbe(NONCE));
      assertEquals(parseAnswer(await asker.answered())?.nonce, NONCE);
    }
  });
});

describe("--no-udp", () => {
  test("leaves the port to others", async () => {
    await using server = await startServer({ args: ["127.0.0.1", "0", "--no-udp"] });
    const other = createSocket("udp4").bind(server.port, "127.0.0.1");
    await once(other, "listening");
    other.close();
    const [ann, bob] = await server.guests(2);
    using sender = new DatagramPeer(server.port);
    await sender.send(Buffer.from("nobody hears this"));
    await hearsNothingBut(ann, bob, "");
  });
});
