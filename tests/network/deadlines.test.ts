/** Deadlines that share timers. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { type DeadlineMember, Deadlines } from "../../src/network/deadlines.ts";
import { FakeClock } from "../helpers/fake-clock.ts";

function play() {
  const clock = new FakeClock();
  const startMs = clock.nowMs();
  const events: string[] = [];
  const deadlines = new Deadlines(clock, (error) => events.push(String(error)));
  const member = (name: string, then?: (member: DeadlineMember) => void): DeadlineMember => ({
    deadlineStep: undefined,
    due() {
      events.push(`${name} ${clock.nowMs() - startMs}`);
      then?.(this);
    },
  });
  return { clock, events, deadlines, member };
}

test("a deadline comes once, not too early and a second late at most", () => {
  const { clock, events, deadlines, member } = play();
  deadlines.set(member("first"), 3_000);
  clock.advance(400);
  deadlines.set(member("second"), 3_000);
  deadlines.set(member("at once"), 0);
  clock.advance(60_000);
  assertEquals(events, ["at once 1000", "first 3000", "second 4000"]);
});

test("all of them share a timer, and without any there is none", () => {
  const { clock, deadlines, member } = play();
  const members = Array.from({ length: 100 }, (_, index) => member(String(index)));
  for (const [index, one] of members.entries()) deadlines.set(one, 1_000 * index);
  assertEquals(clock.timerCount, 1);
  for (const one of members) deadlines.clear(one);
  assertEquals(clock.timerCount, 0);
  deadlines.set(member("last"), 2_000);
  clock.advance(2_000);
  assertEquals(clock.timerCount, 0);
});

test("a deadline is replaced by a later one, also from within", () => {
  const { clock, events, deadlines, member } = play();
  const replaced = member("replaced");
  deadlines.set(replaced, 1_000);
  deadlines.set(replaced, 5_000);
  let left = 2;
  const again = member("again", (one) => {
    if (left-- > 0) deadlines.set(one, 1_500);
  });
  deadlines.set(again, 1_000);
  clock.advance(60_000);
  assertEquals(events, ["again 1000", "again 3000", "replaced 5000", "again 5000"]);
});

test("who is cleared by another at the same moment is not told", () => {
  const { clock, events, deadlines, member } = play();
  const cleared = member("cleared");
  deadlines.set(
    member("clears", () => deadlines.clear(cleared)),
    1_000,
  );
  deadlines.set(cleared, 1_000);
  clock.advance(60_000);
  assertEquals(events, ["clears 1000"]);
});

test("a clock that is set moves no deadline further than a second", () => {
  for (const jumpMs of [-3_600_000, 3_600_000]) {
    const { clock, events, deadlines, member } = play();
    deadlines.set(member("before"), 2_000);
    clock.jump(jumpMs);
    deadlines.set(member("after"), 2_000);
    clock.advance(2_000);
    assertEquals(events, [`before ${2_000 + jumpMs}`]);
    clock.advance(1_000);
    assertEquals(events, [`before ${2_000 + jumpMs}`, `after ${3_000 + jumpMs}`]);
  }
});

test("what one throws does not concern the others", () => {
  const { clock, events, deadlines, member } = play();
  const throws = member("throws", () => {
    throw new Error("broken");
  });
  deadlines.set(throws, 1_000);
  deadlines.set(member("fine"), 1_000);
  clock.advance(1_000);
  assertEquals(events, ["throws 1000", "Error: broken", "fine 1000"]);
});
