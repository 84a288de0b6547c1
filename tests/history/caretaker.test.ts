/** When a history's chores are done. */
import { describe, test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import { Caretaker } from "../../src/history/caretaker.ts";
import { FakeClock } from "../helpers/fake-clock.ts";

function setUp() {
  const clock = new FakeClock();
  const disk = { isBusy: false, steps: 0, hasMore: false, during: () => {} };
  const caretaker = new Caretaker({
    clock,
    isBusy: () => disk.isBusy,
    step: (done) => {
      disk.steps += 1;
      disk.during();
      done(disk.hasMore);
    },
  });
  return { clock, disk, caretaker };
}

describe("chores", () => {
  test("begin when it is quiet, and end when nothing is left", () => {
    const { clock, disk } = setUp();
    disk.hasMore = true;
    clock.advance(200);
    assertEquals(disk.steps, 1);
    clock.advance(3);
    assertEquals(disk.steps, 4);
    disk.hasMore = false;
    clock.advance(1_000);
    assertEquals(disk.steps, 5);
  });

  test("wait while somebody waits for the disk, or writes again and again", () => {
    const { clock, disk, caretaker } = setUp();
    disk.isBusy = true;
    clock.advance(1_000);
    disk.isBusy = false;
    for (let time = 0; time < 20; time++) {
      caretaker.wrote(1);
      clock.advance(100);
    }
    assertEquals(disk.steps, 0);
    clock.advance(300);
    assertEquals(disk.steps, 1);
  });

  test("are done in between where too much is left, until it is not too much", () => {
    const { clock, disk, caretaker } = setUp();
    disk.isBusy = true;
    disk.hasMore = true;
    caretaker.wrote(20_000);
    clock.advance(500);
    assertEquals(disk.steps, 4);
    clock.advance(10_000);
    assertEquals(disk.steps, 8);
  });

  test("are done once a minute where it is never quiet, or what is too old would stay for ever", () => {
    const { clock, disk, caretaker } = setUp();
    const talkFor = (ms: number): void => {
      for (let passed = 0; passed < ms; passed += 100) {
        caretaker.wrote(1);
        clock.advance(100);
      }
    };
    disk.hasMore = true;
    talkFor(59_000);
    assertEquals(disk.steps, 0);
    talkFor(2_000);
    assert(disk.steps > 5 && disk.steps < 20, `${disk.steps} steps`);
    disk.hasMore = false;
    talkFor(200);
    const { steps } = disk;
    talkFor(59_000);
    assertEquals(disk.steps, steps);
    talkFor(2_000);
    assertEquals(disk.steps, steps + 1);
  });

  test("do not forget what is written while they are done", () => {
    const { clock, disk, caretaker } = setUp();
    disk.during = () => caretaker.wrote(1);
    clock.advance(200);
    disk.during = () => {};
    clock.advance(400);
    assertEquals(disk.steps, 2);
    clock.advance(59_000);
    assertEquals(disk.steps, 2);
  });

  test("are looked for once a minute, and soon after something was written", () => {
    const { clock, disk, caretaker } = setUp();
    clock.advance(200);
    clock.advance(120_000);
    assertEquals(disk.steps, 3);
    caretaker.wrote(1);
    clock.advance(400);
    assertEquals(disk.steps, 4);
  });

  test("end with the history", () => {
    const { clock, disk, caretaker } = setUp();
    caretaker.close();
    caretaker.wrote(1);
    clock.advance(120_000);
    assertEquals([disk.steps, clock.timerCount], [0, 0]);
  });
});
