/** What a client knows of the server, from the server's words alone. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import type { ClientState } from "../../../src/client/irc/state.ts";
import { IN_TEA, incoming, stateAfter } from "./lines.ts";

function members(state: ClientState, room = "#tea"): string[] {
  return [...(state.room(room)?.members.values() ?? [])].map(({ signs, nick }) => signs + nick);
}

describe("state", () => {
  test("rooms, people and ranks are those the server named", () => {
    const state = stateAfter(...IN_TEA);
    assertEquals([state.nick, state.source, members(state)], ["ann", "ann!a@host", ["ann", "@eve", "+bob"]]);
  });

  test("names may come with addresses and several signs", () => {
    const state = stateAfter(IN_TEA[0], IN_TEA[1], ":s 353 ann = #tea :@+eve!e@host ~ann!a@host");
    assertEquals(members(state), ["~ann", "@+eve"]);
  });

  test("people come, go and change their names", () => {
    const state = stateAfter(
      ...IN_TEA,
      ":carl!c@host JOIN #tea",
      ":eve!e@host PART #tea",
      ":bob!b@host NICK Robert",
      ":carl!c@host QUIT :bye",
    );
    assertEquals(members(state), ["ann", "+Robert"]);
  });

  test("own changes count only from the server", () => {
    const state = stateAfter(...IN_TEA, ":ann!a@host NICK Anna", ":Anna!a@host CHGHOST new example");
    assertEquals([state.nick, state.source], ["Anna", "Anna!new@example"]);
    assertEquals(stateAfter(...IN_TEA, ":ann!a@host PART #tea").rooms.size, 0);
    assertEquals(stateAfter(...IN_TEA, ":eve!e@host KICK #tea ann :out").rooms.size, 0);
  });

  test("ranks are given and taken, beside modes with params", () => {
    const state = stateAfter(...IN_TEA, ":eve!e@host MODE #tea +lo-v 5 ann bob");
    assertEquals(members(state), ["@ann", "@eve", "bob"]);
    const other = stateAfter(
      ":s 005 ann PREFIX=(yo)!@ CHANMODES=b,k,l,i :are supported",
      ...IN_TEA,
      ":eve!e@host MODE #tea +yk-l bob secret",
    );
    assertEquals(members(other).at(-1), "+bob");
  });

  test("a room that gets another name keeps its people", () => {
    const state = stateAfter(...IN_TEA, ":eve!e@host RENAME #tea #coffee :better");
    assertEquals([state.room("#tea"), members(state, "#coffee")], [undefined, ["ann", "@eve", "+bob"]]);
  });

  test("a server that names rooms, people and tokens without end fills no memory", () => {
    const rooms = Array.from({ length: 201 }, (_, index) => `:ann!a@host JOIN #r${index}`);
    const people = Array.from({ length: 20_001 }, (_, index) => `:s 353 ann = #r0 :p${index}`);
    const names = [":ann!a@host JOIN #r0", ":s 353 ann = #r0 :", `:s 353 ann = #r0 :${"x".repeat(513)}`];
    const state = stateAfter(":s 001 ann :Hi", ...rooms, `:ann!a@host JOIN #${"x".repeat(512)}`);
    for (const line of [...names, ...people]) state.read(incoming(line));
    const known = [...state.rooms.values()].reduce((sum, { members }) => sum + members.size, 0);
    assertEquals([state.rooms.size, known], [200, 20_000]);
    const tokens = Array.from({ length: 600 }, (_, index) => `T${index}`);
    state.read(incoming(`:s 005 ann ${tokens.join(" ")} SAFERATE :are supported`));
    assertEquals(state.features.hasSafeRate, false);
  });

  test("names are the same as the server's casemapping says", () => {
    const same = (mapping: string) => {
      const { features } = stateAfter(`:s 005 ann CASEMAPPING=${mapping} :are supported`);
      return [
        ["ANN", "ann"],
        ["a[", "a{"],
        ["a^", "a~"],
      ].map(([a = "", b = ""]) => features.fold(a) === features.fold(b));
    };
    assertEquals(["ascii", "rfc1459-strict", "rfc1459", "precis"].map(same), [
      [true, false, false],
      [true, true, false],
      [true, true, true],
      [true, false, false],
    ]);
  });

  test("tokens may be taken back, and have escapes", () => {
    const state = stateAfter(
      ":s 005 ann SAFERATE lanchat.local/CHANNEL=#my\\x2dlan :are supported",
      ":s 005 ann -SAFERATE :are supported",
    );
    const { hasSafeRate, channel } = state.features;
    assertEquals({ hasSafeRate, channel }, { hasSafeRate: false, channel: "#my-lan" });
  });
});
