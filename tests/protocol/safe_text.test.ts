import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { safeText } from "../../src/protocol/safe-text.ts";

test("control characters, escape sequences and bidi overrides go; tabs, Chinese and emoji stay", () => {
  assertEquals(safeText("a\tb 你好 👩‍👩‍👧"), "a\tb 你好 👩‍👩‍👧");
  assertEquals(safeText("\u001b[2Jcleared\u0007"), "[2Jcleared");
  assertEquals(safeText("c1 \u009b31m del\u007f"), "c1 31m del");
  assertEquals(safeText("a\u202egnp.exe"), "agnp.exe");
  assertEquals(safeText("one\r\ntwo\u2028three"), "onetwothree");
});
