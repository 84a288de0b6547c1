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

test("who registers gives a password, or begins with a name", () => {
  const asked: readonly [string, PlainRequest][] = [
    ["/register", { kind: "incomplete", word: "register" }],
    ["/register sesame", asks("NICKSERV", "REGISTER", "sesame")],
    ["/register sesame bob@x.org", asks("NICKSERV", "REGISTER", "sesame bob@x.org")],
    ["/register carl open sesame", { kind: "register", name: "carl", password: "open sesame" }],
    ["/register Bob s@same", { kind: "register", name: "Bob", password: "s@same" }],
    [
      "/register carl s@same c@x.org",
      { kind: "register", name: "carl", password: "s@same", email: "c@x.org" },
    ],
  ];
  for (const [line, expected] of asked)
    assertEquals([line, parsePlainLine(line, { ...GUEST, nick: "bob" })], [line, expected]);
});

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

test("the console keeps people out and quiet, and reads what was reported", () => {
  const asked: readonly [string, PlainRequest][] = [
    ["/ban bob", asks("UBAN", "ADD", "bob")],
    ["/ban 10.0.0.0/8  2h  floods rooms", asks("UBAN", "ADD", "10.0.0.0/8", "2h", "floods", "rooms")],
    ["/ban", { kind: "incomplete", word: "ban" }],
    ["/unban bob", asks("UBAN", "DEL", "bob")],
    ["/bans", asks("UBAN", "LIST")],
    ["/mute bob 1d", asks("SHUN", "bob", "1d")],
    ["/unmute bob", asks("UNSHUN", "bob")],
    ["/unmute", { kind: "incomplete", word: "unmute" }],
    ["/mutes", asks("SHUN", "LIST")],
    ["/reports", asks("REPORTS")],
    ["/reports 5", asks("REPORTS", "5")],
    ["/log", asks("CHANLOG", "#lobby")],
    ["/log 5", asks("CHANLOG", "#lobby", "5")],
    ["/log #tea 5", asks("CHANLOG", "#tea", "5")],
  ];
  for (const [line, expected] of asked) assertEquals([line, parsePlainLine(line, CONSOLE)], [line, expected]);
});

test("everybody reports, and asks what was done in a room; bans are not theirs", () => {
  assertEquals(parsePlainLine("/report bob too  loud", GUEST), asks("REPORT", "bob", "too  loud"));
  assertEquals(parsePlainLine("/report bob", GUEST), asks("REPORT", "bob"));
  assertEquals(parsePlainLine("/report", GUEST), { kind: "incomplete", word: "report" });
  assertEquals(parsePlainLine("/log", GUEST), asks("CHANLOG", "#lobby"));
  for (const word of ["ban", "unban", "bans", "mute", "unmute", "mutes", "reports"]) {
    assertEquals(parsePlainLine(`/${word} bob`, GUEST), { kind: "unknown", word });
  }
});

test("in no room a line has no target, which the rules refuse", () => {
  assertEquals(parsePlainLine("hi", { channel: undefined, isConsole: false }), asks("PRIVMSG", "", "hi"));
});
