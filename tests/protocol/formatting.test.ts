import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { withoutFormatting } from "../../src/protocol/formatting.ts";

for (const [text, plain] of [
  ["nothing to take", "nothing to take"],
  ["\u0002bold\u0002 \u001dslanted\u000f", "bold slanted"],
  ["\u00034red\u0003 \u000304,12blue 5\u0003,x", "red blue 5,x"],
  ["\u00031234", "34"],
  ["\u0004ff0000red\u0004", "red"],
  ["\u0016\u0011\u001e\u001f温度 5", "温度 5"],
] as const) {
  test(`${JSON.stringify(text)} is read as ${JSON.stringify(plain)}`, () => {
    assertEquals(withoutFormatting(text), plain);
  });
}
