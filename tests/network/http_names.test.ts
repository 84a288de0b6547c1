/** Whom HTTP trusts: names in the Host header, pages in the Origin header. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { isAllowedHost, parseHost } from "../../src/network/http/host.ts";
import { isAllowedOrigin } from "../../src/network/http/origin.ts";

test("a Host header is a name and perhaps a port", () => {
  assertEquals(parseHost("192.168.55.13:8081"), { name: "192.168.55.13", port: 8081 });
  assertEquals(parseHost("Chat.LAN"), { name: "chat.lan", port: undefined });
  assertEquals(parseHost("[FE80::1]:80"), { name: "fe80::1", port: 80 });
  for (const header of [
    "",
    ":80",
    "a b",
    "a/b",
    "<b>",
    "a:65536",
    "a:-1",
    "a:",
    "::1",
    "[::1",
    "[1.2]",
    "a@b",
    "é",
  ]) {
    assertEquals([header, parseHost(header)], [header, undefined]);
  }
});

function allows(header: string, allowed: readonly string[] = []): boolean {
  const host = parseHost(header);
  return host !== undefined && isAllowedHost(host, allowed);
}

test("addresses and names of the local network are allowed", () => {
  const names = [
    "10.0.0.9",
    "[::1]:8081",
    "localhost",
    "chat",
    "chat.local",
    "a.chat.lan",
    "chat.home.arpa",
    "x.internal",
  ];
  assertEquals(
    names.filter((name) => !allows(name)),
    [],
  );
});

test("names of the Internet are not, unless the administrator says so", () => {
  const names = [
    "evil.example",
    "10.0.0.9.evil.example",
    "local.example",
    "xlan.example.",
    "127.1",
    "evillocal.com",
  ];
  assertEquals(
    names.filter((name) => allows(name)),
    [],
  );
  assertEquals(allows("Chat.Example:8081", ["chat.example"]), true);
  assertEquals(allows("chat.example.", ["chat.example"]), true);
  assertEquals(allows("a.chat.example", ["chat.example"]), false);
  assertEquals(allows("evil.example", ["*"]), true);
});

test("a page may connect to the host it came from, and to no other", () => {
  const CASES: readonly [origin: string | undefined, host: string | undefined, allowed: boolean][] = [
    ["http://10.0.0.9:8081", "10.0.0.9:8081", true],
    ["http://chat.lan", "CHAT.lan:80", true],
    ["https://chat.lan", "chat.lan", true],
    ["https://chat.lan", "chat.lan:443", true],
    ["http://[::1]:8081", "[::1]:8081", true],
    ["http://10.0.0.9:8082", "10.0.0.9:8081", false],
    ["http://10.0.0.9", "10.0.0.9:8081", false],
    ["http://evil.example", "10.0.0.9:8081", false],
    ["http://10.0.0.9:8081.evil.example", "10.0.0.9:8081", false],
    ["null", "10.0.0.9:8081", false],
    ["file://", "10.0.0.9:8081", false],
    ["", "10.0.0.9:8081", false],
    ["http://10.0.0.9:8081", undefined, false],
    [undefined, "10.0.0.9:8081", true],
    [undefined, undefined, true],
  ];
  for (const [origin, host, allowed] of CASES) {
    assertEquals([origin, host, isAllowedOrigin(origin, host, [])], [origin, host, allowed]);
  }
});

test("pages of other hosts may connect where the administrator says so", () => {
  const host = "10.0.0.9:8081";
  assertEquals(isAllowedOrigin("https://Web.Example", host, ["https://web.example"]), true);
  assertEquals(isAllowedOrigin("https://web.example:444", host, ["https://web.example"]), false);
  assertEquals(isAllowedOrigin("null", host, ["null"]), true);
  assertEquals(isAllowedOrigin("https://anybody.example", host, ["*"]), true);
});
