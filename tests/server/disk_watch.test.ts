/** What people are told of a disk: each trouble once, and once that it is over. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { DISK_LATE_MS, WAITING_ENTRIES_MAX } from "../../src/protocol/limits.ts";
import { DiskWatch } from "../../src/server/disk-watch.ts";
import { FakeClock } from "../helpers/fake-clock.ts";

/** So long it has to be good after a refusal. */
const GOOD_MS = 5 * DISK_LATE_MS;
const ERROR = new Error("the disk is full");

function setUp(): { watch: DiskWatch; news: string[]; pass: (ms: number) => void; disk: { error?: Error } } {
  const clock = new FakeClock();
  const news: string[] = [];
  const disk: { error?: Error } = {};
  const watch = new DiskWatch({
    clock,
    news: {
      refuses: () => news.push("refuses"),
      late: () => news.push("late"),
      works: () => news.push("works"),
    },
    state: () => ({ waitingSinceMs: undefined, lastError: disk.error, keptRows: 0, lostRows: 0 }),
  });
  return { watch, news, disk, pass: (ms) => clock.advance(ms) };
}

describe("a disk", () => {
  test("that refuses many messages is told of once, and once when it works", () => {
    const { watch, news, disk, pass } = setUp();
    disk.error = ERROR;
    for (let count = 0; count < 3; count++) {
      watch.waits(1);
      watch.answered(0, ERROR);
      pass(DISK_LATE_MS);
    }
    assertEquals([watch.isReady, watch.isLate, news], [false, false, ["refuses"]]);
    delete disk.error;
    pass(GOOD_MS);
    assertEquals([watch.isReady, news], [true, ["refuses", "works"]]);
  });

  test("that takes a line between those it refuses does not work yet", () => {
    const { watch, news, disk, pass } = setUp();
    for (let count = 0; count < 3; count++) {
      disk.error = ERROR;
      watch.answered(0, ERROR);
      delete disk.error;
      watch.answered(0, undefined);
      pass(GOOD_MS - DISK_LATE_MS);
    }
    assertEquals([watch.isReady, news], [false, ["refuses"]]);
  });

  test("that answers late, and then with an error, again and again, is told of once", () => {
    const { watch, news, disk, pass } = setUp();
    for (let count = 0; count < 3; count++) {
      watch.waits(1);
      pass(DISK_LATE_MS * 2);
      assertEquals(watch.isLate, true);
      disk.error = ERROR;
      watch.answered(0, ERROR);
      assertEquals(watch.isLate, false);
    }
    assertEquals(news, ["late", "refuses"]);
    delete disk.error;
    pass(GOOD_MS);
    assertEquals(news, ["late", "refuses", "works"]);
    watch.waits(1);
    pass(DISK_LATE_MS * 2);
    assertEquals(news, ["late", "refuses", "works", "late"]);
  });

  test("that is behind by too many entries is late at once, until half of them are done", () => {
    const { watch, news } = setUp();
    watch.waits(WAITING_ENTRIES_MAX);
    watch.answered(WAITING_ENTRIES_MAX / 2, undefined);
    assertEquals([watch.isLate, news], [true, ["late"]]);
    watch.answered(WAITING_ENTRIES_MAX / 2 - 1, undefined);
    assertEquals([watch.isLate, news], [false, ["late", "works"]]);
  });

  test("of a server that stops lets nobody be read any more, and is no news", () => {
    const { watch, news, pass } = setUp();
    watch.waits(1);
    watch.close();
    pass(DISK_LATE_MS * 2);
    watch.answered(0, undefined);
    assertEquals([watch.isLate, watch.isReady, news], [true, false, []]);
  });
});
