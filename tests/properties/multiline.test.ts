/** Messages of several lines: the body and its lines are two ways to say the same. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { joinLines, splitLines } from "../../src/protocol/multiline.ts";

const runs = { numRuns: 1_000 };
const lineText = fc.string({ unit: fc.constantFrom("a", " ", "你", "👋", ":", "\u0001") });
const line = fc
  .record({ text: lineText, isConcatenated: fc.boolean() }, { noNullPrototype: true })
  // Nothing may be said blank and as the rest of another line.
  .map((made) => (made.text === "" ? { ...made, isConcatenated: false } : made));
const lines = fc
  .array(line, { minLength: 1, maxLength: 40 })
  .map(([first, ...rest]) => [{ text: first?.text ?? "", isConcatenated: false }, ...rest]);

test("lines that become a body are the same lines again", () => {
  fc.assert(
    fc.property(lines, (sent) => {
      const { text, cuts } = joinLines(sent);
      assertEquals(splitLines(text, cuts), sent);
    }),
    runs,
  );
});

test("a body that becomes lines is the same body with the same cuts again", () => {
  const body = fc.string({ unit: fc.constantFrom("a", "\n", " ", "你") });
  const cutBody = body.chain((text) =>
    fc
      .uniqueArray(fc.nat({ max: text.length }))
      .map((cuts) => ({ text, cuts: cuts.toSorted((one, other) => one - other) })),
  );
  fc.assert(
    fc.property(cutBody, (said) => {
      assertEquals(joinLines(splitLines(said.text, said.cuts)), said);
    }),
    runs,
  );
});
