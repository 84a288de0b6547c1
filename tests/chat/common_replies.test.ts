/** What all are told alike is one array for all, which the edge renders once. */
import { test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import { renderNumeric } from "../../src/network/irc/render.ts";
import type { Effect } from "../../src/protocol/effects.ts";
import { Playground } from "./playground.ts";

function welcomed(play: Playground, session: number): Effect[] {
  play.newcomer(session);
  return [
    ...play.effects(session, "NICK", `ann${session}`),
    ...play.effects(session, "USER", "ann", "0", "*", "Ann"),
  ];
}

function paramsOf(effects: readonly Effect[], ...names: string[]): (readonly string[])[] {
  return effects.flatMap((effect) =>
    effect.kind === "reply" && names.includes(effect.name) ? [effect.params] : [],
  );
}

const COMMON = ["RPL_YOURHOST", "RPL_CREATED", "RPL_MYINFO", "RPL_ISUPPORT"];

test("everybody is given the same frozen parameters, until the configuration is read again", () => {
  const play = new Playground();
  const first = paramsOf(welcomed(play, 1), ...COMMON);
  const second = paramsOf(welcomed(play, 2), ...COMMON);
  assert(first.length > 3 && first.every(Object.isFrozen));
  assert(first.every((params, index) => params === second[index]));
  play.rehash({ serverName: "tea" });
  const [host] = paramsOf(welcomed(play, 3), "RPL_YOURHOST");
  assertEquals(host?.[0], "tea");
});

test("frozen parameters are rendered as all others are, in each language and for each nick", () => {
  const params = ["tea", "1.2.3"];
  const frozen = Object.freeze([...params]);
  for (const language of ["en", "zh", "en"] as const)
    for (const nick of ["bob", "小明"]) {
      const to = { serverName: "server", nick, language };
      assertEquals(renderNumeric(to, "RPL_YOURHOST", frozen), renderNumeric(to, "RPL_YOURHOST", params));
    }
});
