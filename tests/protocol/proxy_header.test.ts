/** PROXY headers of both versions. https://www.haproxy.org/download/2.8/doc/proxy-protocol.txt */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { type ProxiedSource, type ProxyHeader, parseProxyHeader } from "../../src/protocol/proxy-header.ts";

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const parseText = (text: string): ProxyHeader => parseProxyHeader(ascii(text));
const proxied = (source: ProxiedSource | undefined, length: number): ProxyHeader => ({
  kind: "proxied",
  source,
  length,
});

const SIGNATURE = [0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a];

function version2(command: number, family: number, payload: readonly number[]): Uint8Array {
  return Uint8Array.of(...SIGNATURE, command, family, payload.length >> 8, payload.length & 255, ...payload);
}

test("a line of version 1 names the client", () => {
  const tcp4 = "PROXY TCP4 192.168.0.1 192.168.0.11 56324 443\r\n";
  assertEquals(
    parseText(`${tcp4}NICK bob\r\n`),
    proxied({ family: "ipv4", host: "192.168.0.1", port: 56_324 }, tcp4.length),
  );
  const tcp6 = "PROXY TCP6 2001:DB8:0:0:0:0:0:1 ::1 4000 443\r\n";
  assertEquals(parseText(tcp6), proxied({ family: "ipv6", host: "2001:db8::1", port: 4000 }, tcp6.length));
});

test("an IPv4 address written as IPv6 is IPv4", () => {
  const line = "PROXY TCP6 ::ffff:192.168.0.1 ::ffff:1.2.3.4 4000 443\r\n";
  assertEquals(parseText(line), proxied({ family: "ipv4", host: "192.168.0.1", port: 4000 }, line.length));
  const mapped = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 10, 0, 0, 7];
  const header = version2(0x21, 0x21, [...mapped, ...mapped, 0x10, 0, 0, 80]);
  assertEquals(parseProxyHeader(header), proxied({ family: "ipv4", host: "10.0.0.7", port: 4096 }, 52));
});

test("a proxy that does not know leaves the source open", () => {
  assertEquals(parseText("PROXY UNKNOWN\r\n"), proxied(undefined, 15));
  const longest = `PROXY UNKNOWN ${"f".repeat(91)}\r\n`;
  assertEquals(longest.length, 107);
  assertEquals(parseText(longest), proxied(undefined, 107));
});

test("a header that is not whole is waited for, byte by byte", () => {
  const headers = [
    ascii("PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n"),
    version2(0x21, 0x11, [1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 0, 2]),
  ];
  for (const header of headers) {
    for (let length = 0; length < header.length; length++) {
      assertEquals(parseProxyHeader(header.subarray(0, length)), { kind: "incomplete" });
    }
    assertEquals(
      parseProxyHeader(header),
      proxied({ family: "ipv4", host: "1.2.3.4", port: 1 }, header.length),
    );
  }
});

test("what starts like no header is none", () => {
  for (const start of ["NICK bob\r\n", "P!", "PROXYS", "proxy TCP4", "\r\n\r\nGET", "\u0016\u0003"]) {
    assertEquals(parseText(start), { kind: "none" });
  }
});

test("what starts like a header and is none is bad", () => {
  const lines = [
    "PROXY is a word\r\n",
    "PROXY TCP4 1.2.3.4 5.6.7.8 1 2\n",
    "PROXY TCP4 1.2.3.256 5.6.7.8 1 2\r\n",
    "PROXY TCP4 01.2.3.4 5.6.7.8 1 2\r\n",
    "PROXY TCP4 1.2.3.4 5.6.7 1 2\r\n",
    "PROXY TCP4 1.2.3.4. 5.6.7.8 1 2\r\n",
    "PROXY TCP4 ::1 ::1 1 2\r\n",
    "PROXY TCP4 1.2.3.4 5.6.7.8 65536 2\r\n",
    "PROXY TCP6 1.2.3.4 5.6.7.8 1 2\r\n",
    "PROXY TCP6 ::1]/?[ ::1 1 2\r\n",
    "PROXY UNKNOWNS\r\n",
    `PROXY UNKNOWN ${"f".repeat(92)}\r\n`,
  ];
  for (const line of lines) assertEquals(parseText(line), { kind: "bad" });
});

test("version 2 names the client, and its extras are skipped", () => {
  const tcp4 = [10, 0, 0, 7, 10, 0, 0, 9, 0x9c, 0x40, 0x1f, 0x91];
  const noop = [0x04, 0, 3, 1, 2, 3];
  assertEquals(
    parseProxyHeader(version2(0x21, 0x11, [...tcp4, ...noop])),
    proxied({ family: "ipv4", host: "10.0.0.7", port: 40_000 }, 34),
  );
  const address = [0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7];
  assertEquals(
    parseProxyHeader(version2(0x21, 0x21, [...address, ...address, 0, 1, 0, 2])),
    proxied({ family: "ipv6", host: "2001:db8::7", port: 1 }, 52),
  );
  const path = [...ascii("/run/a.sock"), ...new Array<number>(97).fill(0)];
  assertEquals(
    parseProxyHeader(version2(0x21, 0x31, [...path, ...path])),
    proxied({ family: "unix", host: "/run/a.sock", port: 0 }, 232),
  );
});

test("version 2's local commands and unnamed families leave the source open", () => {
  assertEquals(parseProxyHeader(version2(0x20, 0x11, [])), proxied(undefined, 16));
  assertEquals(parseProxyHeader(version2(0x21, 0x00, [1, 2, 3])), proxied(undefined, 19));
  assertEquals(parseProxyHeader(version2(0x21, 0x12, new Array(12).fill(1))), proxied(undefined, 28));
});

test("version 2 refuses what it does not know, cuts or bloats", () => {
  const headers = [
    version2(0x11, 0x11, new Array(12).fill(1)),
    version2(0x22, 0x11, new Array(12).fill(1)),
    version2(0x21, 0x41, new Array(12).fill(1)),
    version2(0x21, 0x11, new Array(11).fill(1)),
    Uint8Array.of(...SIGNATURE, 0x21, 0x11, 0x0f, 0xf1),
  ];
  for (const header of headers) assertEquals(parseProxyHeader(header), { kind: "bad" });
  const largest = Uint8Array.of(...SIGNATURE, 0x21, 0x11, 0x0f, 0xf0);
  assertEquals(parseProxyHeader(largest), { kind: "incomplete" });
});

test("a header is read wherever its bytes lie in memory", () => {
  const header = version2(0x21, 0x11, [1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 0, 2]);
  const shifted = Uint8Array.of(9, 9, 9, ...header).subarray(3);
  assertEquals(parseProxyHeader(shifted), proxied({ family: "ipv4", host: "1.2.3.4", port: 1 }, 28));
});
