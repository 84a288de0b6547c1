/** What muted people tell of themselves is words, too. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import type { Playground } from "../playground.ts";
import { metadata, people } from "./people.ts";

/** The person at the terminal mutes everybody of this nick. */
function mute(play: Playground, nick: string): void {
  play.console();
  const message = { command: "SHUN", params: [`${nick}!*@*`] };
  play.settle({ kind: "message", session: 0, message, capabilities: 0 });
}

test("a muted person sets nothing, but takes away, reads and is told", () => {
  const play = people("alice", "bob");
  metadata(play, 1, "*", "SET", "status", "busy");
  mute(play, "alice");
  assertEquals(metadata(play, 1, "*", "set", "status", "hear me"), ["1< server you-are-muted "]);
  assertEquals(metadata(play, 2, "alice", "LIST"), ["2< RPL_KEYVALUE alice status * busy"]);
  assertEquals(metadata(play, 1, "*", "SET", "status", ""), ["1< RPL_KEYNOTSET alice status"]);
  assertEquals(metadata(play, 1, "*", "LIST"), []);
});

test("what a muted person has said before coming counts for nothing", () => {
  const play = people("bob");
  mute(play, "alice");
  for (const [session, nick] of [
    [9, "alice"],
    [10, "carol"],
  ] as const) {
    play.newcomer(session);
    metadata(play, session, "*", "SET", "status", "hear me");
    play.ask(session, "NICK", nick);
    play.ask(session, "USER", nick, "0", "*", nick);
  }
  assertEquals(metadata(play, 1, "alice", "LIST"), []);
  assertEquals(metadata(play, 1, "carol", "LIST"), ["1< RPL_KEYVALUE carol status * hear me"]);
});
