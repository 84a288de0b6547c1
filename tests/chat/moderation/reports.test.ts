import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { REPORTS_KEPT_MAX, REPORTS_PER_HOST_MAX } from "../../../src/protocol/limits.ts";
import { LastingPlayground } from "../lasting-playground.ts";

function scene(): LastingPlayground {
  const play = new LastingPlayground();
  play.connect(0, "console", "server");
  play.irc(1, "ann");
  play.irc(2, "bob");
  return play;
}

test("a report is told to every operator, and outlives a restart", () => {
  const play = scene();
  assertEquals(play.ask(1, "REPORT", "bob", "too loud"), [
    "keep reported",
    "1< server report-received",
    "0< server report-arrived ann 10.0.0.1 bob (10.0.0.1) too loud",
    "acted: ann report bob",
  ]);
  play.restart();
  play.connect(0, "console", "server");
  assertEquals(play.ask(0, "REPORTS"), [
    "0< server report-entry 1970-01-01 00:00 UTC ann 10.0.0.1 bob (10.0.0.1) too loud",
  ]);
});

test("a report that is not on the disk is none", () => {
  const play = scene();
  play.isWritable = false;
  assertEquals(play.ask(1, "REPORT", "bob"), ["keep reported", "1< server cannot-store"]);
  assertEquals(play.ask(0, "REPORTS"), ["0< server report-none"]);
});

test("one address reports so much and no more", () => {
  const play = scene();
  for (let count = 0; count < REPORTS_PER_HOST_MAX; count++) play.ask(1, "REPORT", "bob");
  assertEquals(play.ask(2, "REPORT", "ann"), ["2< server report-too-often"]);
  play.connect(3, "plain", "10.0.0.3");
  assertEquals(play.ask(3, "REPORT", "ann")[1], "3< server report-received");
});

test("a report is plain words, since the server says them", () => {
  const play = scene();
  const told = play.ask(
    1,
    "REPORT",
    "bob",
    "\x02loud\x02 \x0304,05and\x0f \x1b[31m\u202erude\n:server\x07 x",
  );
  assertEquals(told[2], "0< server report-arrived ann 10.0.0.1 bob (10.0.0.1) loud and [31mrude :server x");
});

test("a sender of datagrams reports nothing: its address may be forged", () => {
  const play = scene();
  play.connect(3, "datagram", "10.0.0.3");
  assertEquals(play.ask(3, "REPORT", "bob"), []);
  assertEquals(play.ask(0, "REPORTS"), ["0< server report-none"]);
});

test("the oldest reports make room, also after a restart", () => {
  const play = scene();
  const keys = (): string[] => Object.keys(play.rows("report"));
  for (let count = 0; count < REPORTS_KEPT_MAX + 5; count++) {
    play.connect(1_000 + count, "plain", `10.1.0.${count}`);
    play.ask(1_000 + count, "REPORT", "bob", String(count));
    play.leave(1_000 + count);
  }
  assertEquals(keys().length, REPORTS_KEPT_MAX);
  play.restart();
  play.connect(0, "console", "server");
  play.irc(2, "bob");
  play.connect(3, "plain", "10.0.0.3");
  play.ask(3, "REPORT", "bob", "last");
  assertEquals(keys().length, REPORTS_KEPT_MAX);
  assertEquals(
    play.ask(0, "REPORTS", "2").map((line) => line.split(" ").at(-1)),
    [String(REPORTS_KEPT_MAX + 4), "last"],
  );
});
