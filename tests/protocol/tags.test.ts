import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import {
  clientOnlyTags,
  escapeTagValue,
  formatTags,
  parseTags,
  unescapeTagValue,
} from "../../src/protocol/tags.ts";

describe("a tag's value", () => {
  test("is escaped and unescaped", () => {
    const plain = "a; b\\c\r\n:s";
    const escaped = "a\\:\\sb\\\\c\\r\\n:s";
    assertEquals([escapeTagValue(plain), unescapeTagValue(escaped)], [escaped, plain]);
  });

  test("loses a backslash that escapes nothing, and NUL", () => {
    assertEquals(unescapeTagValue("a\\b\\😀\\"), "ab😀");
    assertEquals(escapeTagValue("a\0b"), "ab");
  });
});

describe("reading tags", () => {
  test("gives values by key, with the last of a repeated key", () => {
    assertEquals(
      [...parseTags("label=1;+draft/reply=x\\sy;empty=;bare;label=a=b")],
      [
        ["label", "a=b"],
        ["+draft/reply", "x y"],
        ["empty", ""],
        ["bare", ""],
      ],
    );
  });

  test("passes over what has no key", () => {
    assertEquals([...parseTags("")], []);
    assertEquals([...parseTags(";;=x;a=1;")], [["a", "1"]]);
  });
});

test("writing tags escapes values and leaves out empty ones", () => {
  const tags = new Map([
    ["time", "2026-01-01T00:00:00.000Z"],
    ["bot", ""],
    ["+x", "a b"],
  ]);
  assertEquals(formatTags(tags), "time=2026-01-01T00:00:00.000Z;bot;+x=a\\sb");
  assertEquals(formatTags([]), "");
});

describe("client-only tags", () => {
  test("are passed on as they came", () => {
    assertEquals(
      clientOnlyTags("label=1;+draft/reply=a\\sb;+typing;+e=;msgid=forged;+example.com/k=1"),
      "+draft/reply=a\\sb;+typing;+e=;+example.com/k=1",
    );
  });

  test("are passed on once per key, the last one", () => {
    assertEquals(clientOnlyTags("+a=1;+b;+a=2"), "+a=2;+b");
  });

  test("are dropped where the specification does not allow them", () => {
    assertEquals(clientOnlyTags("+;+=x;++a;+a_b;+a/b/c;+a\r=1;+v=\0;+ok=1"), "+ok=1");
    assertEquals(clientOnlyTags("a=+b;time=1"), "");
    assertEquals(clientOnlyTags(""), "");
  });
});
