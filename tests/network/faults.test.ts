/** Mistakes of ours: they cost one connection, never the server. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { guardedClock } from "../../src/network/guarded-clock.ts";
import { Tick, type TickMember } from "../../src/network/tick.ts";
import { FakeClock } from "../helpers/fake-clock.ts";

const broken = (): never => {
  throw new Error("broken");
};

test("a member that throws is lost, and the others of the tick have their turn", () => {
  const clock = new FakeClock();
  const log: string[] = [];
  const tick = new Tick(clock, () => log.push("buffers emptied"));
  const failing: TickMember = {
    flush: broken,
    resumeInput: broken,
    failed: (error) => log.push(String(error)),
  };
  const sound: TickMember = {
    flush: () => log.push("flushed"),
    resumeInput: () => log.push("resumed"),
    failed: broken,
  };
  for (const member of [failing, sound]) {
    tick.flushLater(member);
    tick.resumeLater(member);
  }
  clock.settle();
  assertEquals(log, ["Error: broken", "resumed", "Error: broken", "flushed", "buffers emptied"]);
});

test("a timer that throws is told, and the next one comes", () => {
  const clock = new FakeClock();
  const log: string[] = [];
  const guarded = guardedClock(clock, (error) => log.push(String(error)));
  guarded.after(1, broken);
  guarded.after(2, () => log.push("next"));
  guarded.endOfTick(broken);
  guarded.after(3, broken).cancel();
  clock.settle();
  clock.advance(10);
  assertEquals(log, ["Error: broken", "Error: broken", "next"]);
  assertEquals(guarded.nowMs(), clock.nowMs());
});
