import { test } from "node:test";
import { assertEquals, assertMatch } from "@std/assert";
import { foldNick, guestNick, isChannelName, isTakeableNick } from "../../src/protocol/names.ts";

test("guests are named after their address", () => {
  assertEquals(guestNick("192.168.55.14"), "g192-168-55-14");
  assertMatch(guestNick("fe80::1"), /^g6-[0-9a-f]{8}$/);
  assertEquals(guestNick("local"), "glocal");
});

for (const nick of ["bob", "小明", "O_o", "a-b", "[x]", "émile"]) {
  test(`"${nick}" may be a nick`, () => assertEquals(isTakeableNick(nick), true));
}

const REFUSED = [
  "",
  "server",
  "SERVER",
  "1.2.3.4",
  "a:b",
  "<bob>",
  "a b",
  "a\u0000b",
  "a\u202eb",
  "a\u200bb",
  "#room",
  "9lives",
  "-x",
  "g192-168-55-14",
  "G192-168-55-14-2",
  "g6-0123abcd",
  "glocal",
  "x".repeat(33),
  "a,b",
  "a!b",
  "a@b",
];
for (const nick of REFUSED) {
  test(`${JSON.stringify(nick)} may not be a nick`, () => assertEquals(isTakeableNick(nick), false));
}

test("channels begin with # and contain no separators", () => {
  assertEquals(["#lobby", "#游戏", "#a.b"].map(isChannelName), [true, true, true]);
  assertEquals(["lobby", "#", "#a b", "#a,b", "#a:b", `#${"x".repeat(64)}`].map(isChannelName), [
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
});

test("folding is ASCII only", () => {
  assertEquals(String(foldNick("BobÄ")), "bobÄ");
});
