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

/** ann (1), an operator of #c, where bob (2) and carol (3) may play. */
function theatre(): Playground {
  const play = new Playground();
  play.rehash({ hasRoleplay: true });
  for (const [index, nick] of ["ann", "bob", "carol"].entries()) {
    play.irc(index + 1, nick);
    play.ask(index + 1, "JOIN", "#c");
  }
  play.ask(1, "MODE", "#c", "+E");
  return play;
}

test("where operators hear everything first, nobody plays before all who is heard by them alone", () => {
  const play = theatre();
  play.ask(1, "MODE", "#c", "+U");
  const refused = ["2< ERR_CANNOTSENDTOCHAN #c"];
  assertEquals(play.ask(2, "NPC", "#c", "bilbo", "hi"), refused);
  assertEquals(play.ask(2, "NPCA", "#c", "bilbo", "waves"), refused);
  assertEquals(play.ask(2, "SCENE", "#c", "night"), refused);
  play.ask(1, "MODE", "#c", "+v", "bob");
  assertEquals(play.ask(2, "SCENE", "#c", "night").length, 3);
});

test("no colour and no direction of writing hides who plays", () => {
  const play = theatre();
  const said = (text: string): string => play.ask(2, "SCENE", "#c", text)[0]?.replace(/^.*#c /, "") ?? "";
  assertEquals(said("night\u000300,00"), "night\u000300,00\u000f (bob)");
  assertEquals(said("\u202eni\u2067ght"), "night (bob)");
  assertEquals(said("night"), "night (bob)");
});
