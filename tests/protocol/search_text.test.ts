import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { SEARCH_LINES, SEARCH_TERMS_MAX } from "../../src/protocol/limits.ts";
import { guestNick } from "../../src/protocol/names.ts";
import { searchAttributes, searchTerms } from "../../src/protocol/search-text.ts";
import { parseTags } from "../../src/protocol/tags.ts";

/** What is asked for, without the limit that all have. */
function asked(line: string): Readonly<Record<string, string>> {
  const { limit, ...others } = Object.fromEntries(parseTags(searchAttributes(line)));
  assertEquals(limit, `${SEARCH_LINES}`);
  return others;
}

describe("what people type to search", () => {
  test("is words, phrases and conditions in any order", () => {
    assertEquals(asked('green from:Bob "cup of tea" in:#tea'), {
      from: "Bob",
      in: "#tea",
      text: 'green "cup of tea"',
    });
    assertEquals(asked("FROM:bob"), { from: "bob" });
    assertEquals(asked("from：192.168.55.14"), { from: "g192-168-55-14" });
    assertEquals(asked("from:fd00::14"), { from: guestNick("fd00::14") });
    assertEquals(asked("绿茶 “一杯 茶”"), { text: "绿茶 “一杯 茶”" });
    assertEquals(asked("a;b\\c"), { text: "a;b\\c" });
  });

  test("is words where no condition is meant", () => {
    assertEquals(asked("https://x.y from: to:me"), { text: "https://x.y from: to:me" });
    assertEquals(asked('"from:bob"'), { text: '"from:bob"' });
    assertEquals(searchAttributes(""), "");
    assertEquals(searchAttributes("   "), "");
  });

  test("has days that begin at midnight here: the first day is within, the last one is not", () => {
    const midnightMs = new Date(2026, 10, 20).getTime();
    assertEquals(asked("after:2026-11-20 before:2026-11-20"), {
      after: new Date(midnightMs).toISOString(),
      before: new Date(midnightMs - 1).toISOString(),
    });
    assertEquals(asked("after:2026-1-2")["after"], new Date(2026, 0, 2).toISOString());
    assertEquals(asked("after:yesterday"), { after: "yesterday" });
  });
});

test("terms are words and phrases without their quotation marks, not without end", () => {
  assertEquals(searchTerms('green "cup of tea" “绿 茶” "" "never closed'), [
    "green",
    "cup of tea",
    "绿 茶",
    "never closed",
  ]);
  assertEquals(searchTerms("a ".repeat(SEARCH_TERMS_MAX + 1)).length, SEARCH_TERMS_MAX);
});
