/** Rows of history as the events they were. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { clockTime, withClock } from "../../src/network/clock-time.ts";
import { historyEvent, inOrder, otherOf } from "../../src/network/history-event.ts";
import { targetLines } from "../../src/network/irc/history.ts";
import { needsClock, timedEvent } from "../../src/network/irc/timed-event.ts";
import { capabilities, NO_CAPABILITIES } from "../../src/protocol/capabilities.ts";
import type { HistoryRow, HistoryView } from "../../src/protocol/history.ts";
import { BOB, row, sequences } from "../helpers/history-rows.ts";

const VIEW: HistoryView = {
  purpose: "page",
  target: "#A",
  shownAs: { "#a": "#A", "@#a:9": "@#A" },
  self: "guest-1",
};

/** Command and params of a row, as it is shown. */
function shown(more: Partial<HistoryRow>, view = VIEW): readonly string[] {
  const { command, params } = historyEvent(row(1, more), view);
  return [command, ...params];
}

describe("what happened in a channel", () => {
  test("is told under the channel's name of today", () => {
    assertEquals(shown({}), ["PRIVMSG", "#A", "message 1"]);
    assertEquals(shown({ target: "@#a:9" }), ["PRIVMSG", "@#A", "message 1"]);
    assertEquals(shown({ target: "#elsewhere" }), ["PRIVMSG", "#elsewhere", "message 1"]);
    assertEquals(shown({ kind: "JOIN", body: "" }), ["JOIN", "#A"]);
    assertEquals(shown({ kind: "PART", body: "" }), ["PART", "#A"]);
    assertEquals(shown({ kind: "PART", body: "tired" }), ["PART", "#A", "tired"]);
    assertEquals(shown({ kind: "KICK", params: ["bob"], body: "out" }), ["KICK", "#A", "bob", "out"]);
    assertEquals(shown({ kind: "MODE", params: ["+l"], body: "9" }), ["MODE", "#A", "+l", "9"]);
    assertEquals(shown({ kind: "NICK", body: "bobby" }), ["NICK", "bobby"]);
    assertEquals(shown({ kind: "TAGMSG", body: "" }), ["TAGMSG", "#A"]);
    assertEquals(shown({ kind: "RENAME", params: ["#b", "#A"], body: "why" }), ["RENAME", "#b", "#A", "why"]);
    assertEquals(shown({ kind: "REDACT", replyTo: "m1", body: "" }), ["REDACT", "#A", "m1"]);
  });

  test("has the reason for which somebody left", () => {
    const reason = (params: readonly string[], body = "") =>
      historyEvent(row(1, { kind: "QUIT", params, body }), VIEW).reason;
    assertEquals(reason(["quit"], "bye"), { kind: "quit", text: "bye" });
    assertEquals(reason(["quit"]), { kind: "quit" });
    assertEquals(reason(["kicked", "ann"], "loud"), { kind: "kicked", by: "ann", text: "loud" });
    assertEquals(reason(["silent"]), { kind: "silent" });
    assertEquals(reason(["of a later version"]), { kind: "closed" });
  });
});

test("a private talk is told with the nicks of then, and is with the other one", () => {
  const view: HistoryView = { purpose: "page", target: "annie", self: "guest-1" };
  const mine = row(1, { target: "guest-1 guest-2", params: ["Ann"] });
  const theirs = { ...mine, senderId: "guest-2", params: ["Bob"], source: { ...BOB, nick: "Ann" } };
  assertEquals(historyEvent(mine, view).params, ["Ann", "message 1"]);
  assertEquals([otherOf(mine, view), otherOf(theirs, view)], ["Ann", "Ann"]);
});

test("what nobody has asked for asks no program for anything", () => {
  const rows = [
    row(1),
    row(2, { body: "\u0001VERSION\u0001" }),
    row(3, { body: "\u0001ACTION waves\u0001" }),
  ];
  assertEquals(sequences(inOrder(rows, { ...VIEW, purpose: "recent" })), [1, 3]);
  assertEquals(sequences(inOrder(rows, VIEW)), [1, 2, 3]);
  assertEquals(sequences(inOrder(rows, { ...VIEW, purpose: "search" })), [3, 2, 1]);
});

test("a channel that history keeps under several names is one target, as late as the last of them", () => {
  const rows = [row(1), row(2, { target: "#b" }), row(3, { target: "@#a:9" })];
  assertEquals(targetLines(rows, VIEW, "server"), [
    ":server CHATHISTORY TARGETS #b 1970-01-01T00:00:02.000Z",
    ":server CHATHISTORY TARGETS #A 1970-01-01T00:00:03.000Z",
  ]);
});

describe("for who is told no times", () => {
  const time = clockTime(1_000, 1_000);

  test("the clock stands before each line, and nothing is cut where it was", () => {
    const timed = (more: Partial<HistoryRow>) => timedEvent(historyEvent(row(1, more), VIEW), 1_000);
    assertEquals(timed({}).params, ["#A", `[${time}] message 1`]);
    const several = timed({ body: "one\n\ntwo", cuts: [1] });
    assertEquals([several.params[1], several.cuts], [`[${time}] one\n\n[${time}] two`, undefined]);
    assertEquals(timed({ body: "\u0001ACTION waves\u0001" }).params[1], `\u0001ACTION [${time}] waves\u0001`);
    assertEquals(timed({ kind: "JOIN", body: "" }).params, ["#A"]);
  });

  test("only a line feed ends a line: what else people have said is not torn", () => {
    assertEquals(withClock("a\rb\u2028c\n\nd\n", "02:26:42"), "[02:26:42] a\rb\u2028c\n\n[02:26:42] d\n");
  });

  test("but only where no program has asked, and with the day where it was another", () => {
    assertEquals(needsClock(VIEW, NO_CAPABILITIES), true);
    assertEquals(needsClock({ ...VIEW, purpose: "recent" }, NO_CAPABILITIES), true);
    assertEquals(needsClock({ ...VIEW, subcommand: "LATEST" }, NO_CAPABILITIES), false);
    assertEquals(needsClock({ ...VIEW, purpose: "search" }, NO_CAPABILITIES), false);
    assertEquals(needsClock(VIEW, capabilities("server-time")), false);
    const yesterday = new Date(2026, 10, 20, 2, 26, 42).getTime();
    assertEquals(clockTime(yesterday, new Date(2026, 10, 20, 23, 0, 0).getTime()), "02:26:42");
    assertEquals(clockTime(yesterday, new Date(2026, 10, 21, 0, 0, 1).getTime()), "2026-11-20 02:26:42");
  });
});
