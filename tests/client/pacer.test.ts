import { describe, test } from "node:test";
import { assertEquals, assertLess } from "@std/assert";
import { Pacer } from "../../src/client/pacer.ts";
import { DATAGRAMS_PER_SECOND_MAX } from "../../src/protocol/limits.ts";
import { FakeClock } from "./fake_world.ts";

/** A pacer, and when it sent what. */
function pace() {
  const clock = new FakeClock();
  const sent: { readonly item: number; readonly atMs: number }[] = [];
  const drainedAtMs: number[] = [];
  const pacer = new Pacer<number>(clock, {
    send: (item) => void sent.push({ item, atMs: clock.nowMs() }),
    drained: () => void drainedAtMs.push(clock.nowMs()),
  });
  return { clock, sent, drainedAtMs, pacer };
}

describe("Pacer", () => {
  test("sends a few at once", () => {
    const { sent, pacer } = pace();
    for (const item of [1, 2, 3]) pacer.add(item);
    assertEquals(
      sent.map(({ item }) => item),
      [1, 2, 3],
    );
  });

  test("sends many in order, 80 per second, and never more than the server takes in any second", async () => {
    const { clock, sent, drainedAtMs, pacer } = pace();
    // Begins in the middle of a pause, where two bursts come closest.
    pacer.add(0);
    await clock.pass(124);
    for (let item = 1; item < 1_000; item++) pacer.add(item);
    await clock.pass(60_000);
    assertEquals(
      sent.map(({ item }) => item),
      Array.from({ length: 1_000 }, (_, item) => item),
    );
    assertEquals(drainedAtMs.at(-1), 12_500 - 125);
    for (const { atMs } of sent) {
      const inSecond = sent.filter((other) => other.atMs >= atMs && other.atMs < atMs + 1_000).length;
      assertLess(inSecond, DATAGRAMS_PER_SECOND_MAX);
    }
  });

  test("sends nothing after it was stopped", async () => {
    const { clock, sent, pacer } = pace();
    for (let item = 0; item < 100; item++) pacer.add(item);
    pacer.stop();
    await clock.pass(60_000);
    assertEquals(sent.length, 10);
  });
});
