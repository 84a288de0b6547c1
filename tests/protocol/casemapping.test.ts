import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { casemapping, foldChannel, foldNick, isAscii } from "../../src/protocol/casemapping.ts";

const ascii = casemapping("ascii");
const precis = casemapping("precis");

test("a casemapping says which one it is", () => {
  assertEquals([ascii.name, precis.name], ["ascii", "precis"]);
});

const SAME_IN_ASCII: readonly (readonly [name: string, key: string])[] = [
  ["bob", "bob"],
  ["A", "a"],
  ["Z", "z"],
  ["BobÄ", "bobÄ"],
  ["AZ[]\\^{}|~@`", "az[]\\^{}|~@`"],
  ["ＢＯＢ", "ＢＯＢ"],
  ["小明", "小明"],
  ["", ""],
];
for (const [name, key] of SAME_IN_ASCII) {
  test(`in ascii, only A–Z are folded: ${JSON.stringify(name)}`, () => {
    assertEquals([String(ascii.nick(name)), String(ascii.channel(`#${name}`))], [key, `#${key}`]);
    assertEquals([String(foldNick(name)), String(foldChannel(`#${name}`))], [key, `#${key}`]);
  });
}

const SAME_IN_PRECIS: readonly (readonly [name: string, key: string])[] = [
  ["bob", "bob"],
  ["BoB", "bob"],
  ["ÄRGER", "ärger"],
  ["A\u0308", "ä"],
  ["Вова", "вова"],
  ["ＢＯＢ１", "bob1"],
  ["ｶﾞ", "ガ"],
  ["ΟΔΥΣΣΕΥΣ", "οδυσσευς"],
  ["[a]|{b}", "[a]|{b}"],
  ["小明", "小明"],
  ["ℬ", "ℬ"],
  ["①", "①"],
];
for (const [name, key] of SAME_IN_PRECIS) {
  test(`in precis, width, case and composition do not count: ${name}`, () => {
    assertEquals([String(precis.nick(name)), String(precis.channel(`#${name}`))], [key, `#${key}`]);
  });
}

/** Every character but lone surrogates. */
function* characters(): Generator<string> {
  for (let code = 0; code <= 0x10ffff; code++) {
    if (code < 0xd800 || code > 0xdfff) yield String.fromCodePoint(code);
  }
}

test("a key is its own key, for every character there is", () => {
  const unstable: string[] = [];
  for (const character of characters()) {
    const key = precis.nick(character);
    if (precis.nick(key) !== key) unstable.push(character);
  }
  assertEquals(unstable, []);
});

test("names that are the same in ascii are the same in precis", () => {
  for (const name of ["BobÄ", "ΣΑΣ", "İx", "ＡB"]) {
    assertEquals(precis.nick(ascii.nick(name)), precis.nick(name));
  }
});

test("ASCII ends at U+007F", () => {
  assertEquals(["", "a\u007f", "a\u0080", "明"].map(isAscii), [true, true, false, false]);
});
