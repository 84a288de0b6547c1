/** What a clock must do; the real one, in real time, and the tests' own. */
import { describe, test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import { type Clock, systemClock } from "../../src/platform/clock.ts";
import { FakeClock } from "../helpers/fake-clock.ts";

/** A clock and a way to let it reach a moment. */
interface Played {
  readonly clock: Clock;
  pass(ms: number): Promise<void>;
}

const IMPLEMENTATIONS: readonly [string, () => Played][] = [
  [
    "system",
    () => ({
      clock: systemClock,
      pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    }),
  ],
  [
    "fake",
    () => {
      const clock = new FakeClock();
      return { clock, pass: async (ms) => clock.advance(ms) };
    },
  ],
];

for (const [name, create] of IMPLEMENTATIONS) {
  describe(`clock: ${name}`, () => {
    test("calls back each timer once, those of one delay in their order, and never a cancelled one", async () => {
      const { clock, pass } = create();
      const called: string[] = [];
      clock.after(20, () => called.push("first"));
      const cancelled = clock.after(20, () => called.push("cancelled"));
      clock.after(20, () => called.push("second"));
      cancelled.cancel();
      cancelled.cancel();
      while (called.length < 2) await pass(5);
      await pass(50);
      assertEquals(called, ["first", "second"]);
    });

    test("not before the delay", async () => {
      const { clock, pass } = create();
      const startMs = performance.now();
      const fakeStartMs = clock.nowMs();
      let elapsedMs = 0;
      clock.after(30, () => {
        elapsedMs = Math.max(performance.now() - startMs, clock.nowMs() - fakeStartMs);
      });
      while (elapsedMs === 0) await pass(5);
      assert(elapsedMs >= 29, `after ${elapsedMs} ms`);
    });

    test("a timer may start or cancel others of the same delay", async () => {
      const { clock, pass } = create();
      const called: string[] = [];
      clock.after(10, () => {
        called.push("one");
        later.cancel();
        clock.after(10, () => called.push("three"));
      });
      const later = clock.after(10, () => called.push("two"));
      while (!called.includes("three")) await pass(5);
      assertEquals(called, ["one", "three"]);
    });

    test("thousands of delays of their own come all", async () => {
      const { clock, pass } = create();
      let count = 0;
      for (let index = 0; index < 200; index++) clock.after(10 + index / 10, () => (count += 1));
      while (count < 200) await pass(5);
      assertEquals(count, 200);
    });
  });
}
