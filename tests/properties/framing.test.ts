/** Whatever the chunks, the messages are the same. */
import { test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { detectDialect } from "../../src/protocol/dialect.ts";
import { PlainFramer, splitMessage } from "../../src/protocol/plain-framer.ts";
import { parsePlainLine } from "../../src/protocol/plain-text.ts";
import { safeText } from "../../src/protocol/safe-text.ts";

const LIMIT = 64;

/** Everything a framer makes of the chunks, the unfinished message included. */
function frame(chunks: readonly Uint8Array[]): string[] {
  const framer = new PlainFramer(LIMIT);
  const found: Uint8Array[] = [];
  for (const chunk of chunks) {
    framer.push(chunk);
    for (let message = framer.next(); message; message = framer.next()) found.push(new Uint8Array(message));
  }
  const rest = framer.finish();
  if (rest) found.push(rest);
  assert(found.every((message) => message.length <= LIMIT));
  return found.map((message) => [...message].join(" "));
}

/** Bytes cut at any places. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const sorted = [...places.map((place) => place % (bytes.length + 1)), 0, bytes.length].sort(
    (a, b) => a - b,
  );
  return sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end));
}

const telnetAndText = fc
  .array(fc.oneof(fc.constantFrom(0xff, 0xfb, 0xfa, 0xf0, 0x00, 0x0d, 0x0a, 0x41), fc.nat(255)))
  .map((bytes) => Uint8Array.from(bytes));
const lines = fc
  .array(fc.string({ unit: "grapheme", maxLength: 80 }))
  .map((texts) => new TextEncoder().encode(texts.join("\n")));

test("a framer finds the same messages in any chunks", () => {
  fc.assert(
    fc.property(fc.oneof(telnetAndText, lines), fc.array(fc.nat(10_000)), (bytes, places) => {
      assertEquals(frame(cut(bytes, places)), frame([bytes]));
    }),
    { numRuns: 1_000 },
  );
});

test("a framer loses no text, and cuts no character", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (text) => {
      const clean = text.replace(/[\r\n\0]/g, "");
      const framer = new PlainFramer(LIMIT);
      framer.push(new TextEncoder().encode(`${clean}\n`));
      const decoder = new TextDecoder("utf-8", { fatal: true });
      let found = "";
      for (let message = framer.next(); message; message = framer.next()) found += decoder.decode(message);
      assertEquals(found, clean.replace(/^\ufeff/, ""));
    }),
    { numRuns: 1_000 },
  );
});

test("splitMessage keeps every byte and its limit", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1_000 }), fc.integer({ min: 8, max: 100 }), (bytes, max) => {
      const parts = splitMessage(bytes, max);
      assert(parts.every((part) => part.length <= max && (part.length > 0 || bytes.length === 0)));
      assertEquals(
        parts.flatMap((part) => [...part]),
        [...bytes],
      );
    }),
  );
});

test("detection never takes back what it has decided", () => {
  const starts = fc.constantFrom(
    "GET / HTTP/1.1\r\n",
    "NICK bob\n",
    "USER a b c d\n",
    "QUIT\n",
    "hello\n",
    "",
  );
  fc.assert(
    fc.property(starts, fc.string(), fc.nat(40), (start, rest, length) => {
      const bytes = new TextEncoder().encode(start + rest);
      const early = detectDialect(bytes.subarray(0, length));
      if (early) assertEquals(detectDialect(bytes), early);
    }),
    { numRuns: 1_000 },
  );
});

test("no typed line makes the parser throw, and none leaves a control character after safeText", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (line) => {
      parsePlainLine(line, { channel: "#lobby", isConsole: false });
      parsePlainLine(`/${line}`, { channel: undefined, isConsole: true });
      assert(!/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(safeText(line)));
    }),
    { numRuns: 1_000 },
  );
});
