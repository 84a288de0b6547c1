/** HTTP over a connection that the test plays: what is asked, what is answered, what becomes a WebSocket. */
import { Buffer } from "node:buffer";
import { test } from "node:test";
import { assert, assertEquals, assertMatch } from "@std/assert";
import type { HttpExchange, HttpTransport, Upgrade } from "../../src/network/http/exchange.ts";
import type { HttpSite } from "../../src/network/http/routes.ts";
import { HttpService } from "../../src/network/http/service.ts";
import type { Address } from "../../src/platform/types.ts";
import { HTTP_HEADER_BYTES_MAX, HTTP_HEADER_MS_MAX } from "../../src/protocol/limits.ts";
import { FakeClock } from "../helpers/fake-clock.ts";

const ROOT = "GET / HTTP/1.1\r\nHost: 10.0.0.9:8081\r\n\r\n";

class FakeTransport implements HttpTransport {
  readonly remote: Address = { family: "ipv4", host: "10.0.0.1", port: 40_000 };
  readonly local: Address = { family: "ipv4", host: "10.0.0.9", port: 8081 };
  readonly log: string[] = [];
  isBehind = false;
  #written: Uint8Array[] = [];
  #tell = (): void => {};
  /** Resolves at the end of the exchange, of whichever kind. */
  readonly over = new Promise<void>((resolve) => {
    this.#tell = resolve;
  });

  write(bytes: Uint8Array): void {
    this.#written.push(new Uint8Array(bytes));
  }

  end(): void {
    this.finish("end");
  }

  kill(): void {
    this.finish("kill");
  }

  finish(how: string): void {
    this.log.push(how);
    this.#tell();
  }

  take(): string {
    return Buffer.concat(this.#written.splice(0)).toString();
  }
}

interface Opened {
  readonly transport: FakeTransport;
  readonly clock: FakeClock;
  readonly exchange: HttpExchange;
  readonly upgrades: Upgrade[];
  readonly faults: unknown[];
}

function open(site: Partial<HttpSite> = {}, onUpgrade: () => void = () => {}): Opened {
  const clock = new FakeClock();
  const faults: unknown[] = [];
  const upgrades: Upgrade[] = [];
  const transport = new FakeTransport();
  const service = new HttpService({
    clock,
    site: { allowedHosts: [], allowedOrigins: [], isReady: () => true, ...site },
    fault: (error) => faults.push(error),
  });
  const exchange = service.open(transport, (upgrade) => {
    upgrades.push(upgrade);
    onUpgrade();
    transport.finish("upgraded");
  });
  return { transport, clock, exchange, upgrades, faults };
}

const push = ({ exchange }: Opened, text: string): void => exchange.push(Buffer.from(text));

interface Response {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

function parseResponse(text: string): Response {
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const [first = "", ...lines] = head.split("\r\n");
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(": ");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 2)];
  });
  return { status: Number(first.split(" ")[1]), headers: new Map(headers), body: rest.join("\r\n\r\n") };
}

/** Asks once and waits for the end. */
async function ask(request: string, site: Partial<HttpSite> = {}): Promise<Response> {
  const opened = open(site);
  push(opened, request);
  await opened.transport.over;
  assertEquals(opened.transport.log, ["end"]);
  assertEquals(opened.clock.timerCount, 0);
  assertEquals(opened.faults, []);
  return parseResponse(opened.transport.take());
}

const get = (path: string, ...headers: string[]): string =>
  [`GET ${path} HTTP/1.1`, "Host: 10.0.0.9:8081", ...headers, "", ""].join("\r\n");

test("the page tells in both languages how to join", async () => {
  const { status, headers, body } = await ask(ROOT);
  assertEquals(status, 200);
  assertEquals(headers.get("content-type"), "text/html; charset=utf-8");
  assertEquals(headers.get("content-length"), String(Buffer.byteLength(body)));
  for (const part of [
    "chat-client 10.0.0.9 8081",
    "irc://10.0.0.9:8081/",
    "ws://10.0.0.9:8081/",
    "Join",
    "加入",
  ]) {
    assert(body.includes(part), part);
  }
});

test("the page names this server as the browser does, else by its address", async () => {
  const waysTo = async (host: string): Promise<(string | undefined)[]> => {
    const { body } = await ask(`GET /?x=1 HTTP/1.0\r\n${host}\r\n`);
    return [...body.matchAll(/<code>(.*?)<\/code>/g)].slice(0, 4).map(([, way]) => way);
  };
  const ways = (host: string, port: number, authority: string): string[] => [
    `chat-client ${host} ${port}`,
    `irc://${authority}/`,
    `nc ${host} ${port}`,
    `ws://${authority}/`,
  ];
  assertEquals(await waysTo("Host: Chat.LAN:99\r\n"), ways("chat.lan", 99, "chat.lan:99"));
  assertEquals(await waysTo("Host: chat\r\n"), ways("chat", 8081, "chat:8081"));
  assertEquals(await waysTo("Host: [::1]:99\r\n"), ways("::1", 99, "[::1]:99"));
  assertEquals(await waysTo(""), ways("10.0.0.9", 8081, "10.0.0.9:8081"));
});

test("every answer forbids guessing, framing, keeping and loading", async () => {
  for (const request of [ROOT, get("/nothing"), get("/healthz"), "NONSENSE\r\n\r\n"]) {
    const { headers } = await ask(request);
    assertMatch(
      headers.get("content-security-policy") ?? "",
      /^default-src 'none';.* frame-ancestors 'none'$/,
    );
    assertEquals(headers.get("x-content-type-options"), "nosniff");
    assertEquals(headers.get("cache-control"), "no-store");
    assertEquals(headers.get("connection"), "close");
  }
});

test("probes learn whether the server lives and is ready", async () => {
  assertEquals((await ask(get("/healthz"))).body, "ok\n");
  assertEquals((await ask(get("/readyz"))).body, "ok\n");
  assertEquals((await ask(get("/healthz"), { isReady: () => false })).status, 200);
  assertEquals((await ask(get("/readyz"), { isReady: () => false })).status, 503);
});

test("HEAD gets the headers without the body", async () => {
  const whole = await ask(ROOT);
  for (const upgrade of ["", "Connection: Upgrade\r\nUpgrade: h2c\r\n"]) {
    const { status, headers, body } = await ask(`HEAD / HTTP/1.1\r\nHost: 10.0.0.9:8081\r\n${upgrade}\r\n`);
    assertEquals(
      [status, headers.get("content-length"), body],
      [200, String(Buffer.byteLength(whole.body)), ""],
    );
  }
});

const REFUSED: Readonly<Record<string, readonly [request: string, status: number]>> = {
  "an unknown path": [get("/etc/passwd"), 404],
  "a word that every object has, as a path": [get("/constructor"), 404],
  "a whole address as a path": [get("http://10.0.0.9:8081/"), 404],
  "another method": ["DELETE / HTTP/1.1\r\nHost: chat\r\n\r\n", 405],
  "the method OPTIONS": ["OPTIONS / HTTP/1.1\r\nHost: chat\r\n\r\n", 405],
  "a tunnel": ["CONNECT 10.0.0.9:22 HTTP/1.1\r\nHost: 10.0.0.9:22\r\n\r\n", 405],
  "a body": ["POST / HTTP/1.1\r\nHost: chat\r\nContent-Length: 3\r\n\r\nabc", 413],
  "a body in chunks": ["POST / HTTP/1.1\r\nHost: chat\r\nTransfer-Encoding: chunked\r\n\r\n", 413],
  "a body that asks first": [
    "POST / HTTP/1.1\r\nHost: chat\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n",
    413,
  ],
  "a request without a host": ["GET / HTTP/1.1\r\n\r\n", 400],
  "a request with two hosts": ["GET / HTTP/1.1\r\nHost: chat\r\nHost: chat\r\n\r\n", 400],
  "a name of the Internet": ["GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421],
  "a host that is none": ["GET / HTTP/1.1\r\nHost: <script>\r\n\r\n", 421],
  "a malformed header": ["GET / HTTP/1.1\r\nHost chat\r\n\r\n", 400],
  "HTTP/2": ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400],
  "headers without end": [`GET / HTTP/1.1\r\nX: ${"x".repeat(HTTP_HEADER_BYTES_MAX)}`, 431],
  "a WebSocket path without a WebSocket": [get("/ws"), 426],
  "a WebSocket without its Connection header": [
    get("/", "Upgrade: websocket", "Sec-WebSocket-Version: 13", `Sec-WebSocket-Key: ${"A".repeat(22)}==`),
    400,
  ],
};

for (const [name, [request, status]] of Object.entries(REFUSED)) {
  test(`${name} is answered by ${status}`, async () => {
    assertEquals((await ask(request)).status, status);
  });
}

test("a refusal says what to do, in both languages", async () => {
  const { headers, body } = await ask("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
  assertEquals(headers.get("content-type"), "text/plain; charset=utf-8");
  assertMatch(
    body,
    /^This server does not know the name "evil\.example"\. .*\n服务器不认识名称“evil\.example”。.*\n$/,
  );
  assertEquals((await ask("PUT / HTTP/1.1\r\nHost: chat\r\n\r\n")).headers.get("allow"), "GET, HEAD");
});

test("only the first request of a connection is answered", async () => {
  const { body } = await ask(get("/healthz") + get("/readyz"));
  assertEquals(body, "ok\n");
});

test("a request may come byte by byte, and its answer after the peer's end", async () => {
  const opened = open();
  for (const byte of Buffer.from(get("/healthz"))) opened.exchange.push(Uint8Array.of(byte));
  opened.exchange.peerEnded();
  await opened.transport.over;
  assertEquals(opened.transport.log, ["end"]);
  assertEquals(parseResponse(opened.transport.take()).body, "ok\n");
});

test("what waits behind a malformed request is not read", async () => {
  const opened = open();
  const reads: string[] = [];
  opened.exchange.duplex?.on("data", (bytes: Uint8Array) => {
    reads.push(String(bytes));
  });
  // In one turn, so that the rest waits while the first line is found wrong.
  for (const piece of ["NONSENSE\r\n", "and", "so", "on"]) push(opened, piece);
  await opened.transport.over;
  await new Promise((resolve) => setImmediate(resolve));
  assertEquals(parseResponse(opened.transport.take()).status, 400);
  assertEquals(reads, ["NONSENSE\r\n"]);
});

test("who ends in the middle of a request is closed, who takes too long is told", () => {
  const ended = open();
  push(ended, "GET / HT");
  ended.exchange.peerEnded();
  ended.clock.advance(1_000);
  assertEquals([ended.transport.log, ended.transport.take()], [["end"], ""]);

  const slow = open();
  push(slow, "GET / HT");
  slow.clock.advance(HTTP_HEADER_MS_MAX - 1);
  assertEquals(slow.transport.log, []);
  slow.clock.advance(1);
  assertEquals(slow.transport.log, ["end"]);
  assertEquals(parseResponse(slow.transport.take()).status, 408);
});

test("a connection that closes leaves nothing behind", async () => {
  const opened = open();
  push(opened, ROOT);
  opened.exchange.closed();
  await new Promise((resolve) => setImmediate(resolve));
  assertEquals([opened.transport.log, opened.transport.take(), opened.clock.timerCount], [[], "", 0]);
});

// WebSocket. The key and its answer are those of https://www.rfc-editor.org/rfc/rfc6455#section-1.3

const WEBSOCKET = [
  "Connection: keep-alive, Upgrade",
  "Upgrade: WebSocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
];

async function upgrade(request: string, site: Partial<HttpSite> = {}): Promise<Opened> {
  const opened = open(site);
  push(opened, request);
  await opened.transport.over;
  return opened;
}

for (const path of ["/", "/ws", "/socket", "/webirc", "/ws?token=1"]) {
  test(`a WebSocket may begin at ${path}`, async () => {
    const { transport, upgrades, clock, exchange } = await upgrade(get(path, ...WEBSOCKET));
    assertEquals(transport.log, ["upgraded"]);
    assertEquals(
      transport.take(),
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",
    );
    assertEquals(upgrades, [{ framing: "text", head: new Uint8Array(0) }]);
    assertEquals([exchange.duplex, clock.timerCount], [undefined, 0]);
  });
}

const SUBPROTOCOLS: readonly [asked: string, framing: string, agreed: string | undefined][] = [
  ["text.ircv3.net", "text", "text.ircv3.net"],
  ["binary.ircv3.net, text.ircv3.net", "binary", "binary.ircv3.net"],
  ["mqtt,text.ircv3.net , binary.ircv3.net", "text", "text.ircv3.net"],
  ["mqtt", "text", undefined],
];

for (const [asked, framing, agreed] of SUBPROTOCOLS) {
  test(`a client that offers ${asked} gets ${agreed ?? "none of it"}`, async () => {
    const opened = await upgrade(get("/", ...WEBSOCKET, `Sec-WebSocket-Protocol: ${asked}`));
    const { status, headers } = parseResponse(opened.transport.take());
    assertEquals([status, headers.get("sec-websocket-protocol")], [101, agreed]);
    assertEquals(
      opened.upgrades.map((each) => each.framing as string),
      [framing],
    );
  });
}

test("what follows the request belongs to the WebSocket, in whatever chunks it comes", async () => {
  const bytes = Buffer.concat([Buffer.from(get("/", ...WEBSOCKET)), Uint8Array.of(0x81, 0x80, 1, 2, 3, 4)]);
  const headLength = bytes.length - 6;
  for (const size of [1, 7, 100, headLength, headLength + 2, bytes.length]) {
    const opened = open();
    for (let at = 0; at < bytes.length; at += size)
      opened.exchange.push(new Uint8Array(bytes.subarray(at, at + size)));
    await opened.transport.over;
    assertEquals(opened.upgrades, [{ framing: "text", head: Uint8Array.of(0x81, 0x80, 1, 2, 3, 4) }]);
  }
});

test("a connection that is read turn by turn becomes a WebSocket at the last byte of the request", async () => {
  const opened = open();
  for (const byte of Buffer.from(get("/", ...WEBSOCKET))) {
    assertEquals(opened.upgrades, []);
    opened.exchange.push(Uint8Array.of(byte));
    await new Promise((resolve) => setImmediate(resolve));
  }
  assertEquals(opened.upgrades, [{ framing: "text", head: new Uint8Array(0) }]);
});

test("nothing is done to the connection after the upgrade", async () => {
  const opened = await upgrade(get("/", ...WEBSOCKET));
  opened.transport.take();
  opened.exchange.closed();
  opened.clock.advance(60_000);
  await new Promise((resolve) => setImmediate(resolve));
  assertEquals([opened.transport.log, opened.transport.take()], [["upgraded"], ""]);
});

const without = (start: string, ...instead: string[]): string =>
  get("/", ...WEBSOCKET.filter((line) => !line.startsWith(start)), ...instead);

const REFUSED_UPGRADES: Readonly<Record<string, readonly [request: string, status: number]>> = {
  "another version": [without("Sec-WebSocket-Version", "Sec-WebSocket-Version: 8"), 426],
  "no version": [without("Sec-WebSocket-Version"), 426],
  "no key": [without("Sec-WebSocket-Key"), 400],
  "a short key": [without("Sec-WebSocket-Key", "Sec-WebSocket-Key: dGhl"), 400],
  "a page of another host": [get("/", ...WEBSOCKET, "Origin: http://evil.example"), 403],
  "a page without a host": [get("/", ...WEBSOCKET, "Origin: null"), 403],
  "a name of the Internet": [get("/", ...WEBSOCKET).replace("10.0.0.9", "evil.example"), 421],
  "another path": [get("/chat", ...WEBSOCKET), 404],
  "a path that is no WebSocket's": [get("/healthz", ...WEBSOCKET).replace("GET", "POST"), 405],
  "a body": [get("/", ...WEBSOCKET, "Content-Length: 3"), 413],
};

for (const [name, [request, status]] of Object.entries(REFUSED_UPGRADES)) {
  test(`a WebSocket with ${name} is refused by ${status}`, async () => {
    const { headers, ...response } = await ask(request);
    assertEquals(response.status, status);
    if (status === 426) assertEquals(headers.get("sec-websocket-version"), "13");
  });
}

test("a page of this server, or of an allowed one, may open a WebSocket", async () => {
  const own = await upgrade(get("/", ...WEBSOCKET, "Origin: http://10.0.0.9:8081"));
  const allowedOrigins = ["https://web.example"];
  const other = await upgrade(get("/", ...WEBSOCKET, "Origin: https://web.example"), { allowedOrigins });
  assertEquals([own.transport.log, other.transport.log], [["upgraded"], ["upgraded"]]);
});

test("other upgrades are ignored, as HTTP allows", async () => {
  const response = await ask(
    get("/healthz", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABk"),
  );
  assertEquals([response.status, response.body], [200, "ok\n"]);
});

test("a mistake of ours ends one connection and is told", async () => {
  const mistake = new Error("mistake");
  const opened = open({}, () => {
    throw mistake;
  });
  push(opened, get("/", ...WEBSOCKET));
  await opened.transport.over;
  assertEquals([opened.transport.log, opened.faults], [["kill"], [mistake]]);
});
