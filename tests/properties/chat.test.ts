/** Whatever people do, the rules keep their promises. */
import { test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Effect } from "../../src/protocol/effects.ts";
import { foldNick } from "../../src/protocol/names.ts";
import { Playground } from "../chat/playground.ts";

const SESSIONS = [1, 2, 3, 4, 5];
const channel = fc.constantFrom("#lobby", "#a", "#B", "#b", "bad name");
const nick = fc.constantFrom("bob", "Bob", "eve", "server", "g10-0-0-1", "小明");
const session = fc.constantFrom(...SESSIONS);

const step = fc.oneof(
  fc.tuple(fc.constant("guest"), session),
  fc.tuple(fc.constant("leave"), session),
  fc.tuple(fc.constant("JOIN"), session, channel),
  fc.tuple(fc.constant("PART"), session, channel),
  fc.tuple(fc.constant("NICK"), session, nick),
  fc.tuple(fc.constant("PRIVMSG"), session, fc.oneof(channel, nick), fc.constant("hi")),
  fc.tuple(fc.constant("TOPIC"), session, channel, fc.constantFrom("x", "")),
  fc.tuple(fc.constant("QUIT"), session),
);

/** What everybody sees of who is where. */
function rosters(play: Playground): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const one of play.chat.channels.all()) {
    found.set(
      one.name,
      [...one.members()].map(({ user }) => user.nick),
    );
  }
  return found;
}

test("nicks are unique, membership is symmetric, no channel but the default one is empty", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const play = new Playground();
      const here = new Set<number>();
      for (const [kind, id, ...params] of steps) {
        let effects: Effect[] = [];
        if (kind === "guest") {
          // A session's number is never used twice at a time.
          if (!here.has(id)) effects = play.guest(id);
          here.add(id);
        } else if (kind === "leave") {
          effects = play.leave(id);
          here.delete(id);
        } else {
          effects = play.effects(id, kind, ...params);
          if (kind === "QUIT") here.delete(id);
        }
        checkEffects(effects, here, id);
        checkState(play);
      }
    }),
    { numRuns: 500 },
  );
});

/** Nothing is sent to people who are not there, and nobody gets the same event twice. */
function checkEffects(effects: readonly Effect[], here: ReadonlySet<number>, actor: number): void {
  for (const effect of effects) {
    if (effect.kind === "deliver") {
      assertEquals(new Set(effect.to).size, effect.to.length);
      assert(effect.to.every((id) => here.has(id)));
    }
    if (effect.kind === "reply") assertEquals(effect.to, actor);
  }
}

function checkState(play: Playground): void {
  const everybody = new Map<string, string>();
  for (const [name, nicks] of rosters(play)) {
    assert(nicks.length > 0 || name === "#lobby", `${name} is empty`);
    assertEquals(new Set(nicks.map(foldNick)).size, nicks.length, "nicks are unique in a channel");
    for (const one of nicks) {
      const owner = play.chat.nicks.user(one);
      assert(owner, `${one} is known`);
      const known = everybody.get(one);
      assert(known === undefined || known === owner.id, `${one} is one person`);
      everybody.set(one, owner.id);
      assert([...owner.channels.values()].some(({ channel: joined }) => joined.name === name));
    }
  }
}
