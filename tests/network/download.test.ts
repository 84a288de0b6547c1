/** A file over HTTP, made at the pace at which it is taken. */
import { Buffer } from "node:buffer";
import { describe, test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { assert, assertEquals } from "@std/assert";
import { Connection } from "../../src/network/connection.ts";
import type { HttpExchange, HttpTransport } from "../../src/network/http/exchange.ts";
import type { HttpSite } from "../../src/network/http/routes.ts";
import { HttpService } from "../../src/network/http/service.ts";
import { DOWNLOAD_SILENCE_MS_MAX, HTTP_UNSENT_BYTES_MAX } from "../../src/protocol/limits.ts";
import { FakeClock } from "../helpers/fake-clock.ts";
import { FakeSocket } from "../helpers/fake-socket.ts";
import { NetworkPlayground } from "./playground.ts";

const CHUNKS_MAX = 50;

/** A connection that takes what is written only when the test says so, and the file behind `/export/token`. */
class Receiver {
  readonly clock = new FakeClock();
  readonly exchange: HttpExchange;
  readonly log: string[] = [];
  text = "";
  /** How many parts of the file were made. */
  made = 0;
  opened = 0;
  #isBehind = false;
  readonly #failsAt: number;

  /** @param takesAll at once, however much. @param failsAt the part that cannot be made. */
  constructor(takesAll: boolean, failsAt = CHUNKS_MAX) {
    this.#failsAt = failsAt;
    const address = { family: "ipv4", host: "10.0.0.9", port: 8081 } as const;
    const receiver = this;
    const transport: HttpTransport = {
      remote: address,
      local: address,
      write(bytes) {
        receiver.text += Buffer.from(bytes).toString();
        receiver.#isBehind = !takesAll;
      },
      get isBehind() {
        return receiver.#isBehind;
      },
      end: (graceMs) => void this.log.push(graceMs === undefined ? "end" : `end within ${graceMs}`),
      kill: () => void this.log.push("kill"),
    };
    const site: HttpSite = {
      allowedHosts: [],
      allowedOrigins: [],
      isReady: () => true,
      openExport: (token) => {
        if (token !== "token") return undefined;
        this.opened += 1;
        return this.#file();
      },
    };
    const fault = (error: unknown) => void this.log.push(`fault ${error}`);
    this.exchange = new HttpService({ clock: this.clock, site, fault }).open(transport, () => {});
  }

  async *#file(): AsyncGenerator<string> {
    try {
      while (this.made < CHUNKS_MAX) {
        if (this.made === this.#failsAt) throw new Error("the disk is gone");
        this.made += 1;
        yield `${this.made} ${"x".repeat(20_000)}\n`;
      }
    } finally {
      this.log.push("file closed");
    }
  }

  ask(request: string): void {
    this.exchange.push(Buffer.from(request));
  }

  /** What was written has left. */
  take(): void {
    this.#isBehind = false;
    this.exchange.sent();
  }
}

function request(method: string, path: string, ...headers: string[]): string {
  return [`${method} ${path} HTTP/1.1`, "Host: 10.0.0.9:8081", ...headers, "", ""].join("\r\n");
}

const GET = request("GET", "/export/token");

/** Streams go on in turns of their own. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await nextTurn();
}

async function until(isTrue: () => boolean): Promise<void> {
  for (let turn = 0; turn < 10_000 && !isTrue(); turn++) await nextTurn();
  assert(isTrue());
}

/** Without what frames the parts. https://www.rfc-editor.org/rfc/rfc9112#section-7.1 */
function bodyOf(text: string): string {
  return text.slice(text.indexOf("\r\n\r\n") + 4).replace(/(?:^|\r\n)[0-9a-f]+\r\n/gi, "");
}

describe("a download", () => {
  test("is a file that nobody guesses, shows, frames or keeps", async () => {
    const receiver = new Receiver(true);
    receiver.ask(GET);
    await until(() => receiver.log.length > 1);
    const [head = ""] = receiver.text.split("\r\n\r\n");
    assert(head.startsWith("HTTP/1.1 200 "));
    for (const line of [
      'Content-Disposition: attachment; filename="chat-export.jsonl"',
      "Content-Type: application/x-ndjson; charset=utf-8",
      "X-Content-Type-Options: nosniff",
      "Cache-Control: no-store",
      "Referrer-Policy: no-referrer",
      "Connection: close",
    ])
      assert(head.toLowerCase().split("\r\n").includes(line.toLowerCase()), line);
    const lines = bodyOf(receiver.text).trim().split("\n");
    assertEquals(
      lines.map((line) => Number.parseInt(line, 10)),
      Array.from({ length: CHUNKS_MAX }, (_, index) => index + 1),
    );
    assert(receiver.text.endsWith("0\r\n\r\n"));
    assertEquals(receiver.log, ["file closed", `end within ${DOWNLOAD_SILENCE_MS_MAX}`]);
    assertEquals(receiver.clock.timerCount, 0);
  });

  test("is made no faster than it is taken", async () => {
    const receiver = new Receiver(false);
    receiver.ask(GET);
    await until(() => receiver.text !== "");
    await turns();
    assert(receiver.made < 8, `${receiver.made} parts were made for nobody`);
    let most = 0;
    let taken = 0;
    while (!receiver.log.includes("file closed")) {
      taken = receiver.text.split("\n").length;
      receiver.take();
      await turns();
      most = Math.max(most, receiver.text.split("\n").length - taken);
    }
    await until(() => {
      receiver.take();
      return receiver.log.length > 1;
    });
    assertEquals(receiver.made, CHUNKS_MAX);
    assert(most < 8, `${most} parts came at once`);
  });

  test("over a connection holds little of what its receiver does not take", async () => {
    const play = new NetworkPlayground();
    let made = 0;
    async function* file(): AsyncGenerator<string> {
      for (; made < CHUNKS_MAX; made++) yield "x".repeat(20_000);
    }
    const http = new HttpService({
      clock: play.clock,
      site: { allowedHosts: [], allowedOrigins: [], isReady: () => true, openExport: file },
      fault: (error) => {
        throw error;
      },
    });
    const socket = new FakeSocket<Connection>();
    const connection = new Connection(socket, { ...play.edge, http }, { closed() {}, relieve() {} });
    socket.room = 0;
    connection.receive(Buffer.from(GET));
    await play.until(() => connection.queue.waitingBytes > 0);
    let most = 0;
    let received = 0;
    while (!socket.isEnded && !socket.isKilled) {
      await turns();
      play.clock.settle();
      most = Math.max(most, connection.queue.unsentBytes);
      socket.room = 10_000;
      connection.drained();
      received += socket.take().length;
    }
    assertEquals([socket.isKilled, made], [false, CHUNKS_MAX]);
    assert(received > CHUNKS_MAX * 20_000);
    assert(most < 2 * HTTP_UNSENT_BYTES_MAX, `${most} bytes waited`);
  });

  test("ends when its receiver goes, and when it takes nothing for a minute", async () => {
    for (const end of ["goes", "takes nothing"]) {
      const receiver = new Receiver(false);
      receiver.ask(GET);
      await until(() => receiver.text !== "");
      await turns();
      if (end === "goes") receiver.exchange.closed();
      else receiver.clock.advance(DOWNLOAD_SILENCE_MS_MAX);
      await until(() => receiver.log.includes("file closed"));
      assertEquals(receiver.log, end === "goes" ? ["file closed"] : ["kill", "file closed"]);
      assert(receiver.made < 8);
      assertEquals(receiver.clock.timerCount, 0);
    }
  });

  test("that cannot be made any further has no end", async () => {
    const receiver = new Receiver(true, 3);
    receiver.ask(GET);
    await until(() => receiver.log.includes("kill"));
    assertEquals(receiver.log, ["file closed", "kill"]);
    assert(!receiver.text.endsWith("0\r\n\r\n"));
  });

  test("is not used up by who only looks, nor under a strange name", async () => {
    for (const [asked, status] of [
      [request("HEAD", "/export/token"), 405],
      [request("POST", "/export/token", "Content-Length: 0"), 405],
      [request("GET", "/export/token", "Upgrade: h2c", "Connection: Upgrade"), 400],
      ["GET /export/token HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421],
      [request("GET", "/export/other"), 404],
      [request("GET", "/export/"), 404],
      [request("GET", "/export"), 404],
    ] as const) {
      const receiver = new Receiver(true);
      receiver.ask(asked);
      await until(() => receiver.log.length > 0);
      assertEquals([receiver.text.split(" ")[1], receiver.opened, receiver.made], [String(status), 0, 0]);
    }
  });
});
