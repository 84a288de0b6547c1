/** Words under a name that is nobody's: who hears them, and whose they are. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { Playground } from "./playground.ts";

test("who relays from outside is shown it, too", () => {
  const play = new Playground();
  play.irc(1, "ann");
  play.irc(2, "bob");
  play.ask(1, "JOIN", "#c");
  play.decide({ kind: "operator", session: 2, operator: "root" });
  assertEquals(play.ask(2, "RELAYMSG", "#c", "smt/discord", "hi"), [
    "1< <smt/discord> PRIVMSG #c hi",
    "2< <smt/discord> PRIVMSG #c hi",
  ]);
});

test("people of elsewhere are muted as people of here are", () => {
  const play = new Playground();
  play.irc(1, "ann");
  play.ask(1, "JOIN", "#c");
  play.ask(1, "MODE", "#c", "+b", "m:smt/*");
  assertEquals(play.ask(1, "RELAYMSG", "#c", "smt/discord", "hi"), ["1< FAIL BANNED #c smt/discord"]);
  assertEquals(play.ask(1, "RELAYMSG", "#c", "amy/discord", "hi"), ["1< <amy/discord> PRIVMSG #c hi"]);
});

test("history keeps it as the relay's, under the name of elsewhere, and the relay is not idle", () => {
  const play = new Playground();
  play.irc(1, "ann");
  play.ask(1, "JOIN", "#c");
  const before = play.userOf(1).lastSpokeAtMs;
  const effects = play.effects(1, "RELAYMSG", "#c", "smt/discord", "hi");
  const kept = effects.flatMap((effect) => {
    if (effect.kind !== "record" || !("source" in effect.write)) return [];
    const { senderId, source, body } = effect.write;
    return [[senderId, source.nick, body]];
  });
  assertEquals(kept, [[play.userOf(1).id, "smt/discord", "hi"]]);
  assertEquals(play.userOf(1).lastSpokeAtMs > before, true);
});

test("a key that is between the client and the server goes no further", () => {
  const play = new Playground();
  play.irc(1, "ann");
  play.ask(1, "JOIN", "#c");
  const effects = play.tagged(1, "+lanchat.local/key=k1;+x=1", "RELAYMSG", "#c", "smt/discord", "hi");
  const told = effects.flatMap((effect) => (effect.kind === "deliver" ? [effect.event.clientTags] : []));
  assertEquals(told, ["+x=1"]);
});
