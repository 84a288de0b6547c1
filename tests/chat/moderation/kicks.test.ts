import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { KickMemory } from "../../../src/chat/moderation/kick-memory.ts";
import { KICK_REMEMBERED_MS, KICKS_REMEMBERED_MAX } from "../../../src/protocol/limits.ts";
import { Playground } from "../playground.ts";

const KICK = { userId: "1", nick: "bob", host: "10.0.0.1", by: "ann", reason: "loud", atMs: 0 };

describe("a channel remembers a kick", () => {
  test("of the same person, or of who looks the same", () => {
    const kicks = new KickMemory();
    kicks.add(KICK);
    assertEquals(kicks.find({ userId: "1", nick: "rob", host: "10.0.0.2" }, 1), KICK);
    assertEquals(kicks.find({ userId: "2", nick: "bob", host: "10.0.0.1" }, 1), KICK);
    assertEquals(kicks.find({ userId: "2", nick: "bob", host: "10.0.0.2" }, 1), undefined);
    assertEquals(kicks.find({ userId: "2", nick: "rob", host: "10.0.0.1" }, 1), undefined);
  });

  test("the last one, for a while", () => {
    const kicks = new KickMemory();
    kicks.add(KICK);
    kicks.add({ ...KICK, reason: "again", atMs: 5 });
    assertEquals(kicks.find(KICK, KICK_REMEMBERED_MS + 4)?.reason, "again");
    assertEquals(kicks.find(KICK, KICK_REMEMBERED_MS + 5), undefined);
  });

  test("and not of a whole crowd", () => {
    const kicks = new KickMemory();
    const crowd = Array.from({ length: KICKS_REMEMBERED_MAX + 1 }, (_, index) => ({
      ...KICK,
      userId: `u${index}`,
      nick: `n${index}`,
    }));
    for (const kick of crowd) kicks.add(kick);
    const found = crowd.map((kick) => kicks.find(kick, 1) !== undefined);
    assertEquals([found[0], found.slice(1).every(Boolean)], [false, true]);
  });
});

test("an operator of the server who is none of the channel stands in the log", () => {
  const play = new Playground();
  play.console();
  for (const [session, nick] of [
    [1, "ann"],
    [2, "bob"],
  ] as const)
    play.irc(session, nick);
  for (const session of [1, 2]) play.ask(session, "JOIN", "#tea");
  assertEquals(play.ask(0, "KICK", "#tea", "bob", "loud").at(-1), "acted: server kick bob #tea loud");
  play.ask(2, "JOIN", "#tea");
  assertEquals(
    play.ask(0, "MODE", "#tea", "+mko", "secret", "bob").at(-1),
    "acted: server mode #tea +mko bob",
  );
  const isLogged = (...asked: [string, ...string[]]): boolean =>
    play.ask(1, ...asked).some((line) => line.startsWith("acted"));
  assertEquals([isLogged("MODE", "#tea", "+i"), isLogged("KICK", "#tea", "bob")], [false, false]);
});
