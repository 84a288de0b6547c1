import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { LookAlikes, lookAlikeKeys, skeleton } from "../../src/protocol/look-alike.ts";

/** Whether a name is found where only the other one is in use. */
function looksAlike(a: string, b: string): boolean {
  const inUse = new LookAlikes<string>();
  inUse.add(a, "owner");
  return inUse.find(b) === "owner";
}

type Pair = readonly [a: string, b: string, why: string];

const ALIKE: readonly Pair[] = [
  ["\u0430dmin", "admin", "a Cyrillic а"],
  ["\u0440\u0430\u0443\u0440\u0430l", "paypal", "all but one letter Cyrillic"],
  ["\u0412\u041e\u0412", "BOB", "all capitals Cyrillic"],
  ["\u0412\u041e\u0412", "bob", "the same, case does not count"],
  ["\u0406van", "ivan", "a Cyrillic І, which looks like l, I and i"],
  ["ｂｏｂ", "bob", "full width"],
  ["ＢＯＢ", "bob", "full width, capitals"],
  ["\u2160van", "Ivan", "a Roman numeral"],
  ["\u{1d41b}\u{1d428}\u{1d41b}", "bob", "mathematical letters"],
  ["\u0430\u217fin", "arnin", "a numeral that looks like m, which looks like rn"],
  ["m\u0435mo", "Memo", "the letter whose case changes its looks"],
  ["bob\ufe0f", "bob", "a variation selector shows nothing"],
  ["ⓑob", "bob", "a circle around a letter"],
  ["bob¹", "bob1", "a raised digit"],
  ["㈎", "(가)", "a syllable in brackets"],
  ["cafe\u0301", "café", "composed or not"],
  ["Вова", "вова", "case does not count in any script"],
  ["小０", "小O", "a zero and a letter"],
  ["力", "カ", "a Chinese character and a kana"],
  ["一", "ー", "one and the long vowel mark"],
  ["士", "土", "the only common pair in Chinese that UTS 39 has"],
];
for (const [a, b, why] of ALIKE) {
  test(`look alike: ${JSON.stringify(a)} and ${JSON.stringify(b)} (${why})`, () => {
    assertEquals([looksAlike(a, b), looksAlike(b, a)], [true, true]);
  });
}

const DIFFERENT: readonly Pair[] = [
  ["李明", "李鸣", "two characters of one sound"],
  ["王", "玉", "a dot"],
  ["未", "末", "the longer stroke"],
  ["日", "曰", "the width"],
  ["张伟", "張偉", "simplified and traditional"],
  ["一", "-", "not a hyphen"],
  ["一", "二", "a stroke"],
  ["émile", "emile", "accents are seen"],
  ["Ő", "Ö", "which accent is seen"],
  ["bob1", "bobl", "both ASCII: IRC tells them apart"],
  ["arnie", "amie", "both ASCII"],
  ["bob", "\u0430lice", "nothing alike"],
];
for (const [a, b, why] of DIFFERENT) {
  test(`not taken for each other: ${a} and ${b} (${why})`, () => {
    assertEquals([looksAlike(a, b), looksAlike(b, a)], [false, false]);
  });
}

test("ASCII looks the same by itself and beside other letters", () => {
  const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
  for (const letter of ascii) assertEquals(skeleton(`${letter}李`), `${skeleton(letter)}李`);
});

test("a skeleton is made of prototypes, without case", () => {
  assertEquals(["Admin", "\u0430dmin", "李明", "Ⅰ", ""].map(skeleton), ["adrnln", "adrnln", "李明", "l", ""]);
});

test("the case of ASCII letters does not count", () => {
  const letters = "abcdefghijklmnopqrstuvwxyz";
  assertEquals(skeleton(letters.toUpperCase()), skeleton(letters));
});

test("a name that looks different in lower case has two keys, others have one", () => {
  assertEquals(lookAlikeKeys("\u0412\u041e\u0412"), ["bob", "ʙoʙ"]);
  assertEquals(lookAlikeKeys("\u0432\u043e\u0432"), ["ʙoʙ"]);
  assertEquals(lookAlikeKeys("BOB"), ["bob"]);
});

test("among the names in use the asker's own is passed over, and a name given up is free", () => {
  const inUse = new LookAlikes<string>();
  inUse.add("bob1", "ann");
  inUse.add("bobl", "eve");
  assertEquals(
    [inUse.find("ｂｏｂ１"), inUse.find("ｂｏｂ１", "ann"), inUse.find("bobI")],
    ["ann", "eve", undefined],
  );
  inUse.remove("bobl", "eve");
  assertEquals(inUse.find("ｂｏｂ１", "ann"), undefined);
});
