/** What search takes for words. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { wordsOf } from "../../src/history/words.ts";

const WORDS: Readonly<Record<string, readonly string[]>> = {
  "": [],
  "... !?": [],
  "Hello, World2": ["hello", "world2"],
  "it's foo_bar.baz": ["it", "s", "foo", "bar", "baz"],
  机器学习: ["机", "器", "学", "习"],
  "用TypeScript写 v2.0": ["用", "typescript", "写", "v2", "0"],
  "コーヒー、々〇": ["コ", "ー", "ヒ", "ー", "々", "〇"],
  "한국어 text": ["한", "국", "어", "text"],
  "Crème BRÛLÉE Straße": ["creme", "brulee", "straße"],
  "ＦＵＬＬ　ｗｉｄｔｈ": ["full", "width"],
  "Ёлка Ελλάδα": ["ёлка", "ελλάδα"],
  "हिन्दी ภาษา": ["हिन्दी", "ภาษา"],
  "ok👍👍🏽 :)": ["ok", "👍", "👍", "🏽"],
  𠮷野家: ["𠮷", "野", "家"],
};

for (const [text, words] of Object.entries(WORDS)) {
  test(`the words of "${text}"`, () => assertEquals(wordsOf(text), words));
}
