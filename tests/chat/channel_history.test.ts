import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { ChannelHistory, type Door, nameBehindKey } from "../../src/chat/channel-history.ts";
import { CLOSED_NAMES_MAX } from "../../src/protocol/limits.ts";
import type { ChannelFlag } from "../../src/protocol/modes.ts";
import { foldChannel } from "../../src/protocol/names.ts";

const OPEN = foldChannel("#team");

function door(flags: readonly ChannelFlag[] = [], key?: string): Door {
  return { flags: new Set(flags), key };
}

/** Where rows go once the door is like this. */
function nameBehind(flags: readonly ChannelFlag[], key?: string): string {
  const history = new ChannelHistory(OPEN);
  history.follow(door(flags, key), 36);
  return history.current;
}

test("only what decides who may come in or know of a channel is a door", () => {
  assertEquals(nameBehind([]), "#team");
  assertEquals(nameBehind(["moderated", "no-external", "topic-lock", "auditorium"]), "#team");
  for (const flag of ["invite-only", "registered-join", "secret"] as const)
    assertEquals(nameBehind([flag]), "#team:10");
});

test("a key opens again what was said behind it, unless more than a key was needed", () => {
  const behindKey = nameBehindKey(OPEN, "sesame");
  assertEquals(nameBehind([], "sesame"), behindKey);
  assertEquals(nameBehind(["secret"], "sesame"), behindKey);
  assertEquals(nameBehind(["invite-only"], "sesame"), "#team:10");
  assertEquals(nameBehind(["registered-join"], "sesame"), "#team:10");
  assertEquals(nameBehindKey(OPEN, "Sesame") === behindKey, false);
  assertEquals(behindKey.includes("sesame"), false);
});

test("all names of a channel's life are read, and a door closed twice leads to the same one", () => {
  const history = new ChannelHistory(OPEN);
  history.follow(door(["invite-only"]), 36);
  history.follow(door(), 37);
  history.follow(door([], "sesame"), 38);
  history.follow(door(["secret"]), 39);
  assertEquals(history.current, "#team:10");
  assertEquals(history.names(), ["#team", nameBehindKey(OPEN, "sesame"), "#team:10"]);
});

test("a channel takes its door along to its new name", () => {
  const history = new ChannelHistory(OPEN);
  history.follow(door(["invite-only"]), 36);
  history.rename(foldChannel("#crew"));
  assertEquals([history.current, history.isClosed], ["#crew:10", true]);
  assertEquals(history.names(), ["#crew", "#team:10", "#crew:10"]);
});

test("what is said to a rank has a name of this life, whatever the door", () => {
  const history = new ChannelHistory(OPEN);
  assertEquals([...history.rankedNames()], []);
  assertEquals(history.ofRank("@", 36), "@#team:10");
  assertEquals(history.ofRank("+", 37), "+#team:10");
  assertEquals([...history.rankedNames()], ["#team:10"]);
  assertEquals([history.current, history.names()], ["#team", ["#team"]]);
});

test("names are not gathered without end: the oldest is read no more", () => {
  const history = new ChannelHistory(OPEN);
  for (let number = 0; number <= CLOSED_NAMES_MAX; number++) history.follow(door([], `key${number}`), 1);
  const names = history.names();
  assertEquals(names.length, 1 + CLOSED_NAMES_MAX);
  assertEquals(names.includes(nameBehindKey(OPEN, "key0")), false);
  assertEquals(names.at(-1), nameBehindKey(OPEN, `key${CLOSED_NAMES_MAX}`));
});
