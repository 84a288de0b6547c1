/** What programs are told without asking for each key: on coming, on entering, of whom they watch, and by SYNC. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import type { Effect } from "../../../src/protocol/effects.ts";
import {
  METADATA_MEMBERS_MAX,
  METADATA_SYNC_ALL_VALUES_MAX,
  METADATA_SYNC_MS,
  METADATA_SYNC_VALUES_MAX,
} from "../../../src/protocol/limits.ts";
import type { Playground } from "../playground.ts";
import { come, metadata, only, people } from "./people.ts";

/** The batches of metadata: whose, and how many values. */
function batches(effects: readonly Effect[]): [string, number][] {
  return effects.flatMap((effect): [string, number][] =>
    effect.kind === "batch" && effect.type === "metadata"
      ? [[effect.params.join(" "), effect.effects.length]]
      : [],
  );
}

/** Alice with a status and an avatar, and Bob who has subscribed to "status". */
function village(): Playground {
  const play = people("alice", "bob");
  metadata(play, 1, "*", "SET", "status", "busy");
  metadata(play, 1, "*", "SET", "avatar", "a");
  metadata(play, 2, "*", "SUB", "status");
  return play;
}

describe("who enters a channel", () => {
  test("is told what is subscribed to, of the channel and of everybody there", () => {
    const play = village();
    play.ask(1, "JOIN", "#c");
    metadata(play, 1, "#c", "SET", "status", "open");
    const entered = play.effects(2, "JOIN", "#c");
    assertEquals(batches(entered), [["#c", 2]]);
    play.ask(2, "PART", "#c");
    assertEquals(only(play.ask(2, "JOIN", "#c")), [
      "2< RPL_KEYVALUE #c status * open",
      "2< RPL_KEYVALUE alice status * busy",
    ]);
  });

  test("is told that there is nothing, but not without the capability", () => {
    const play = village();
    assertEquals(batches(play.effects(1, "JOIN", "#c")), [["#c", 0]]);
    play.newcomer(3);
    play.ask(3, "NICK", "carol");
    play.ask(3, "USER", "carol", "0", "*", "carol");
    assertEquals(batches(play.effects(3, "JOIN", "#c")), []);
  });

  test("is told to ask later where there are many", () => {
    const play = village();
    for (let index = 0; index < METADATA_MEMBERS_MAX; index++) {
      play.irc(index + 10, `n${index}`);
      play.ask(index + 10, "JOIN", "#c");
    }
    assertEquals(only(play.ask(2, "JOIN", "#c")), [`2< ERR_METADATASYNCLATER #c ${METADATA_SYNC_MS / 1000}`]);
    assertEquals(only(play.ask(1, "JOIN", "#c")), []);
    assertEquals(metadata(play, 2, "#c", "SYNC"), ["2< RPL_KEYVALUE alice status * busy"]);
  });

  test("is told of to who is there already and has subscribed", () => {
    const play = village();
    play.ask(2, "JOIN", "#c");
    assertEquals(only(play.ask(1, "JOIN", "#c")), ["2< RPL_KEYVALUE alice status * busy"]);
  });

  test("is not told of to who may not know that they are there", () => {
    const play = village();
    play.irc(3, "carol");
    play.ask(3, "JOIN", "#c");
    play.ask(3, "MODE", "#c", "+u");
    assertEquals(only(play.ask(2, "JOIN", "#c")), []);
    assertEquals(only(play.ask(1, "JOIN", "#c")), []);
    assertEquals(metadata(play, 2, "#c", "SYNC"), []);
    assertEquals(metadata(play, 2, "*ALL", "SYNC"), []);
  });
});

describe("SYNC", () => {
  test("of everything is of channels, people in them, people watched and oneself, each once", () => {
    const play = people("alice", "bob", "carol", "dave");
    for (const session of [1, 2, 3, 4]) metadata(play, session, "*", "SET", "status", `s${session}`);
    metadata(play, 2, "*", "SUB", "status", "url");
    for (const channel of ["#c", "#d"]) {
      play.ask(1, "JOIN", channel);
      play.ask(2, "JOIN", channel);
    }
    metadata(play, 1, "#d", "SET", "url", "u");
    play.ask(2, "MONITOR", "+", "carol,alice,nobody");
    assertEquals(metadata(play, 2, "*ALL", "SYNC"), [
      "2< RPL_KEYVALUE bob status * s2",
      "2< RPL_KEYVALUE alice status * s1",
      "2< RPL_KEYVALUE #d url * u",
      "2< RPL_KEYVALUE carol status * s3",
    ]);
    assertEquals(metadata(play, 2, "dave", "SYNC"), ["2< RPL_KEYVALUE dave status * s4"]);
  });

  test("of much is cut off, and then waits", () => {
    const play = people("reader");
    metadata(play, 1, "*", "SUB", "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7");
    play.ask(1, "JOIN", "#c");
    const count = METADATA_SYNC_VALUES_MAX / 8 + 1;
    for (let index = 0; index < count; index++) {
      come(play, index + 10, `n${index}`);
      for (let key = 0; key < 8; key++) metadata(play, index + 10, "*", "SET", `k${key}`, "x");
      play.ask(index + 10, "JOIN", "#c");
    }
    const [cut] = play.effects(1, "METADATA", "#c", "SYNC");
    const values = cut?.kind === "batch" ? cut.effects : [];
    assertEquals(values.length, METADATA_SYNC_VALUES_MAX + 1);
    assertEquals(values.at(-1), {
      kind: "standard",
      to: 1,
      reply: {
        severity: "WARN",
        command: "METADATA",
        code: "LIMIT_REACHED",
        context: ["SYNC", "#c", String(METADATA_SYNC_VALUES_MAX)],
      },
    });
    const isPutOff = (told: readonly string[], name: string): void =>
      assertEquals(
        told.map((line) => line.replace(/[1-4]$/, "soon")),
        [`1< ERR_METADATASYNCLATER ${name} soon`],
      );
    isPutOff(metadata(play, 1, "#c", "SYNC"), "#c");
    isPutOff(metadata(play, 1, "*ALL", "SYNC"), "*ALL");
    play.ask(1, "PART", "#c");
    isPutOff(only(play.ask(1, "JOIN", "#c")), "#c");
  });
});

test("where everybody is told much at once, who has subscribed waits, and nobody else", () => {
  const play = village();
  const told = { values: METADATA_SYNC_ALL_VALUES_MAX, targets: 0 };
  play.chat.metadataReaders.synced(99, told, 1_000);
  assertEquals(only(play.ask(2, "JOIN", "#c")), [`2< ERR_METADATASYNCLATER #c ${METADATA_SYNC_MS / 1000}`]);
  assertEquals(batches(play.effects(1, "JOIN", "#c")), [["#c", 0]]);
  play.chat.metadataReaders.synced(99, { values: 0, targets: 0 }, 1_000 + METADATA_SYNC_MS);
  assertEquals(metadata(play, 2, "#c", "SYNC"), ["2< RPL_KEYVALUE alice status * busy"]);
});

describe("who watches a nick", () => {
  test("is told of its metadata when it is here, and when it comes", () => {
    const play = village();
    assertEquals(batches(play.effects(2, "MONITOR", "+", "alice,nobody")), [["alice", 1]]);
    assertEquals(only(play.ask(2, "MONITOR", "S")), ["2< RPL_KEYVALUE alice status * busy"]);
    play.ask(1, "NICK", "alicia");
    assertEquals(only(play.ask(1, "NICK", "alice")), ["2< RPL_KEYVALUE alice status * busy"]);
  });
});
