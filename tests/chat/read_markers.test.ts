/** How far people have read: MARKREAD, over devices, names and restarts. */
import { describe as group, test } from "node:test";
import { assertEquals } from "@std/assert";
import { ReadMarkers } from "../../src/chat/markers/read-markers.ts";
import { capabilities, NO_CAPABILITIES } from "../../src/protocol/capabilities.ts";
import type { Effect } from "../../src/protocol/effects.ts";
import { MARKERS_PER_USER_MAX } from "../../src/protocol/limits.ts";
import { LastingPlayground } from "./lasting-playground.ts";
import { describe } from "./playground.ts";

/** The moments that tests mark are this many milliseconds after 1970. */
function at(ms: number): string {
  return `timestamp=${new Date(ms).toISOString()}`;
}

/** ann has an account and two devices (1, 11), of which the first can read markers; bob (2) has another; eve (3) has none. */
function people(): LastingPlayground {
  const play = new LastingPlayground();
  play.capabilities.set(1, capabilities("draft/read-marker"));
  play.irc(1, "ann");
  play.register(1);
  play.irc(11, "ann", "ann");
  play.irc(2, "bob");
  play.register(2);
  play.irc(3, "eve");
  return play;
}

function markers(effects: readonly Effect[]): string[] {
  return effects.filter(({ kind }) => kind === "marker").flatMap(describe);
}

group("MARKREAD", () => {
  test("is told to all devices that can read it, and to who asked", () => {
    const play = people();
    assertEquals(play.ask(11, "MARKREAD", "#tea", at(5)), [
      "keep marker-set",
      "1< MARKREAD #tea 5",
      "11< MARKREAD #tea 5",
    ]);
    assertEquals(play.ask(1, "MARKREAD", "#tea", at(6)), ["keep marker-set", "1< MARKREAD #tea 6"]);
    assertEquals(play.ask(11, "MARKREAD", "#tea"), ["11< MARKREAD #tea 6"]);
  });

  test("goes forward only, and not into the future", () => {
    const play = people();
    play.ask(1, "MARKREAD", "#tea", at(6));
    assertEquals(play.ask(1, "MARKREAD", "#tea", at(6)), ["1< MARKREAD #tea 6"]);
    assertEquals(play.ask(1, "MARKREAD", "#tea", at(5)), ["1< MARKREAD #tea 6"]);
    const nowMs = Number(play.ask(1, "MARKREAD", "#tea", at(9e12)).at(-1)?.split(" ").at(-1));
    assertEquals([nowMs > 1_000, nowMs < 10_000], [true, true]);
  });

  test("does not go back either where an older one comes behind a newer one that is on its way", () => {
    const play = people();
    const ask = (sequence: number, ms: number): (Effect & { kind: "keep" }) | undefined => {
      const message = { command: "MARKREAD", params: ["#tea", at(ms)] };
      const entry = { kind: "message", session: 1, message, capabilities: NO_CAPABILITIES } as const;
      return play.chat.apply({ sequence, timeMs: 9_000, entry }).find((effect) => effect.kind === "keep");
    };
    const first = ask(1_000, 7);
    const second = ask(1_001, 6);
    assertEquals(
      [first, second].map((keep) => keep?.writes.map((write) => "value" in write && write.value)),
      [["7"], ["7"]],
    );
    for (const keep of [first, second]) {
      if (keep) play.apply({ kind: "kept", session: 1, outcome: keep.outcome, isKept: true });
    }
    assertEquals(play.ask(1, "MARKREAD", "#tea"), ["1< MARKREAD #tea 7"]);
  });

  test("is refused where the disk refuses, and has not happened", () => {
    const play = people();
    play.isWritable = false;
    assertEquals(play.ask(1, "MARKREAD", "#tea", at(5)), ["keep marker-set", "1< FAIL INTERNAL_ERROR #tea"]);
    assertEquals(play.ask(1, "MARKREAD", "#tea"), ["1< MARKREAD #tea *"]);
    play.isWritable = true;
    assertEquals(play.ask(1, "MARKREAD", "#tea", at(4)).at(-1), "1< MARKREAD #tea 4");
  });

  test("without an account lasts as long as the session, and writes nothing", () => {
    const play = people();
    assertEquals(play.ask(3, "MARKREAD", "#tea", at(5)), ["3< MARKREAD #tea 5"]);
    assertEquals(play.rows("marker"), {});
    const { id } = play.user("eve");
    play.leave(3);
    assertEquals(play.chat.markers.places(id), []);
  });

  test("of a talk is about whom one has talked with, whatever they are called", () => {
    const play = people();
    play.ask(1, "MARKREAD", "bob", at(5));
    play.ask(2, "NICK", "rob");
    assertEquals(play.ask(1, "MARKREAD", "rob"), ["1< MARKREAD rob 5"]);
    assertEquals(play.ask(1, "MARKREAD", "bob"), ["1< MARKREAD rob 5"]);
    play.leave(2);
    assertEquals(play.ask(1, "MARKREAD", "bob"), ["1< MARKREAD bob 5"]);
  });

  test("of a talk with a guest says nothing of whoever is called so later", () => {
    const play = people();
    assertEquals(play.ask(1, "MARKREAD", "eve", at(5)), ["1< MARKREAD eve 5"]);
    play.leave(3);
    play.irc(3, "eve");
    assertEquals(play.ask(1, "MARKREAD", "eve"), ["1< MARKREAD eve *"]);
    assertEquals(play.rows("marker"), {});
  });
});

group("markers of a channel", () => {
  test("are told to who comes into it, before the end of the names", () => {
    const play = people();
    play.ask(1, "MARKREAD", "#tea", at(5));
    assertEquals(play.ask(11, "JOIN", "#tea"), [
      "1< <ann> JOIN #tea",
      "11< <ann> JOIN #tea",
      "11< RPL_NAMREPLY = #tea @ann",
      "11< RPL_ENDOFNAMES #tea",
      "1< MARKREAD #tea 5",
      "1< RPL_NAMREPLY = #tea @ann",
      "1< RPL_ENDOFNAMES #tea",
    ]);
  });

  test("are told to a device that comes, and to who logs in", () => {
    const play = people();
    play.ask(1, "JOIN", "#tea");
    play.ask(1, "MARKREAD", "#tea", at(5));
    const able = capabilities("draft/read-marker");
    play.capabilities.set(12, able).set(13, able).set(4, able);
    assertEquals(markers(play.irc(12, "ann", "ann")), ["12< MARKREAD #tea 5"]);
    play.irc(13, "guest");
    play.ask(13, "JOIN", "#tea");
    play.ask(13, "MARKREAD", "#tea", at(9));
    assertEquals(markers(play.login(13, "ann")), ["13< MARKREAD #tea 5"]);
    play.leave(2);
    play.irc(4, "someone");
    play.ask(4, "JOIN", "#tea");
    play.ask(4, "MARKREAD", "#tea", at(9));
    const guest = play.user("someone").id;
    assertEquals(markers(play.login(4, "bob")), ["4< MARKREAD #tea *"]);
    assertEquals(play.chat.markers.places(guest), []);
  });

  test("go along with its name, also of who is not there", () => {
    const play = people();
    play.ask(2, "MARKREAD", "#tea", at(4));
    play.ask(1, "JOIN", "#tea");
    play.ask(1, "MARKREAD", "#tea", at(5));
    play.ask(1, "RENAME", "#tea", "#coffee");
    const [ann, bob] = [play.user("ann").id, play.user("bob").id];
    assertEquals(play.rows("marker"), { [`${ann} #coffee`]: 5, [`${bob} #coffee`]: 4 });
    assertEquals(play.ask(1, "MARKREAD", "#tea"), ["1< MARKREAD #tea *"]);
    assertEquals(play.ask(2, "MARKREAD", "#coffee"), ["2< MARKREAD #coffee 4"]);
    play.ask(1, "RENAME", "#coffee", "#Coffee");
    assertEquals(play.ask(1, "MARKREAD", "#coffee"), ["1< MARKREAD #Coffee 5"]);
  });
});

group("a channel that is renamed", () => {
  test("takes nobody's marker of the new name back", () => {
    const play = people();
    play.ask(1, "MARKREAD", "#coffee", at(9));
    play.ask(1, "MARKREAD", "#tea", at(5));
    play.ask(2, "JOIN", "#tea");
    play.ask(2, "RENAME", "#tea", "#coffee");
    assertEquals(play.ask(1, "MARKREAD", "#coffee"), ["1< MARKREAD #coffee 9"]);
    assertEquals(play.rows("marker"), { [`${play.user("ann").id} #coffee`]: 9 });
  });
});

group("after a restart", () => {
  test("markers of accounts are there", () => {
    const play = people();
    play.ask(1, "MARKREAD", "#tea", at(5));
    play.ask(1, "MARKREAD", "bob", at(6));
    play.ask(1, "MARKREAD", "ann", at(7));
    play.restart();
    play.irc(1, "ann", "ann");
    assertEquals(
      ["#tea", "bob", "ann"].flatMap((target) => play.ask(1, "MARKREAD", target)),
      ["1< MARKREAD #tea 5", "1< MARKREAD bob 6", "1< MARKREAD ann 7"],
    );
  });

  test("but not of those that were dropped, nor of talks with them", () => {
    const play = people();
    play.ask(1, "MARKREAD", "#tea", at(5));
    play.ask(1, "MARKREAD", "ann", at(5));
    play.ask(2, "MARKREAD", "ann", at(5));
    const { id } = play.user("ann");
    const [code = ""] = play.ask(1, "NS", "DROP").map((line) => line.split(" ").at(-1) ?? "");
    play.ask(1, "NS", "DROP", "ann", code);
    assertEquals(play.rows("marker"), {});
    assertEquals(play.ask(1, "MARKREAD", "#tea"), ["1< MARKREAD #tea *"]);
    assertEquals(play.chat.markers.readersOf(id), []);
  });

  test("and a row about somebody who is no more is taken away", () => {
    const play = people();
    play.ask(2, "MARKREAD", "ann", at(5));
    play.dropRow("account", play.user("ann").id);
    play.restart();
    assertEquals(play.chat.markers.places(play.chat.accounts.named("bob")?.id ?? ""), []);
    play.irc(2, "bob", "bob");
    assertEquals(play.rows("marker"), {});
  });
});

test("what was read longest ago makes room", () => {
  const markers = new ReadMarkers();
  for (let count = 0; count < MARKERS_PER_USER_MAX; count++) {
    assertEquals(markers.set("ann", `#${count}`, 100 - (count === 7 ? 1 : 0)), undefined);
  }
  assertEquals(markers.set("ann", "#new", 1), "#7");
  assertEquals(markers.places("ann").length, MARKERS_PER_USER_MAX);
  assertEquals([markers.set("ann", "#new", 0), markers.find("ann", "#new")], [undefined, 1]);
  assertEquals([markers.find("ann", "#7"), markers.find("ann", "#new")], [undefined, 1]);
  const play = people();
  for (let count = 0; count <= MARKERS_PER_USER_MAX; count++)
    play.ask(1, "MARKREAD", `#${count}`, at(count + 1));
  const rows = Object.keys(play.rows("marker"));
  assertEquals([rows.length, rows.some((key) => key.endsWith(" #0"))], [MARKERS_PER_USER_MAX, false]);
});

test("what makes room for a talk that ends with the session leaves no row behind", () => {
  const play = people();
  for (let count = 0; count < MARKERS_PER_USER_MAX; count++)
    play.ask(1, "MARKREAD", `#${count}`, at(count + 1));
  assertEquals(play.ask(1, "MARKREAD", "eve", at(999)), ["1< MARKREAD eve 999"]);
  const rows = Object.keys(play.rows("marker"));
  assertEquals([rows.length, rows.some((key) => key.endsWith(" #0"))], [MARKERS_PER_USER_MAX - 1, false]);
});

test("rows beyond what there is room for are taken away at a start", () => {
  const play = people();
  const id = play.user("ann").id;
  for (let count = 0; count <= MARKERS_PER_USER_MAX; count++)
    play.put({ kind: "marker", key: `${id} #${count}`, value: String(count + 1) });
  play.restart();
  play.irc(2, "bob", "bob");
  const rows = Object.keys(play.rows("marker"));
  assertEquals([rows.length, rows.some((key) => key.endsWith(" #0"))], [MARKERS_PER_USER_MAX, false]);
});
