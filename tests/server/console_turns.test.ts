/** What is typed at the server's terminal is done in its order. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { Console } from "../../src/server/console.ts";

function scene() {
  const done: string[] = [];
  const terminal = new Console({
    channel: "#a",
    language: "en",
    historyId: "test",
    findMessage: (_msgid, found) => found(undefined),
    submit: (entry) => {
      if (entry.kind === "message") done.push(entry.message.command);
    },
    nowMs: () => 1_000,
    show: () => {},
    stop: () => void done.push("stop"),
  });
  return { terminal, done };
}

test("a line behind one that must be on the disk first waits for it, and so do all others", () => {
  const { terminal, done } = scene();
  terminal.type("/ban 10.0.0.0/8");
  terminal.pause();
  terminal.type("/bans");
  terminal.type("hello");
  assertEquals(done, ["UBAN"]);
  terminal.resume();
  assertEquals(done, ["UBAN", "UBAN", "PRIVMSG"]);
});

test("a line that comes of those which waited may hold the others back again", () => {
  const { terminal, done } = scene();
  terminal.pause();
  terminal.pause();
  terminal.type("hello");
  terminal.resume();
  assertEquals(done, []);
  terminal.resume();
  assertEquals(done, ["PRIVMSG"]);
});

test("the server can be stopped while a disk hangs", () => {
  const { terminal, done } = scene();
  terminal.pause();
  terminal.type("hello");
  terminal.type("/quit");
  assertEquals(done, ["stop"]);
});
