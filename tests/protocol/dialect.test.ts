import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { detectDialect } from "../../src/protocol/dialect.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const CASES: readonly [string, string | undefined][] = [
  ["", undefined],
  ["\r\n\n", undefined],
  ["hello\n", "plain"],
  ["h", "plain"],
  ["你好", "plain"],
  ["user friendly?\n", "plain"],
  ["ping\n", "plain"],
  ["GET well soon!\n", "plain"],
  ["GET / HTTP/1.1\r\n", "http"],
  ["\r\n\r\nPOST /x?y=1 HTTP/1.0\n", "http"],
  ["PRI * HTTP/2.0\r\n", "http"],
  ["GET /", undefined],
  ["GET / HTT", undefined],
  ["GET well s", "plain"],
  ["NICK bob\r\n", "irc"],
  ["NICK is what I want\n", "plain"],
  ["NICK", undefined],
  ["NICK b", undefined],
  ["USER a 0 * :Real Name\r\n", "irc"],
  ["USER manual please\n", "plain"],
  ["PASS secret\n", "irc"],
  ["PASS :a secret\n", "irc"],
  ["PASS the salt\n", "plain"],
  ["CAP LS 302\r\n", "irc"],
  ["CAP that bottle\n", "plain"],
  ["PING 123\n", "irc"],
  ["PING pong is fun\n", "plain"],
  ["QUIT\r\n", "irc"],
  ["QUIT :bye\r\n", "irc"],
  ["QUIT it\n", "plain"],
  ["QUIT \r\n", "irc"],
  ["NICK bob \r\n", "irc"],
  ["NICK :bob\n", "irc"],
  ["NICK\n", "plain"],
  ["nick bob\n", "plain"],
  ["Nick bob\n", "plain"],
  ["CAP END\r\n", "irc"],
  ["CAP REQ :sasl\n", "irc"],
  ["CAP\n", "plain"],
  ["cap ls\n", "plain"],
  ["USER a b c d\n", "irc"],
  ["USER a b c :d e\n", "irc"],
  ["USER a b c :\n", "irc"],
  ["USER bot bot bot bot \r\n", "irc"],
  ["USER a b c d e\n", "plain"],
  ["USER a b c\n", "plain"],
  ["WEBIRC is a command\n", "plain"],
  ["AUTHENTICATE PLAIN\n", "irc"],
  ["WEBIRC pw gw host 1.2.3.4\r\n", "irc"],
  ["NICK b\r", undefined],
  ["PASS the ", undefined],
  ["PASS the s", "plain"],
  ["CAP that b", "plain"],
  ["QUIT it n", "plain"],
  ["USER a b c ", undefined],
  ["USER a b c d e", "plain"],
  ["OK", undefined],
  ["OK\n", "plain"],
  ["OK, then", "plain"],
  ["Hello", "plain"],
];

for (const [input, expected] of CASES) {
  test(`the first bytes ${JSON.stringify(input)} are ${expected ?? "undecided"}`, () => {
    assertEquals(detectDialect(bytes(input)), expected);
  });
}

test("a TLS record is TLS, byte 16 alone is undecided, with anything else it is text", () => {
  assertEquals(detectDialect(Uint8Array.of(0x16)), undefined);
  assertEquals(detectDialect(Uint8Array.of(0x16, 0x03, 0x01)), "tls");
  assertEquals(detectDialect(Uint8Array.of(0x16, 0x41)), "plain");
});

test("a CR within the line changes nothing about when it is decided", () => {
  const line = "CAP LS \rx\r\n";
  assertEquals(detectDialect(bytes(line)), "irc");
  for (let end = 1; end < line.length; end++)
    assertEquals(detectDialect(bytes(line.slice(0, end))), undefined);
});
