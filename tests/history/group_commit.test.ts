/** Group commit over a disk that the test plays. */
import { describe, test } from "node:test";
import { assertEquals, assertThrows } from "@std/assert";
import { GroupCommit, type GroupCommitLimits, type Store } from "../../src/history/group-commit.ts";
import type { Done } from "../../src/history/history.ts";
import type { HistoryWrite } from "../../src/protocol/history.ts";
import { FakeClock } from "../helpers/fake-clock.ts";
import { gone, lasting, row } from "../helpers/history-rows.ts";

const ROOMY: GroupCommitLimits = { waitingRowsMax: 100, batchRowsMax: 100, keptRowsMax: 100 };
const BROKEN = new Error("broken");

/** Keeps what it was asked to write until the test answers. */
class PlayedDisk implements Store {
  readonly batches: (readonly number[])[] = [];
  readonly #waiting: Done[] = [];
  readonly #clock: FakeClock;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  write(batch: readonly HistoryWrite[], done: Done): void {
    this.batches.push(batch.map(({ sequence }) => sequence));
    this.#waiting.push(done);
  }

  answer(error?: Error): void {
    assertEquals(this.#waiting.length, 1, "one transaction is under way");
    this.#waiting.pop()?.(error);
    this.#clock.settle();
  }
}

function setUp(limits = ROOMY) {
  const clock = new FakeClock();
  const disk = new PlayedDisk(clock);
  const group = new GroupCommit({ store: disk, clock, limits });
  const answers: string[] = [];
  const commit = (...writes: readonly HistoryWrite[]): void => {
    const name = writes.map(({ sequence }) => sequence).join("+");
    group.commit(writes, (error) => answers.push(error ? `${name}: ${error.message}` : name));
    clock.tick();
  };
  return { disk, clock, group, answers, commit };
}

const said = (sequence: number): HistoryWrite => row(sequence);
const joined = (sequence: number): HistoryWrite => row(sequence, { kind: "JOIN" });

describe("group commit", () => {
  test("writes at the end of the turn, and together what arrives meanwhile", () => {
    const { disk, answers, commit } = setUp();
    commit(said(1));
    commit(said(2), said(3));
    commit(said(4));
    assertEquals([disk.batches, answers], [[[1]], []]);
    disk.answer();
    assertEquals([disk.batches, answers], [[[1], [2, 3, 4]], ["1"]]);
    disk.answer();
    assertEquals(answers, ["1", "2+3", "4"]);
  });

  test("keeps a transaction within its size, and a call whole", () => {
    const { disk, commit } = setUp({ ...ROOMY, batchRowsMax: 2 });
    commit(said(1));
    commit(said(2));
    commit(said(3), said(4));
    commit(said(5), said(6), said(7));
    for (let batch = 0; batch < 4; batch++) disk.answer();
    assertEquals(disk.batches, [[1], [2], [3, 4], [5, 6, 7]]);
  });

  test("answers in order where the disk answers before its write returns", () => {
    const answers: number[] = [];
    const store: Store = { write: (_, done) => done() };
    const clock = new FakeClock();
    const group = new GroupCommit({ store, clock, limits: ROOMY });
    group.commit([said(1)], () => {
      group.commit([said(2)], () => answers.push(2));
      answers.push(1);
    });
    group.commit([said(3)], () => answers.push(3));
    clock.settle();
    assertEquals(answers, [1, 3, 2]);
  });

  test("goes on after somebody's answer made a mistake, with the answers and with the disk", () => {
    const { disk, clock, group, answers, commit } = setUp();
    group.commit([said(1)], () => {
      throw new Error("ours");
    });
    commit(said(2));
    commit(said(3));
    assertThrows(() => disk.answer(), Error, "ours");
    clock.settle();
    assertEquals([disk.batches, answers], [[[1, 2], [3]], ["2"]]);
    disk.answer();
    assertEquals(answers, ["2", "3"]);
  });

  test("tells who waits for answers when all before have theirs", () => {
    const { disk, group, answers, commit } = setUp();
    group.whenAnswered(() => answers.push("at once"));
    commit(said(1));
    group.whenAnswered(() => answers.push("after 1"));
    commit(said(2));
    disk.answer();
    assertEquals(answers, ["at once", "1", "after 1"]);
    disk.answer();
    assertEquals(disk.batches, [[1], [2]]);
  });

  test("tells since when the oldest waits, for as long as the disk hangs", () => {
    const { disk, clock, group, commit } = setUp();
    assertEquals(group.state().waitingSinceMs, undefined);
    const startMs = clock.nowMs();
    commit(said(1));
    clock.advance(5_000);
    commit(said(2));
    assertEquals(group.state().waitingSinceMs, startMs);
    disk.answer();
    assertEquals(group.state().waitingSinceMs, startMs + 5_000);
    disk.answer();
    assertEquals(group.state().waitingSinceMs, undefined);
  });
});

describe("a disk that refuses", () => {
  test("fails calls with messages; events are kept and written before what comes next", () => {
    const { disk, group, answers, commit } = setUp();
    commit(joined(1));
    commit(said(2));
    commit(said(3), joined(4));
    commit(joined(5));
    disk.answer(BROKEN);
    disk.answer(BROKEN);
    assertEquals(answers, ["1", "2: broken", "3+4: broken", "5"]);
    assertEquals(group.state(), { waitingSinceMs: undefined, lastError: BROKEN, keptRows: 3, lostRows: 0 });
    commit(said(6));
    disk.answer();
    assertEquals(disk.batches, [[1], [1, 2, 3, 4, 5], [1, 4, 5, 6]]);
    assertEquals(group.state(), {
      waitingSinceMs: undefined,
      lastError: undefined,
      keptRows: 0,
      lostRows: 0,
    });
  });

  test("gets the newest of the lasting rows of one place, where it stands in the order", () => {
    const { disk, group, commit } = setUp();
    const happened = { hasHappened: true } as const;
    commit(lasting(1, "a", happened), joined(1));
    commit(lasting(2, "b", happened));
    commit(lasting(3, "a", happened));
    commit(gone(4, "b", happened), lasting(4, "b", { ...happened, kind: "ban" }));
    disk.answer(BROKEN);
    disk.answer(BROKEN);
    assertEquals(group.state().keptRows, 4);
    commit(said(5));
    disk.answer();
    assertEquals(disk.batches.at(-1), [1, 3, 4, 4, 5]);
    assertEquals(group.state().keptRows, 0);
  });

  test("refuses a lasting row that must be kept first, as a message, and keeps what has happened", () => {
    const { disk, group, answers, commit } = setUp();
    commit(lasting(1, "a"), lasting(1, "b", { hasHappened: true }));
    disk.answer(BROKEN);
    assertEquals([answers, group.state().keptRows], [["1+1: broken"], 1]);
    commit(joined(2));
    disk.answer();
    assertEquals(disk.batches, [
      [1, 1],
      [1, 2],
    ]);
  });

  test("is tried again by itself, more and more seldom, until it is back", () => {
    const { disk, clock, group, commit } = setUp();
    commit(said(1));
    disk.answer(BROKEN);
    const tries: number[] = [];
    for (let waitedMs = 0; waitedMs < 30_000; waitedMs += 100) {
      clock.advance(100);
      if (disk.batches.length === tries.length + 1) continue;
      tries.push(waitedMs + 100);
      disk.answer(BROKEN);
    }
    assertEquals(tries, [100, 300, 700, 1_500, 3_100, 6_300, 12_700, 22_700]);
    assertEquals(disk.batches.at(-1), []);
    clock.advance(10_000);
    disk.answer();
    assertEquals([group.state().lastError, clock.timerCount], [undefined, 0]);
  });

  test("is tried as often as before where many messages were refused", () => {
    const { disk, clock, commit } = setUp();
    for (let sequence = 1; sequence <= 20; sequence++) {
      commit(said(sequence));
      disk.answer(BROKEN);
    }
    clock.advance(100);
    assertEquals([disk.batches.length, disk.batches.at(-1)], [21, []]);
  });

  test("gets the kept events by itself when it is back", () => {
    const { disk, clock, commit } = setUp();
    commit(joined(1));
    disk.answer(BROKEN);
    clock.advance(100);
    commit(said(2));
    disk.answer();
    disk.answer();
    assertEquals(disk.batches, [[1], [1], [2]]);
  });

  test("lets the oldest events make room, and counts them", () => {
    const { disk, group, commit } = setUp({ ...ROOMY, keptRowsMax: 2 });
    for (const sequence of [1, 2, 3]) {
      commit(joined(sequence));
      disk.answer(BROKEN);
    }
    assertEquals([group.state().keptRows, group.state().lostRows], [2, 1]);
    commit(said(4));
    disk.answer();
    assertEquals(disk.batches.at(-1), [2, 3, 4]);
  });

  test("that hangs has messages refused when too much waits, each in its turn, and events for a while not", () => {
    const { disk, group, answers, commit } = setUp({ ...ROOMY, waitingRowsMax: 2, keptRowsMax: 1 });
    for (const write of [said(1), said(2), said(3), said(4), joined(5), joined(6)]) commit(write);
    assertEquals([answers, group.state().lostRows], [[], 1]);
    disk.answer();
    disk.answer();
    const busy = 'Cannot use history "": busy (too much waits for the disk)';
    assertEquals(answers, ["1", "2", "3", `4: ${busy}`, "5", "6"]);
    assertEquals(disk.batches, [[1], [2, 3, 5]]);
  });

  test("is tried once more at the end", () => {
    const { disk, clock, group, answers, commit } = setUp();
    commit(joined(1));
    disk.answer(BROKEN);
    group.close((error) => answers.push(`closed: ${error?.message}`));
    clock.tick();
    disk.answer(BROKEN);
    assertEquals([answers, disk.batches, clock.timerCount], [["1", "closed: broken"], [[1], [1]], 0]);
  });
});
