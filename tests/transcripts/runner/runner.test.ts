/** A transcript that does not fail on a difference proves nothing: the runner is held to what it promises. */
import { test } from "node:test";
import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { memoryDriver } from "./memory-driver.ts";
import { bytesToSend, type Memory, matchLine, showLine } from "./pattern.ts";
import { perform } from "./perform.ts";
import { parseTranscript } from "./transcript.ts";

const play = (text: string): Promise<void> => perform({ name: "play.irc", text }, memoryDriver);

/** @returns the message of the error that performing the transcript ends with. */
async function failure(text: string): Promise<string> {
  const error = await assertRejects(() => play(text), Error);
  return (error as Error).message;
}

test("a transcript that is as it happens passes", async () => {
  await play("alice> PING x\nalice< :server PONG server :x\nalice< (nothing)");
});

test("a line that differs is shown with its place and with what else is unread", async () => {
  assertEquals(
    await failure("alice> PING x\nalice> PING y\n\nalice< :server PONG server :y"),
    [
      "play.irc:4 (memory)",
      "expected alice< :server PONG server :y",
      "got      alice< :server PONG server :x",
      "unread   alice< :server PONG server :y",
    ].join("\n"),
  );
});

test("a line that does not come is a difference", async () => {
  assertEquals(
    await failure("alice< :server PONG server :x"),
    "play.irc:1 (memory)\nexpected alice< :server PONG server :x\ngot      alice< (nothing)\n",
  );
});

test("a line where nothing is expected is a difference", async () => {
  assertEquals(
    await failure("alice> PING x\nalice< (nothing)"),
    "play.irc:2 (memory)\nexpected alice< (nothing)\nunread   alice< :server PONG server :x",
  );
});

test("a line that nobody has read is a difference", async () => {
  assertEquals(
    await failure("alice> PING x"),
    "play.irc (memory) ends, but there is more:\nunread   alice< :server PONG server :x",
  );
});

test("what is swallowed is what a scene led to, and nothing older", async () => {
  await play("alice> PING x\nbob> PING y\n%swallow alice\n%swallow bob");
  assertEquals(
    await failure("alice> PING x\nbob< (nothing)\nalice> PING y\n%swallow alice"),
    [
      "play.irc:4 (memory)",
      "expected alice< (nothing) before that",
      "unread   alice< :server PONG server :x",
      "unread   alice< :server PONG server :y",
    ].join("\n"),
  );
});

test("a connection that stays, or ends too early, is a difference", async () => {
  assertEquals(await failure("alice< (closed)"), "play.irc:1 (memory)\nexpected alice< (closed)\n");
  assertEquals(
    await failure("alice> QUIT\nalice< ERROR {*}\nalice< :server PONG server :x"),
    "play.irc:3 (memory)\nexpected alice< :server PONG server :x\ngot      alice< (closed)\n",
  );
});

test("a capability that the server does not have is a mistake of the transcript", async () => {
  assert((await failure("%caps alice no-such-thing\nalice> PING x")).includes("alice is not let in"));
});

test("lines that are none, and directives that are unknown, are refused with their place", () => {
  assertThrows(() => parseTranscript("\nalice PING x"), Error, "line 2");
  assertThrows(() => parseTranscript("alice<"), Error, "line 1");
  assertThrows(() => parseTranscript("%what alice"), Error, "line 1");
  assertThrows(() => parseTranscript("%wait 3"), Error, "3");
  assertThrows(() => parseTranscript("%setting colour red"), Error, "colour");
});

test("patterns match whole lines, and remember what they are told to", () => {
  const memory: Memory = new Map();
  assert(matchLine(":server 001 {word} :{*}", ":server 001 bob :Welcome, bob", memory));
  assert(!matchLine(":server 001", ":server 001 bob", memory));
  assert(!matchLine("a.c", "abc", memory));
  assert(matchLine("@msgid={msgid:m1} x", "@msgid=h-1-0 x", memory));
  assert(matchLine("{m1}", "h-1-0", memory));
  assert(!matchLine("{m1}", "h-2-0", memory));
  assert(matchLine("{ab*3}\\x01", "ababab\u0001", memory));
  assertThrows(() => matchLine("{m2}", "x", memory), Error, "{m2}");
});

test("tags match in any order, but each of them, and no more", () => {
  const memory: Memory = new Map();
  assert(matchLine("@a=1;b x", "@b;a=1 x", memory));
  assert(!matchLine("@a=1 x", "@b;a=1 x", memory));
  assert(!matchLine("@a=1;b x", "@a=1 x", memory));
  assert(!matchLine("x", "@a=1 x", memory));
  assert(!matchLine("@time={time} x", "@time=2011-10-19 x", memory));
});

test("what is sent may hold any byte, repetitions, and what is remembered", () => {
  const memory: Memory = new Map([["m1", "h-1-0"]]);
  assertEquals([...bytesToSend("a\\xff{b*2}{m1}{}", memory)], [...latin1("a\xffbbh-1-0{}")]);
});

test("lines are shown as a transcript would write them", () => {
  assertEquals(showLine(`\u0001ACTION ${"x".repeat(400)}\u0001`), "\\x01ACTION {x*400}\\x01");
});

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
