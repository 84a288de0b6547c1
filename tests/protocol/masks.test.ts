import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { compileMask, normalizeMask } from "../../src/protocol/masks.ts";

const lower = (text: string): string => text.toLowerCase();

const NORMAL: Readonly<Record<string, string>> = {
  bob: "bob!*@*",
  "*@host": "*!*@host",
  "a@b": "*!a@b",
  "a!b": "a!b@*",
  "a!b@c": "a!b@c",
  "!@": "*!*@*",
  "": "*!*@*",
  "***b?***": "*b?*!*@*",
  "a@b!c": "a@b!c@*",
  "192.168.1.*": "*!*@192.168.1.*",
  "fe80::1": "*!*@fe80::1",
};

for (const [mask, normal] of Object.entries(NORMAL)) {
  test(`"${mask}" means ${normal}`, () => assertEquals(normalizeMask(mask), normal));
}

describe("a mask", () => {
  const matching = (mask: string, ...texts: string[]): string[] => texts.filter(compileMask(mask, lower));

  test("without wildcards matches only itself, however it is written", () => {
    assertEquals(matching("Bob!b@H", "bob!B@h", "bobby!b@h", "ob!b@h"), ["bob!B@h"]);
  });

  test("lets * stand for any text, none included", () => {
    assertEquals(matching("*b*!*@*", "b!a@h", "abc!x@y", "ac!b@h", "b@h"), ["b!a@h", "abc!x@y"]);
    assertEquals(matching("**", "", "a"), ["", "a"]);
  });

  test("lets ? stand for one character, an emoji included", () => {
    assertEquals(matching("a?c", "abc", "a😀c", "ac", "abbc", "a?c"), ["abc", "a😀c", "a?c"]);
    assertEquals(matching("*??", "😀", "a😀", "ab"), ["a😀", "ab"]);
  });

  test("tries a * again where the text goes on differently", () => {
    assertEquals(matching("*ab?d*e", "abxabcdee", "abcd", "aabcde"), ["abxabcdee", "aabcde"]);
  });

  test("has no other special characters", () => {
    assertEquals(matching("a.[b]\\*", "a.[b]\\c", "axb", "a.b"), ["a.[b]\\c"]);
  });

  test("made to be slow is not", () => {
    assertEquals(matching(`${"*a".repeat(250)}*b`, "a".repeat(10_000)), []);
  });
});
