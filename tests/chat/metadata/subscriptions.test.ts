/** METADATA SUB, UNSUB and SUBS, and who is told of changes then. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { capabilities, NO_CAPABILITIES } from "../../../src/protocol/capabilities.ts";
import { METADATA_SUBSCRIPTIONS_MAX } from "../../../src/protocol/limits.ts";
import type { Playground } from "../playground.ts";
import { AWARE, metadata, people } from "./people.ts";

describe("SUB", () => {
  test("names what is subscribed to, and asks to fetch what there is of the new keys", () => {
    const play = people("alice");
    assertEquals(metadata(play, 1, "*", "SUB", "avatar", "$url", "status", "avatar"), [
      "1< RPL_METADATASUBOK avatar status",
      "1< WARN INVALID_KEY $url",
      "1< ERR_METADATASYNCLATER *ALL 0",
    ]);
    assertEquals(metadata(play, 1, "alice", "SUB", "status"), ["1< RPL_METADATASUBOK status"]);
    assertEquals(metadata(play, 1, "*", "SUBS"), ["1< RPL_METADATASUBS avatar status"]);
    assertEquals(metadata(play, 1, "*", "UNSUB", "avatar", "never", "a b"), [
      "1< RPL_METADATAUNSUBOK avatar never",
      "1< WARN INVALID_KEY *",
    ]);
    assertEquals(metadata(play, 1, "*", "SUBS"), ["1< RPL_METADATASUBS status"]);
  });

  test("ends at the limit, names the first key too many and none behind it", () => {
    const play = people("alice");
    const keys = Array.from({ length: METADATA_SUBSCRIPTIONS_MAX - 1 }, (_, index) => `k${index}`);
    metadata(play, 1, "*", "SUB", ...keys);
    assertEquals(metadata(play, 1, "*", "SUB", "last", "more", "k0"), [
      "1< RPL_METADATASUBOK last",
      `1< FAIL LIMIT_REACHED SUB more ${METADATA_SUBSCRIPTIONS_MAX}`,
      "1< ERR_METADATASYNCLATER *ALL 0",
    ]);
    assertEquals(metadata(play, 1, "*", "SUB", "k0"), ["1< RPL_METADATASUBOK k0"]);
    metadata(play, 1, "*", "UNSUB", "k0");
    assertEquals(metadata(play, 1, "*", "SUB", "more")[0], "1< RPL_METADATASUBOK more");
  });

  test("is of oneself alone", () => {
    const play = people("alice", "bob");
    for (const params of [["SUB", "a"], ["UNSUB", "a"], ["SUBS"]])
      for (const target of ["bob", "#c", "*ALL", "eve"])
        assertEquals(metadata(play, 1, target, ...params), [`1< FAIL INVALID_TARGET ${target}`]);
  });

  test("is each device's own, and SUBS is one batch", () => {
    const play = people("alice");
    metadata(play, 1, "*", "SUB", "a");
    play.capabilities.set(2, AWARE);
    play.attach(2, 1);
    assertEquals(play.effects(2, "METADATA", "*", "SUBS"), [
      { kind: "batch", to: 2, type: "metadata-subs", params: [], effects: [] },
    ]);
  });
});

describe("a change", () => {
  /** Everybody has subscribed to "status"; Bob shares a channel with Alice, Carol watches her, Dave does neither. */
  function village(): Playground {
    const play = people("alice", "bob", "carol", "dave");
    for (const session of [1, 2, 3, 4]) metadata(play, session, "*", "SUB", "status");
    play.ask(1, "JOIN", "#c");
    play.ask(2, "JOIN", "#c");
    play.ask(3, "MONITOR", "+", "ALICE");
    return play;
  }

  test("is told to who shares a channel and to who watches, once, and to nobody else", () => {
    const play = village();
    play.ask(1, "JOIN", "#d");
    play.ask(2, "JOIN", "#d");
    play.ask(2, "MONITOR", "+", "alice");
    assertEquals(metadata(play, 1, "*", "SET", "status", "busy"), [
      "1< RPL_KEYVALUE alice status * busy",
      "2< RPL_KEYVALUE alice status * busy",
      "3< RPL_KEYVALUE alice status * busy",
    ]);
    assertEquals(metadata(play, 1, "*", "SET", "status", "busy"), ["1< RPL_KEYVALUE alice status * busy"]);
    assertEquals(metadata(play, 1, "*", "SET", "avatar", "a"), ["1< RPL_KEYVALUE alice avatar * a"]);
    assertEquals(metadata(play, 1, "*", "CLEAR"), [
      "1< RPL_KEYNOTSET alice status",
      "1< RPL_KEYNOTSET alice avatar",
      "2< RPL_KEYNOTSET alice status",
      "3< RPL_KEYNOTSET alice status",
    ]);
  });

  test("of a channel is told to its members", () => {
    const play = village();
    assertEquals(metadata(play, 1, "#c", "SET", "status", "open"), [
      "1< RPL_KEYVALUE #c status * open",
      "2< RPL_KEYVALUE #c status * open",
    ]);
  });

  test("is told to other devices of the one who makes it, and to whom an operator changes", () => {
    const play = village();
    play.console();
    play.capabilities.set(5, AWARE);
    play.attach(5, 1);
    metadata(play, 5, "*", "SUB", "status");
    play.ask(2, "PART", "#c");
    play.ask(3, "MONITOR", "C");
    assertEquals(metadata(play, 1, "*", "SET", "status", "busy"), [
      "1< RPL_KEYVALUE alice status * busy",
      "5< RPL_KEYVALUE alice status * busy",
    ]);
    play.ask(0, "OP", "dave");
    assertEquals(metadata(play, 4, "alice", "SET", "status"), [
      "4< RPL_KEYNOTSET alice status",
      "1< RPL_KEYNOTSET alice status",
      "5< RPL_KEYNOTSET alice status",
      "acted: dave metadata alice status",
    ]);
  });

  test("is not told to who has left, who has unsubscribed, and who can no longer read it", () => {
    const play = village();
    play.ask(2, "PART", "#c");
    metadata(play, 3, "*", "UNSUB", "status");
    assertEquals(metadata(play, 1, "*", "SET", "status", "1"), ["1< RPL_KEYVALUE alice status * 1"]);
    play.ask(2, "JOIN", "#c");
    for (const lost of [NO_CAPABILITIES, capabilities("batch"), capabilities("draft/metadata-3")]) {
      metadata(play, 2, "*", "SUB", "status");
      play.decide({ kind: "negotiation", session: 2, state: "open", capabilities: lost });
      play.decide({ kind: "negotiation", session: 2, state: "open", capabilities: AWARE });
      assertEquals(metadata(play, 2, "*", "SUBS"), []);
      assertEquals(metadata(play, 1, "*", "SET", "status", String(lost)), [
        `1< RPL_KEYVALUE alice status * ${lost}`,
      ]);
    }
  });

  test("is not told to who could never read it", () => {
    const play = people("alice");
    play.irc(2, "bob");
    assertEquals(play.ask(2, "METADATA", "*", "SUB", "status")[0], "2< RPL_METADATASUBOK status");
    play.ask(1, "JOIN", "#c");
    play.ask(2, "JOIN", "#c");
    assertEquals(metadata(play, 1, "*", "SET", "status", "x"), ["1< RPL_KEYVALUE alice status * x"]);
  });

  test("is not told where the session is over and another one has come", () => {
    const play = village();
    play.leave(2);
    assertEquals(play.chat.metadataReaders.subscribersOf("status"), new Set([1, 3, 4]));
    play.newcomer(9);
    metadata(play, 9, "*", "SUB", "status");
    play.leave(9);
    assertEquals(play.chat.metadataReaders.subscribersOf("status"), new Set([1, 3, 4]));
  });

  test("in an auditorium is told to its operators, or of who has a voice", () => {
    const play = people("alice", "bob", "carol");
    for (const session of [1, 2, 3]) {
      metadata(play, session, "*", "SUB", "status");
      play.ask(session, "JOIN", "#c");
    }
    play.ask(1, "MODE", "#c", "+u");
    assertEquals(metadata(play, 2, "*", "SET", "status", "x"), [
      "2< RPL_KEYVALUE bob status * x",
      "1< RPL_KEYVALUE bob status * x",
    ]);
    play.ask(1, "MODE", "#c", "+v", "bob");
    assertEquals(metadata(play, 2, "*", "SET", "status"), [
      "2< RPL_KEYNOTSET bob status",
      "1< RPL_KEYNOTSET bob status",
      "3< RPL_KEYNOTSET bob status",
    ]);
  });
});
