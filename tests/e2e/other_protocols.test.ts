/** Programs that speak something else on the port: its own answer, and nobody in a room hears a byte of it. */
import { Buffer } from "node:buffer";
import { describe, test } from "node:test";
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { hearsNothingBut } from "./peer.ts";
import { startServer } from "./running_server.ts";

/** The start of a ClientHello; its words must not be heard either. */
const TLS_HELLO = Buffer.concat([
  Buffer.from("16030100c8010000c40303", "hex"),
  Buffer.from("hello\nhello\n"),
]);
const HTTP = "GET /chat HTTP/1.1\r\nHost: 192.168.55.13:8081\r\n\r\n";

const FIRST_BYTES: readonly { name: string; bytes: string | Uint8Array; answer: RegExp }[] = [
  {
    name: "a browser",
    bytes: HTTP,
    answer: /^HTTP\/1\.1 404 .*Connection: close\r\n.*\r\n\r\n/s,
  },
  { name: "curl with a body", bytes: "POST / HTTP/1.0\n\nbody\n", answer: /^HTTP\/1\.[01] 4\d\d / },
  { name: "TLS", bytes: TLS_HELLO, answer: /^\x15\x03\x03\x00\x02\x02\x28$/ },
  {
    name: "IRC with CAP",
    bytes: "CAP LS 302\r\nNICK a\r\nUSER a 0 * :a\r\nCAP END\r\nQUIT\r\n",
    answer: /^:\S+ CAP \* LS .* 001 a :.*\r\nERROR :.*\r\n$/s,
  },
  { name: "IRC with NICK", bytes: "NICK ann\r\nQUIT\r\n", answer: /^ERROR :.*\r\n$/ },
  { name: "IRC after empty lines", bytes: "\r\n\nPASS :secret word\r\nQUIT\r\n", answer: /^ERROR :.*\r\n$/ },
];

describe("another protocol", () => {
  for (const { name, bytes, answer } of FIRST_BYTES) {
    test(`${name} gets its answer and no greeting`, async () => {
      await using server = await startServer();
      const [ann, bob] = await server.guests(2);
      const stranger = await server.connect({ from: "127.0.0.13" });
      stranger.send(bytes);
      stranger.send("and this\n");
      assertMatch(await stranger.untilEnd(), answer);
      await hearsNothingBut(ann, bob, "");
      assertEquals(server.stdout.includes("127.0.0.13"), false);
    });

    test(`${name} gets it also after the silent greeting`, async () => {
      await using server = await startServer();
      const [ann, bob, stranger] = await server.guests(3);
      stranger.send(bytes);
      await stranger.untilEnd();
      assertMatch(stranger.news, answer);
      await hearsNothingBut(ann, bob, "");
      await bob.asks("/who", "In #lobby: 2");
    });
  }

  test("a first line that comes in pieces is still recognized", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    const stranger = await server.connect({ from: "127.0.0.13" });
    for (const piece of ["G", "ET /", " HTTP/1", ".1\r", "\n\r\n"]) {
      stranger.send(piece);
      await bob.asks("/lang", "Language: en");
    }
    assertStringIncludes(await stranger.untilEnd(), "HTTP/1.1 400 ");
    await hearsNothingBut(ann, bob, "");
  });
});

describe("chat that only looks like a protocol", () => {
  const lines = [
    "user friendly?",
    "ping",
    "GET well soon!",
    "nick is my name",
    "USER friendly?",
    "PASS the salt",
    "QUIT it",
    "GET / HTTP",
    "HELP",
    "CAP on or off?",
  ];

  test("is heard as the first line", async () => {
    await using server = await startServer();
    const listener = await server.guest();
    for (const [index, line] of lines.entries()) {
      const speaker = await server.connect({ from: `127.0.0.${20 + index}` });
      speaker.send(`${line}\n`);
      await listener.hears(`<127.0.0.${20 + index}> ${line}\n`);
    }
  });

  test("is heard after a first line, even where it is the protocol's very own", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    ann.send("hello\nNICK ann\nGET / HTTP/1.1\nPING x\n");
    const heard = await bob.hearsLines(4);
    assertEquals(
      heard,
      ["hello", "NICK ann", "GET / HTTP/1.1", "PING x"].map((l) => `<127.0.0.11> ${l}\n`).join(""),
    );
  });
});
