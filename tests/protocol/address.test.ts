import { test } from "node:test";
import { assertEquals } from "@std/assert";
import {
  canonicalHost,
  formatAddressRange,
  parseAddress,
  parseAddressRange,
} from "../../src/protocol/address.ts";

function normal(text: string): string | undefined {
  const range = parseAddressRange(text);
  return range && formatAddressRange(range);
}

test("a range is written in one way, whatever stands behind its prefix", () => {
  const written = {
    "10.1.2.3": "10.1.2.3",
    "10.1.2.3/32": "10.1.2.3",
    "10.1.2.3/8": "10.0.0.0/8",
    "0.0.0.0/0": "0.0.0.0/0",
    "::": "::",
    "::1": "::1",
    "2001:DB8:0:0:1:0:0:1": "2001:db8::1:0:0:1",
    "2001:db8::/33": "2001:db8::/33",
    "2001:db8:ffff::1/40": "2001:db8:ff00::/40",
    "1:0:2:0:3:0:4:0": "1:0:2:0:3:0:4:0",
    "1:2:3:4:5:6:0:0": "1:2:3:4:5:6::",
    "fe80::1%eth0": "fe80::1",
    "64:ff9b::10.0.0.1": "64:ff9b::a00:1",
  };
  for (const [text, expected] of Object.entries(written))
    assertEquals([text, normal(text)], [text, expected]);
});

test("mapped IPv4 is IPv4, ranges too", () => {
  assertEquals(normal("::ffff:10.1.2.3"), "10.1.2.3");
  assertEquals(normal("::ffff:a01:203"), "10.1.2.3");
  assertEquals(normal("::ffff:10.1.2.3/104"), "10.0.0.0/8");
  assertEquals(normal("::ffff:10.1.2.3/95"), undefined);
  assertEquals(parseAddress("::ffff:10.1.2.3"), parseAddress("10.1.2.3"));
});

test("a host is written as all others are, where it is an address", () => {
  const written = ["0::ffff:10.9.3.4", "0:0::7", "FE80::1%eth0", "10.9.3.4", "gw.example", "10.0.0.0/8"];
  assertEquals(written.map(canonicalHost), [
    "10.9.3.4",
    "::7",
    "fe80::1",
    "10.9.3.4",
    "gw.example",
    "10.0.0.0/8",
  ]);
});

test("what is no address is none", () => {
  const texts = [
    "",
    "bob",
    "10.1.2",
    "10.1.2.256",
    "010.1.2.3",
    "10.1.2.3/33",
    "10.1.2.3/",
    "10.1.2.3/-1",
    "1::2::3",
  ];
  const more = [
    ":::",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4::5:6:7:8",
    "12345::",
    "::g",
    "::1/129",
    "1.2.3.4::",
  ];
  for (const text of [...texts, ...more]) assertEquals([text, normal(text)], [text, undefined]);
});
