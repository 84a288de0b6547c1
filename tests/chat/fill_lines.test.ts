import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { fillLines } from "../../src/chat/fill-lines.ts";

test("words fill lines of so many bytes, each separator counted", () => {
  assertEquals(fillLines(["ab", "cd", "ef"], 6), ["ab cd", "ef"]);
  assertEquals(fillLines(["ab", "cd", "ef"], 9, ","), ["ab,cd,ef"]);
  assertEquals(fillLines(["小明", "小红"], 14), ["小明 小红"]);
  assertEquals(fillLines(["小明", "小红"], 13), ["小明", "小红"]);
});

test("no words are no lines, and a word that is too long has one of its own", () => {
  assertEquals(fillLines([], 10), []);
  assertEquals(fillLines(["a", "much too long", "b"], 5), ["a", "much too long", "b"]);
});
