/** A disk that does not answer: nobody is read until it does, nothing is lost, and nobody is forgotten. */
import { describe, test } from "node:test";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { DISK_LATE_MS, MESSAGE_PAUSE_MS, WAITING_ENTRIES_MAX } from "../../src/protocol/limits.ts";
import { SlowHistory } from "../helpers/slow-history.ts";
import { NetworkPlayground, NOBODY_IS_TRUSTED, type Person } from "./playground.ts";

interface Scene {
  readonly history: SlowHistory;
  readonly play: NetworkPlayground;
  readonly ann: Person;
  readonly bob: Person;
}

function scene(): Scene {
  const history = new SlowHistory();
  const play = new NetworkPlayground({}, NOBODY_IS_TRUSTED, history);
  const people = [play.greeted("10.0.0.1"), play.greeted("10.0.0.2")] as const;
  const made = { history, play, ann: people[0], bob: people[1] };
  settle(made);
  for (const person of people) person.read();
  return made;
}

/** Everything that can be said is; what waits for the disk is stored. */
function settle({ history, play }: Scene): void {
  do {
    history.answerAll();
    history.findAll();
    play.clock.settle();
  } while (history.unkept > 0);
}

/** Says something that the disk does not answer. */
function makeLate({ play, ann }: Scene): void {
  ann.send("first\n");
  play.clock.advance(DISK_LATE_MS * 2);
}

describe("a disk that does not answer", () => {
  test("is late after a second, and then nobody is read", () => {
    const all = scene();
    const { history, play, ann, bob } = all;
    makeLate(all);
    assertEquals([play.edge.disk.isLate, play.toldOfDisk], [true, ["late"]]);
    const waiting = history.unkept;
    for (let line = 0; line < 10; line++) ann.send(`line ${line}\n`);
    bob.send("hello\n");
    assertEquals(history.unkept, waiting);
    assertEquals([ann.socket.isPaused, bob.socket.isPaused], [true, true]);
  });

  test("is over with its answer: everything comes in its order, and everybody is read again", () => {
    const all = scene();
    const { play, ann, bob } = all;
    makeLate(all);
    ann.send("second\nthird\n");
    bob.send("hello\n");
    settle(all);
    assertEquals(bob.read(), "<10.0.0.1> first\n<10.0.0.1> second\n<10.0.0.1> third\n");
    assertEquals(ann.read(), "<10.0.0.2> hello\n");
    assertEquals([ann.socket.isPaused, bob.socket.isPaused], [false, false]);
    assertEquals(play.toldOfDisk, ["late", "works"]);
  });

  test("can be late again and again", () => {
    const all = scene();
    const { play, ann, bob } = all;
    for (let round = 0; round < 3; round++) {
      makeLate(all);
      ann.send("more\n");
      settle(all);
      assertEquals(bob.read(), "<10.0.0.1> first\n<10.0.0.1> more\n");
    }
    assertEquals(play.toldOfDisk, ["late", "works", "late", "works", "late", "works"]);
  });

  test("lets an unfinished message wait too, and says it later", () => {
    const all = scene();
    const { history, play, ann, bob } = all;
    bob.send("first\n");
    play.clock.advance(DISK_LATE_MS * 1.2);
    ann.send("without an end");
    const waiting = history.unkept;
    play.clock.advance(MESSAGE_PAUSE_MS * 10);
    assertEquals(history.unkept, waiting);
    settle(all);
    play.clock.advance(MESSAGE_PAUSE_MS);
    settle(all);
    assertEquals(bob.read(), "<10.0.0.1> without an end\n");
  });

  test("keeps nobody who leaves meanwhile, and hears what they said before", () => {
    const all = scene();
    const { ann, bob } = all;
    makeLate(all);
    ann.send("last words\n");
    ann.end();
    settle(all);
    assertEquals(bob.read(), "<10.0.0.1> first\n<10.0.0.1> last words\n");
    assertEquals(ann.socket.isEnded, true);
  });

  test("is told to who asks whether the server is ready, and to nobody in the room", async () => {
    const all = scene();
    const { play } = all;
    makeLate(all);
    const asking = play.connect("10.0.0.3");
    asking.send("GET /readyz HTTP/1.1\r\nHost: 10.0.0.9\r\n");
    asking.send("\r\n");
    await play.until(() => asking.socket.writes.length > 0);
    assertStringIncludes(asking.read(), "HTTP/1.1 503 ");
  });
});

test("a disk that answers, only slowly, is not late", () => {
  const all = scene();
  const { history, play, ann } = all;
  for (let round = 0; round < 20; round++) {
    ann.send("line\n");
    if (round > 0) history.answer();
    play.clock.advance(DISK_LATE_MS / 2);
  }
  assertEquals(play.toldOfDisk, []);
});

test("a disk for which too much waits is late at once", () => {
  const all = scene();
  const { history, play } = all;
  const people = Array.from({ length: 40 }, (_, index) => play.greeted(`10.1.0.${index}`));
  const paste = "x\n".repeat(1_000);
  for (const person of people) person.send(paste);
  assertEquals(play.toldOfDisk, ["late"]);
  assertEquals(history.unkept < WAITING_ENTRIES_MAX + 2_000, true);
  settle(all);
  assertEquals(play.toldOfDisk.at(-1), "works");
  assertEquals(history.kept.filter(({ body }) => body === "x").length, 40_000);
});

test("a disk that refuses is told once, and once that it works again", () => {
  const all = scene();
  const { history, play, ann } = all;
  for (let line = 0; line < 3; line++) {
    ann.send("lost\n");
    history.answer(new Error("full"));
  }
  history.lastError = new Error("full");
  play.clock.advance(DISK_LATE_MS * 5);
  assertEquals(play.toldOfDisk, ["refuses: full"]);
  history.lastError = undefined;
  play.clock.advance(DISK_LATE_MS * 4);
  assertEquals(play.toldOfDisk, ["refuses: full"]);
  play.clock.advance(DISK_LATE_MS);
  assertEquals(play.toldOfDisk, ["refuses: full", "works"]);
});
