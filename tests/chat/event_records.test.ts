/** What is kept of what happens: each event once in each channel where it was seen. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { NO_CAPABILITIES } from "../../src/protocol/capabilities.ts";
import type { Effect } from "../../src/protocol/effects.ts";
import { recorded } from "../helpers/recorded.ts";
import { Playground } from "./playground.ts";

/** Ann, an IRC person, is in #a and #b; Bob, a guest, in #a. */
function scene(): Playground {
  const play = new Playground();
  play.newcomer(1);
  play.ask(1, "NICK", "ann");
  play.ask(1, "USER", "ann", "0", "*", "Ann");
  play.guest(2, "10.0.0.2");
  play.ask(1, "JOIN", "#a,#b");
  play.ask(2, "JOIN", "#a");
  return play;
}

function kept(effects: readonly Effect[]): unknown[] {
  return recorded(effects).map(({ kind, target, params, body, index }) => [
    kind,
    target,
    ...(params ? [params] : []),
    body,
    index,
  ]);
}

describe("what is kept", () => {
  test("of an event is what stands behind its channel", () => {
    const play = scene();
    assertEquals(kept(play.effects(1, "TOPIC", "#A", "new words")), [["TOPIC", "#a", "new words", 0]]);
    assertEquals(kept(play.effects(1, "MODE", "#a", "+lt-n", "9")), [["MODE", "#a", ["+l-n"], "9", 0]]);
    assertEquals(kept(play.effects(1, "KICK", "#a", "g10-0-0-2", "out")), [
      ["KICK", "#a", ["g10-0-0-2"], "out", 0],
    ]);
    assertEquals(kept(play.effects(2, "JOIN", "#a")), [["JOIN", "#a", "", 0]]);
    assertEquals(kept(play.effects(2, "PART", "#a", "tired")), [["PART", "#a", "tired", 0]]);
    assertEquals(kept(play.effects(1, "RENAME", "#a", "#c", "why")), [
      ["RENAME", "#a", ["#a", "#c"], "why", 0],
    ]);
  });

  test("of a new nick and of a leave stands in each channel, everywhere under one id", () => {
    const play = scene();
    assertEquals(kept(play.effects(1, "NICK", "anna")), [
      ["NICK", "#a", "anna", 0],
      ["NICK", "#b", "anna", 0],
    ]);
    // In the lobby nobody was told of it.
    assertEquals(kept(play.effects(2, "QUIT", "bye")), [["QUIT", "#a", ["quit"], "bye", 0]]);
  });

  test("of an arrival is nothing where nobody was told of it", () => {
    const play = new Playground();
    assertEquals(kept(play.guest(1)), []);
    assertEquals(kept(play.leave(1)), []);
  });

  test("of who is hidden is nothing", () => {
    const play = scene();
    play.ask(1, "MODE", "#a", "+u");
    assertEquals(kept(play.effects(2, "PART", "#a")), []);
    assertEquals(kept(play.effects(2, "JOIN", "#a")), []);
    assertEquals(kept(play.effects(2, "NICK", "bob")), [["NICK", "#lobby", "bob", 0]]);
  });
});

test("a message is kept before it is told, by the id of who said it", () => {
  const [record, told] = scene().effects(1, "PRIVMSG", "#b", "hi");
  assertEquals(recorded([record])[0]?.senderId, "guest-test-3");
  assertEquals(told?.kind === "deliver" && [told.needsRecord, told.needs], [true, NO_CAPABILITIES]);
});
