import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { LastingPlayground } from "../lasting-playground.ts";

test("whoever reads what operators have done reads nothing of what is above their rank", () => {
  const play = new LastingPlayground();
  play.connect(0, "console", "server");
  play.irc(1, "ann");
  play.ask(1, "JOIN", "#c");
  play.ask(1, "PRIVMSG", "@#c", "for operators");
  const prefixes = (session: number): string[] =>
    play.effects(session, "CHANLOG", "#c").flatMap((effect) => {
      if (effect.kind !== "history" || effect.query.kind !== "page") return [];
      return (effect.query.besides ?? []).map((name) => name.slice(0, name.indexOf("#")));
    });
  assertEquals(prefixes(1), ["@", "%", "+"]);
  assertEquals(prefixes(0), ["~", "&", "@", "%", "+"]);
});
