/** When the client tries again. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { backoffMs } from "../../src/client/backoff.ts";

describe("backoffMs", () => {
  test("the longest wait doubles from one second to thirty", () => {
    const longest = [0, 1, 2, 3, 4, 5, 6, 2000].map((attempt) => backoffMs(attempt, 1));
    assertEquals(longest, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  test("the wait is anywhere up to it", () => {
    assertEquals([backoffMs(3, 0), backoffMs(3, 0.5)], [0, 4_000]);
  });
});
