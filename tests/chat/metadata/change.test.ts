/** METADATA SET and CLEAR: who may, what, how much, how often. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import {
  METADATA_CHANGES_MAX,
  METADATA_KEY_BYTES_MAX,
  METADATA_KEYS_MAX,
} from "../../../src/protocol/limits.ts";
import { metadataValueBytesMax } from "../../../src/protocol/metadata.ts";
import type { Playground } from "../playground.ts";
import { metadata, people, register } from "./people.ts";

const VALUE_BYTES_MAX = metadataValueBytesMax("server");

describe("one's own", () => {
  test("is set, set again and taken away, by * and by nick", () => {
    const play = people("alice");
    assertEquals(metadata(play, 1, "*", "SET", "status", "busy"), ["1< RPL_KEYVALUE alice status * busy"]);
    assertEquals(metadata(play, 1, "ALICE", "set", "status", "idle"), [
      "1< RPL_KEYVALUE alice status * idle",
    ]);
    assertEquals(metadata(play, 1, "*", "SET", "status"), ["1< RPL_KEYNOTSET alice status"]);
    assertEquals(metadata(play, 1, "*", "SET", "status", ""), ["1< RPL_KEYNOTSET alice status"]);
    assertEquals(metadata(play, 1, "*", "LIST"), []);
  });

  test("is cleared as a whole, in one batch", () => {
    const play = people("alice");
    metadata(play, 1, "*", "SET", "status", "busy");
    metadata(play, 1, "*", "SET", "avatar", "https://example.org/a.png");
    const [batch, ...others] = play.effects(1, "METADATA", "*", "CLEAR");
    assertEquals(others, []);
    assertEquals(batch, {
      kind: "batch",
      to: 1,
      type: "metadata",
      params: ["alice"],
      effects: [
        { kind: "reply", to: 1, name: "RPL_KEYNOTSET", params: ["alice", "status"] },
        { kind: "reply", to: 1, name: "RPL_KEYNOTSET", params: ["alice", "avatar"] },
      ],
    });
    assertEquals(metadata(play, 1, "*", "LIST"), []);
  });

  test("ends with a guest: who comes under the nick has none", () => {
    const play = people("alice", "bob");
    metadata(play, 1, "*", "SET", "status", "busy");
    const { id } = play.userOf(1);
    play.leave(1);
    assertEquals(play.chat.metadata.of(id).size, 0);
    play.ask(2, "NICK", "alice");
    assertEquals(metadata(play, 2, "alice", "GET", "status"), ["2< RPL_KEYNOTSET alice status"]);
  });
});

describe("what others have set", () => {
  test("nobody changes but operators of the server", () => {
    const play = people("alice", "bob");
    play.console();
    metadata(play, 1, "*", "SET", "status", "busy");
    assertEquals(metadata(play, 2, "alice", "SET", "status", "away"), [
      "2< FAIL KEY_NO_PERMISSION alice status",
    ]);
    assertEquals(metadata(play, 2, "alice", "SET", "status"), ["2< FAIL KEY_NO_PERMISSION alice status"]);
    assertEquals(metadata(play, 2, "alice", "CLEAR"), ["2< FAIL KEY_NO_PERMISSION alice *"]);
    assertEquals(metadata(play, 2, "alice", "LIST"), ["2< RPL_KEYVALUE alice status * busy"]);
    play.ask(0, "OP", "bob");
    assertEquals(metadata(play, 2, "alice", "SET", "status", "away"), [
      "2< RPL_KEYVALUE alice status * away",
      "acted: bob metadata alice status",
    ]);
    assertEquals(metadata(play, 2, "alice", "CLEAR").slice(0, 1), ["2< RPL_KEYNOTSET alice status"]);
  });

  test("nobody learns of who is not there, or must not be seen", () => {
    const play = people("alice", "bob");
    play.ask(1, "MODE", "alice", "+i");
    for (const params of [["SET", "status", "x"], ["CLEAR"], ["GET", "status"], ["LIST"], ["SYNC"]]) {
      assertEquals(metadata(play, 2, "alice", ...params), ["2< FAIL INVALID_TARGET alice"]);
      assertEquals(metadata(play, 2, "eve", ...params), ["2< FAIL INVALID_TARGET eve"]);
      assertEquals(metadata(play, 2, "#c", ...params), ["2< FAIL INVALID_TARGET #c"]);
      assertEquals(metadata(play, 2, "not a name", ...params), ["2< FAIL INVALID_TARGET *"]);
    }
  });
});

describe("a channel's", () => {
  function withChannel(): Playground {
    const play = people("alice", "bob", "carol");
    play.ask(1, "JOIN", "#c");
    play.ask(2, "JOIN", "#c");
    return play;
  }

  test("is its operators' to change", () => {
    const play = withChannel();
    assertEquals(metadata(play, 1, "#C", "SET", "url", "http://c"), ["1< RPL_KEYVALUE #c url * http://c"]);
    for (const session of [2, 3]) {
      assertEquals(metadata(play, session, "#c", "SET", "url", "x"), [
        `${session}< FAIL KEY_NO_PERMISSION #c url`,
      ]);
      assertEquals(metadata(play, session, "#c", "CLEAR"), [`${session}< FAIL KEY_NO_PERMISSION #c *`]);
    }
    for (const letter of ["h", "v"]) {
      play.ask(1, "MODE", "#c", `+${letter}`, "bob");
      assertEquals(metadata(play, 2, "#c", "SET", "url", "x"), ["2< FAIL KEY_NO_PERMISSION #c url"]);
    }
    play.ask(1, "MODE", "#c", "+o", "bob");
    assertEquals(metadata(play, 2, "#c", "SET", "url", "x"), ["2< RPL_KEYVALUE #c url * x"]);
    assertEquals(metadata(play, 1, "#c", "CLEAR"), ["1< RPL_KEYNOTSET #c url"]);
  });

  test("goes with its name, and ends with it", () => {
    const play = withChannel();
    metadata(play, 1, "#c", "SET", "url", "x");
    play.ask(1, "RENAME", "#c", "#d");
    assertEquals(metadata(play, 2, "#d", "LIST"), ["2< RPL_KEYVALUE #d url * x"]);
    play.leave(1);
    play.leave(2);
    play.ask(3, "JOIN", "#d");
    assertEquals(metadata(play, 3, "#d", "LIST"), []);
  });

  test("has as many keys as a person's", () => {
    const play = withChannel();
    for (let index = 0; index < METADATA_KEYS_MAX; index++)
      assertEquals(metadata(play, 1, "#c", "SET", `k${index}`, "x"), [`1< RPL_KEYVALUE #c k${index} * x`]);
    assertEquals(metadata(play, 1, "#c", "SET", "more", "x"), [
      `1< FAIL LIMIT_REACHED SET #c ${METADATA_KEYS_MAX}`,
    ]);
    assertEquals(metadata(play, 1, "#c", "SET", "k0", "y"), ["1< RPL_KEYVALUE #c k0 * y"]);
  });

  test("is shorter where the name is longer", () => {
    const play = people("alice");
    const name = `#${"道".repeat(50)}`;
    play.ask(1, "JOIN", name);
    assertEquals(metadata(play, 1, name, "SET", "url", "x".repeat(VALUE_BYTES_MAX)), [
      "1< FAIL INVALID_VALUE url",
    ]);
    assertEquals(metadata(play, 1, name, "SET", "url", "x".repeat(150)), [
      `1< RPL_KEYVALUE ${name} url * ${"x".repeat(150)}`,
    ]);
  });
});

describe("limits", () => {
  test("of keys", () => {
    const play = people("alice");
    const longest = "a".repeat(METADATA_KEY_BYTES_MAX);
    for (const key of ["a", "0", "draft/x_y-z.1", longest])
      assertEquals(metadata(play, 1, "*", "SET", key, "x"), [`1< RPL_KEYVALUE alice ${key} * x`]);
    for (const key of ["Avatar", "ключ", "a:b", "$url$", `${longest}a`, "a\u0000"])
      assertEquals(metadata(play, 1, "*", "SET", key, "x"), [`1< FAIL INVALID_KEY ${key}`]);
    for (const key of ["", "a b", ":a"])
      assertEquals(metadata(play, 1, "*", "SET", key, "x"), ["1< FAIL INVALID_KEY *"]);
  });

  test("of values, in bytes", () => {
    const play = people("alice");
    const longest = "值".repeat(Math.floor(VALUE_BYTES_MAX / 3));
    assertEquals(metadata(play, 1, "*", "SET", "a", longest), [`1< RPL_KEYVALUE alice a * ${longest}`]);
    for (const value of [`${longest}值`, "a\rb", "a\nb", "a\0b"])
      assertEquals(metadata(play, 1, "*", "SET", "a", value), ["1< FAIL INVALID_VALUE a"]);
    assertEquals(metadata(play, 1, "*", "LIST"), [`1< RPL_KEYVALUE alice a * ${longest}`]);
  });

  test("of keys per person; what is there may still change or go", () => {
    const play = people("alice");
    for (let index = 0; index < METADATA_KEYS_MAX; index++) metadata(play, 1, "*", "SET", `k${index}`, "x");
    assertEquals(metadata(play, 1, "*", "SET", "more", "x"), [
      `1< FAIL LIMIT_REACHED SET alice ${METADATA_KEYS_MAX}`,
    ]);
    assertEquals(metadata(play, 1, "*", "SET", "more"), ["1< RPL_KEYNOTSET alice more"]);
    assertEquals(metadata(play, 1, "*", "SET", "k0", "y"), ["1< RPL_KEYVALUE alice k0 * y"]);
    metadata(play, 1, "*", "SET", "k0");
    assertEquals(metadata(play, 1, "*", "SET", "more", "x"), ["1< RPL_KEYVALUE alice more * x"]);
  });

  test("of changes in some seconds; what is so already is no change", () => {
    const play = people("alice");
    for (let index = 0; index < METADATA_CHANGES_MAX; index++)
      metadata(play, 1, "*", "SET", "a", String(index));
    const refused = "1< ERR_METADATARATELIMIT 10";
    assertEquals(metadata(play, 1, "*", "SET", "a", "x y"), [`${refused} * SET a x y`]);
    assertEquals(metadata(play, 1, "alice", "set", "a"), [`${refused} alice SET a`]);
    assertEquals(metadata(play, 1, "*", "CLEAR"), [`${refused} * CLEAR`]);
    const last = String(METADATA_CHANGES_MAX - 1);
    assertEquals(metadata(play, 1, "*", "SET", "a", last), [`1< RPL_KEYVALUE alice a * ${last}`]);
  });
});

test("what is not written as it should be is refused", () => {
  const play = people("alice");
  assertEquals(play.ask(1, "METADATA"), ["1< FAIL INVALID_PARAMS *"]);
  assertEquals(metadata(play, 1, "*"), ["1< FAIL INVALID_PARAMS *"]);
  assertEquals(metadata(play, 1, "*", "SNEEZE"), ["1< FAIL INVALID_PARAMS SNEEZE"]);
  assertEquals(metadata(play, 1, "*", "constructor"), ["1< FAIL INVALID_PARAMS constructor"]);
  assertEquals(metadata(play, 1, "*", ": hi!"), ["1< FAIL INVALID_PARAMS *"]);
  for (const subcommand of ["GET", "SET", "SUB", "UNSUB"])
    assertEquals(metadata(play, 1, "*", subcommand), [`1< FAIL INVALID_PARAMS ${subcommand}`]);
  for (const subcommand of ["LIST", "CLEAR", "SUBS", "SYNC"])
    assertEquals(metadata(play, 1, "*", subcommand, "x"), [`1< FAIL INVALID_PARAMS ${subcommand}`]);
  assertEquals(metadata(play, 1, "*", "SET", "a", "two", "words"), ["1< FAIL INVALID_PARAMS SET"]);
});

test("what an operator of the server changes of others' stands in the log, by its keys", () => {
  const play = people("alice", "bob", "root");
  register(play, 2);
  play.decide({ kind: "operator", session: 3, operator: "root" });
  play.ask(1, "JOIN", "#c");
  const logged = (...params: readonly string[]): string[] =>
    metadata(play, 3, ...params).filter((line) => line.startsWith("acted"));
  assertEquals(logged("alice", "SET", "status", "x"), ["acted: root metadata alice status"]);
  assertEquals(logged("alice", "CLEAR"), ["acted: root metadata alice status"]);
  assertEquals(logged("bob", "SET", "avatar", "x"), ["acted: root metadata bob avatar"]);
  assertEquals(logged("#c", "SET", "url", "x"), ["acted: root metadata #c url"]);
  assertEquals(logged("*", "SET", "status", "x"), []);
});
