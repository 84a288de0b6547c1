/** The person at the server's terminal reads what was said, as everybody does. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { clockTime } from "../../src/network/clock-time.ts";
import { CONSOLE_SESSION, type Entry } from "../../src/protocol/effects.ts";
import type { HistoryRow, HistoryView } from "../../src/protocol/history.ts";
import { Console } from "../../src/server/console.ts";
import { row } from "../helpers/history-rows.ts";

interface Scene {
  readonly terminal: Console;
  readonly asked: (readonly string[])[];
  readonly shown: string[];
}

function scene(): Scene {
  const asked: (readonly string[])[] = [];
  const shown: string[] = [];
  const terminal = new Console({
    channel: "#a",
    language: "en",
    historyId: "test",
    findMessage: (_msgid, done) => done(undefined),
    submit: (entry: Entry) => {
      if (entry.kind !== "message") return;
      assertEquals(entry.session, CONSOLE_SESSION);
      asked.push([entry.message.command, ...entry.message.params]);
    },
    nowMs: () => 1_000,
    show: (text) => void shown.push(text),
    stop() {},
  });
  return { terminal, asked, shown };
}

test("/history and /search ask for it", () => {
  const { terminal, asked } = scene();
  for (const line of ["/history", "/history 5", "/search green tea in:#a"]) terminal.type(line);
  assertEquals(asked, [
    ["HISTORY", "#a", ""],
    ["HISTORY", "#a", "5"],
    ["SEARCH", "in=#a;text=green\\stea;limit=20"],
  ]);
});

test("what is found is shown with its time, and nothing is as well", () => {
  const { terminal, shown } = scene();
  const clock = clockTime(1_000, 1_000);
  const show = (purpose: HistoryView["purpose"], found: readonly HistoryRow[] | Error): void =>
    terminal.showHistory({ view: { purpose, target: "", self: "x" }, found });
  const rows = [row(1, { body: "one\ntwo" })];
  show("page", rows);
  show("search", rows);
  show("page", []);
  show("page", new Error("the disk is gone"));
  show("recent", []);
  assertEquals(shown, [
    `[${clock}] <Bob> one\n[${clock}] <Bob> two`,
    `[${clock}] [#a] <Bob> one\n[${clock}] [#a] <Bob> two`,
    "Nothing was found.",
    "The history cannot be read just now. Try again later.",
  ]);
});

test("/recall without anything said says so", () => {
  const { terminal, shown } = scene();
  terminal.type("/recall");
  assertEquals(shown, ["You have said nothing here that could be taken back."]);
});

test("what other operators do is shown in words, and neither one's own acts nor reports twice", () => {
  const { terminal, shown } = scene();
  terminal.acted({ by: "root", action: "kill", target: "bob", reason: "too loud\u001b[2J" });
  terminal.acted({ by: "server", action: "kill", target: "bob" });
  terminal.acted({ by: "eve", action: "report", target: "bob" });
  assertEquals(shown, ["root has ended the connection of bob. too loud[2J"]);
});
