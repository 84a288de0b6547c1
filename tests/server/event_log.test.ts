import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { eventLog, lineBuffer, loggingObserver } from "../../src/server/event-log.ts";
import { FakeClock } from "../helpers/fake-clock.ts";

test("a line has its time, level, event and fields, quoted where needed and safe for a terminal", () => {
  const written: string[] = [];
  const log = eventLog(new FakeClock(), (line) => written.push(line));
  log.write("warn", "settings", { text: "two words", key: "one", evil: "\u001b[2J\n\u202e", empty: "" });
  assertEquals(written, [
    '2023-11-14T22:13:20.000Z warn settings text="two words" key=one evil="[2J " empty=""',
  ]);
});

test("who came and went is told without anybody's words", () => {
  const written: string[] = [];
  const observer = loggingObserver(eventLog(new FakeClock(), (line) => written.push(line.slice(25))));
  const source = {
    nick: "g10-0-0-1",
    host: "10.0.0.1",
    isGuest: true,
    isBot: false,
    username: "u",
    realname: "r",
  };
  observer.came(7, source);
  observer.went(7, source, { kind: "kicked", by: "server", text: "secret words" });
  assertEquals(written, [
    "info came session=7 who=10.0.0.1 nick=g10-0-0-1",
    "info went session=7 who=10.0.0.1 nick=g10-0-0-1 reason=kicked",
  ]);
});

test("what operators do is told with who did it to whom, and why", () => {
  const written: string[] = [];
  const observer = loggingObserver(eventLog(new FakeClock(), (line) => written.push(line.slice(25))));
  observer.acted({ by: "root", action: "ban", target: "10.0.0.0/8", reason: "floods rooms" });
  observer.acted({ by: "server", action: "rehash", target: "" });
  assertEquals(written, [
    'info acted by=root action=ban target=10.0.0.0/8 reason="floods rooms"',
    'info acted by=server action=rehash target=""',
  ]);
});

test("a tick's lines are one write, and the last ones are not lost", () => {
  const clock = new FakeClock();
  const written: string[] = [];
  const lines = lineBuffer(clock, (text) => written.push(text));
  lines.add("one");
  lines.add("two");
  assertEquals(written, []);
  clock.tick();
  assertEquals(written, ["one\ntwo"]);
  lines.add("last");
  lines.flush();
  clock.tick();
  assertEquals(written, ["one\ntwo", "last"]);
});
