/** A line → the datagrams it is sent in. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { splitIntoDatagrams } from "../../src/client/datagrams.ts";

function texts(line: string, bytesMax?: number): string[] {
  return splitIntoDatagrams(line, bytesMax).map((bytes) =>
    new TextDecoder("utf-8", { fatal: true }).decode(bytes),
  );
}

describe("splitIntoDatagrams", () => {
  test("a short line is one", () => {
    assertEquals(texts("hello 你好"), ["hello 你好"]);
  });

  test("an empty line is none", () => {
    assertEquals(texts(""), []);
  });

  test("a long line is cut between characters", () => {
    assertEquals(texts("你好世界", 7), ["你好", "世界"]);
    assertEquals(texts("a😀b", 4), ["a", "😀", "b"]);
  });

  test("at most 1400 bytes", () => {
    assertEquals(
      splitIntoDatagrams("x".repeat(3000)).map((datagram) => datagram.length),
      [1400, 1400, 200],
    );
  });
});
