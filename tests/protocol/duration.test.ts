import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { parseDuration } from "../../src/protocol/duration.ts";

test("durations are sums of counted units, in any case", () => {
  const hourMs = 3_600_000;
  assertEquals(parseDuration("90s"), 90_000);
  assertEquals(parseDuration("1d2h"), 26 * hourMs);
  assertEquals(parseDuration("1D2H30M"), 26.5 * hourMs);
  assertEquals(parseDuration("1w"), 7 * 24 * hourMs);
  assertEquals(parseDuration("1y1mo1m"), (365 + 30) * 24 * hourMs + 60_000);
});

test("all else is none: words, bare numbers, nothing, and what nobody lives to see", () => {
  for (const text of ["", "0s", "5", "h", "1x", "1d 2h", "-1d", "1.5h", "for 2h", "12345678y"]) {
    assertEquals([text, parseDuration(text)], [text, undefined]);
  }
});
