import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { decodeMessage, encodeGb18030 } from "../../src/network/charset.ts";

const GBK_HELLO = Uint8Array.of(0xc4, 0xe3, 0xba, 0xc3);

test("valid UTF-8 is UTF-8, anything that decodes as gb18030 marks the connection", () => {
  const utf8 = new TextEncoder().encode("你好");
  assertEquals(decodeMessage(utf8, "utf-8"), { text: "你好", charset: "utf-8" });
  assertEquals(decodeMessage(GBK_HELLO, "utf-8"), { text: "你好", charset: "gb18030" });
  assertEquals(decodeMessage(GBK_HELLO, "gb18030"), { text: "你好", charset: "gb18030" });
});

test("neither one is shown with replacement characters and marks nothing", () => {
  assertEquals(decodeMessage(Uint8Array.of(0x61, 0x81, 0x20), "utf-8"), {
    text: "a\ufffd ",
    charset: "utf-8",
  });
});

test("four bytes for what is beyond Unicode are no gb18030, and leave no half of a pair", () => {
  const beyond = Uint8Array.of(0xfe, 0x39, 0xfe, 0x39);
  assertEquals(decodeMessage(beyond, "utf-8"), { text: "\ufffd9\ufffd9", charset: "utf-8" });
});

test("UTF-8 that is cut in its last character is no gb18030, and a doubtful half marks nothing", () => {
  const torn = new TextEncoder().encode("你好吗").subarray(0, 8);
  assertEquals(decodeMessage(torn, "utf-8"), { text: "你好\ufffd", charset: "utf-8" });
  assertEquals(decodeMessage(torn.subarray(0, 2), "utf-8").charset, "utf-8");
});

test("text goes out in gb18030, all of Unicode", () => {
  assertEquals(new Uint8Array(encodeGb18030("你好")), GBK_HELLO);
  assertEquals(decodeMessage(encodeGb18030("😀 é"), "gb18030").text, "😀 é");
});
