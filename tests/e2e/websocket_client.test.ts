/** WebSocket clients, as web pages have them: IRC's lines as messages, beside everybody on the one port. */
import { describe, test } from "node:test";
import { assertEquals, assertMatch } from "@std/assert";
import { until } from "./programs.ts";
import { startServer } from "./running_server.ts";

/** The runtime's own WebSocket. */
class WebSocketPerson implements AsyncDisposable {
  readonly messages: (string | ArrayBuffer)[] = [];
  readonly #socket: WebSocket;

  constructor(url: string, protocols: string[]) {
    this.#socket = new WebSocket(url, protocols);
    this.#socket.binaryType = "arraybuffer";
    this.#socket.onmessage = ({ data }) => this.messages.push(data);
  }

  get protocol(): string {
    return this.#socket.protocol;
  }

  async opened(): Promise<void> {
    await until(
      () => this.#socket.readyState !== WebSocket.CONNECTING,
      () => "the handshake",
    );
    assertEquals(this.#socket.readyState, WebSocket.OPEN);
  }

  /** Sends each line as a message of its own. */
  send(...lines: readonly (string | Uint8Array<ArrayBuffer>)[]): void {
    for (const line of lines) this.#socket.send(line);
  }

  lines(): string[] {
    return this.messages.map((data) => (typeof data === "string" ? data : new TextDecoder().decode(data)));
  }

  async hears(line: string): Promise<void> {
    await until(
      () => this.lines().includes(line),
      () => `${JSON.stringify(line)} among ${JSON.stringify(this.lines())}`,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.close();
    await until(
      () => this.#socket.readyState === WebSocket.CLOSED,
      () => "the goodbye",
    );
  }
}

/** What a client may offer, what is agreed to, and what the messages are then. */
const FRAMINGS = [
  { offers: ["text.ircv3.net"], agreed: "text.ircv3.net", kind: "string" },
  { offers: ["binary.ircv3.net"], agreed: "binary.ircv3.net", kind: "object" },
  { offers: ["binary.ircv3.net", "text.ircv3.net"], agreed: "binary.ircv3.net", kind: "object" },
  { offers: [], agreed: "", kind: "string" },
] as const;

describe("a WebSocket client", { timeout: 60_000 }, () => {
  for (const { offers, agreed, kind } of FRAMINGS) {
    test(`that offers [${offers.join(", ")}] registers and talks with plain text`, async () => {
      await using server = await startServer();
      const peer = await server.guest({ from: "127.0.0.11" });
      await using page = new WebSocketPerson(`ws://127.0.0.1:${server.port}/`, [...offers]);
      await page.opened();
      assertEquals(page.protocol, agreed);
      page.send("NICK 小红", "USER web 0 * :网页", "JOIN #lobby", "PRIVMSG #lobby :你好 from a page");
      await peer.hears("<小红> 你好 from a page\n");
      peer.send("你好 from nc\n");
      await page.hears(":g127-0-0-11!guest@127.0.0.11 PRIVMSG #lobby :你好 from nc");
      const [first = ""] = page.lines();
      assertMatch(first, /^:\S+ 001 小红 :[^\r\n]+$/);
      assertEquals(new Set(page.messages.map((message) => typeof message)), new Set([kind]));
      assertEquals(
        page.lines().filter((line) => /[\r\n]/.test(line)),
        [],
      );
    });
  }

  test("may send bytes or text whatever was agreed", async () => {
    await using server = await startServer();
    const peer = await server.guest({ from: "127.0.0.11" });
    await using page = new WebSocketPerson(`ws://127.0.0.1:${server.port}/webirc`, ["text.ircv3.net"]);
    await page.opened();
    page.send(new TextEncoder().encode("NICK 小红\r\n"), "USER web 0 * :网页\r\n", "JOIN #lobby");
    page.send(new TextEncoder().encode("PRIVMSG #lobby :字节"));
    await peer.hears("<小红> 字节\n");
  });

  test("that goes is seen going", async () => {
    await using server = await startServer();
    const bob = await server.connect();
    bob.send("NICK bob\r\nUSER bob 0 * :Bob\r\nJOIN #lobby\r\n");
    await bob.hears(" 366 ");
    {
      await using page = new WebSocketPerson(`ws://127.0.0.1:${server.port}/`, ["text.ircv3.net"]);
      await page.opened();
      page.send("NICK 小红", "USER web 0 * :网页", "JOIN #lobby");
      await bob.hears(":小红!~web@127.0.0.1 JOIN #lobby\r\n");
    }
    await bob.hears(":小红!~web@127.0.0.1 QUIT :");
  });
});
