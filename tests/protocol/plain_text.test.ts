import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { type PlainRequest, parsePlainLine } from "../../src/protocol/plain-text.ts";

const GUEST = { channel: "#lobby", isConsole: false };
const CONSOLE = { channel: "#lobby", isConsole: true };

function asks(command: string, ...params: string[]): PlainRequest {
  return { kind: "message", message: { command, params } };
}

const CASES: readonly [string, PlainRequest][] = [
  ["", { kind: "nothing" }],
  ["   ", { kind: "nothing" }],
  ["hello", asks("PRIVMSG", "#lobby", "hello")],
  ["  indented\r", asks("PRIVMSG", "#lobby", "  indented")],
  ["//etc is a folder", asks("PRIVMSG", "#lobby", "/etc is a folder")],
  ["exit", asks("QUIT")],
  ["EXIT", asks("QUIT")],
  ["exit now", asks("PRIVMSG", "#lobby", "exit now")],
  ["/quit", asks("QUIT")],
  ["/QUIT see you", asks("QUIT", "see you")],
  ["/nick 小明", asks("NICK", "小明")],
  ["/nick", { kind: "incomplete", word: "nick" }],
  ["/me waves", asks("PRIVMSG", "#lobby", "\u0001ACTION waves\u0001")],
  ["/msg bob hi  there", asks("PRIVMSG", "bob", "hi  there")],
  ["/msg bob", { kind: "incomplete", word: "msg" }],
  ["/j games", asks("JOIN", "#games")],
  ["/join #games", asks("JOIN", "#games")],
  ["/join team sesame now", asks("JOIN", "#team", "sesame")],
  ["/part", asks("PART", "#lobby")],
  ["/part games", asks("PART", "#games")],
  ["/list", asks("LIST")],
  ["/who", asks("WHO", "#lobby")],
  ["/who bob", asks("WHO", "bob")],
  ["/topic", asks("TOPIC", "#lobby")],
  ["/topic lunch at noon", asks("TOPIC", "#lobby", "lunch at noon")],
  ["/topic #games chess", asks("TOPIC", "#games", "chess")],
  ["/lang zh", { kind: "local", command: "lang", argument: "zh" }],
  ["/help", { kind: "local", command: "help", argument: "" }],
  ["/kick bob", { kind: "unknown", word: "kick" }],
  ["/op bob", { kind: "unknown", word: "op" }],
  ["/dance", { kind: "unknown", word: "dance" }],
  ["/constructor", { kind: "unknown", word: "constructor" }],
  ["/", { kind: "unknown", word: "" }],
];

for (const [line, expected] of CASES) {
  test(`a guest types ${JSON.stringify(line)}`, () => {
    assertEquals(parsePlainLine(line, GUEST), expected);
  });
}

test("the console can kick, and its exit is a word like any other", () => {
  assertEquals(parsePlainLine("/kick bob too loud", CONSOLE), asks("KILL", "bob", "too loud"));
  assertEquals(parsePlainLine("/kick", CONSOLE), { kind: "incomplete", word: "kick" });
  assertEquals(parsePlainLine("exit", CONSOLE), asks("PRIVMSG", "#lobby", "exit"));
});

test("the console makes operators and unmakes them", () => {
  assertEquals(parsePlainLine("/op bob", CONSOLE), asks("OP", "bob"));
  assertEquals(parsePlainLine("/deop bob", CONSOLE), asks("DEOP", "bob"));
  assertEquals(parsePlainLine("/deop", CONSOLE), { kind: "incomplete", word: "deop" });
});

test("in no room a line has no target, which the rules refuse", () => {
  assertEquals(parsePlainLine("hi", { channel: undefined, isConsole: false }), asks("PRIVMSG", "", "hi"));
});
