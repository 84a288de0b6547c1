import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { splitText, utf8Length } from "../../src/protocol/split-text.ts";

const FAMILY = "👨‍👩‍👧"; // 18 bytes, 8 UTF-16 units, one grapheme

describe("splitting", () => {
  test("leaves what fits alone", () => {
    assertEquals(splitText("hello", 100), ["hello"]);
    assertEquals(splitText("hello", 5), ["hello"]);
    assertEquals(splitText("", 5), [""]);
  });

  test("fills pieces to the byte", () => {
    assertEquals(splitText("abcdefgh", 4), ["abcd", "efgh"]);
    assertEquals(splitText("你好你好好", 6), ["你好", "你好", "好"]);
  });

  test("cuts after a space in a piece's last quarter, and keeps it", () => {
    assertEquals(splitText("one two threefour", 8), ["one two ", "threefou", "r"]);
    assertEquals(splitText("a bcdefghijk", 8), ["a bcdefg", "hijk"]);
  });

  test("tears no grapheme", () => {
    assertEquals(splitText(`ab${FAMILY}cd`, 19), ["ab", `${FAMILY}c`, "d"]);
    assertEquals(splitText("abce\u0301", 4), ["abc", "e\u0301"]);
    assertEquals(splitText("abcd \u0301x", 7), ["abcd \u0301", "x"]);
  });

  test("tears a grapheme that is longer than a piece, but no character", () => {
    const pieces = splitText(FAMILY, 8);
    assertEquals([pieces.join(""), pieces.map(utf8Length)], [FAMILY, [7, 7, 4]]);
  });
});

test("the length is that of the encoded text", () => {
  const texts = ["", "abc", "é߿", "你\uffff", "😀a", "\ud83d", "\ude00\ud83d"];
  assertEquals(
    texts.map(utf8Length),
    texts.map((text) => new TextEncoder().encode(text).length),
  );
});
