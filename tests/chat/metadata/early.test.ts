/** METADATA before somebody is here. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { capabilities } from "../../../src/protocol/capabilities.ts";
import { METADATA_KEYS_MAX } from "../../../src/protocol/limits.ts";
import { Playground } from "../playground.ts";
import { AWARE, metadata, only, people, register } from "./people.ts";

/** Session 9 negotiates. */
function begin(play: Playground): void {
  play.newcomer(9);
  play.capabilities.set(9, AWARE);
  play.decide({ kind: "negotiation", session: 9, state: "open", capabilities: AWARE });
}

/** And is here. @returns what is told then. */
function end(play: Playground, nick: string): string[] {
  play.ask(9, "NICK", nick);
  play.ask(9, "USER", nick, "0", "*", nick);
  return play.decide({ kind: "negotiation", session: 9, state: "ended", capabilities: AWARE });
}

describe("a newcomer", () => {
  test("says something of itself, and has it when it is here", () => {
    const play = new Playground();
    begin(play);
    assertEquals(metadata(play, 9, "*", "SET", "status", "busy"), ["9< RPL_KEYVALUE * status * busy"]);
    assertEquals(metadata(play, 9, "*", "SET", "avatar", "a"), ["9< RPL_KEYVALUE * avatar * a"]);
    assertEquals(metadata(play, 9, "*", "SET", "avatar"), ["9< RPL_KEYNOTSET * avatar"]);
    assertEquals(metadata(play, 9, "*", "GET", "avatar", "A", "status"), [
      "9< RPL_KEYNOTSET * avatar",
      "9< WARN INVALID_KEY A",
      "9< RPL_KEYVALUE * status * busy",
    ]);
    assertEquals(metadata(play, 9, "*", "LIST"), ["9< RPL_KEYVALUE * status * busy"]);
    const told = end(play, "alice");
    assertEquals(only(told), ["9< RPL_KEYVALUE alice status * busy"]);
    const at = told.indexOf("9< RPL_KEYVALUE alice status * busy");
    assertEquals(at < told.findIndex((line) => line.includes("MOTD")), true);
    assertEquals(metadata(play, 9, "*", "LIST"), ["9< RPL_KEYVALUE alice status * busy"]);
  });

  test("subscribes, and is not asked to fetch anything yet", () => {
    const play = new Playground();
    begin(play);
    assertEquals(metadata(play, 9, "*", "SUB", "status", "a"), ["9< RPL_METADATASUBOK status a"]);
    assertEquals(metadata(play, 9, "*", "UNSUB", "a"), ["9< RPL_METADATAUNSUBOK a"]);
    assertEquals(metadata(play, 9, "*", "SUBS"), ["9< RPL_METADATASUBS status"]);
    end(play, "alice");
    assertEquals(metadata(play, 9, "*", "SUBS"), ["9< RPL_METADATASUBS status"]);
  });

  test("who gives the capability away has no subscriptions any more", () => {
    const play = new Playground();
    begin(play);
    metadata(play, 9, "*", "SUB", "status");
    const negotiate = (mask: number): string[] =>
      play.decide({ kind: "negotiation", session: 9, state: "open", capabilities: mask });
    negotiate(AWARE | capabilities("setname"));
    assertEquals(metadata(play, 9, "*", "SUBS"), ["9< RPL_METADATASUBS status"]);
    negotiate(capabilities("batch"));
    negotiate(AWARE);
    assertEquals(metadata(play, 9, "*", "SUBS"), []);
  });

  test("says nothing of others and asks nothing about them", () => {
    const play = people("alice");
    play.ask(1, "JOIN", "#c");
    metadata(play, 1, "*", "SET", "status", "busy");
    begin(play);
    for (const target of ["alice", "#c", "*ALL"])
      for (const params of [
        ["GET", "status"],
        ["LIST"],
        ["SYNC"],
        ["SET", "status", "x"],
        ["CLEAR"],
        ["SUBS"],
      ])
        assertEquals(metadata(play, 9, target, ...params), [`9< FAIL INVALID_TARGET ${target}`]);
    assertEquals(metadata(play, 9, "*"), ["9< FAIL INVALID_PARAMS *"]);
    assertEquals(metadata(play, 1, "*", "LIST"), ["1< RPL_KEYVALUE alice status * busy"]);
  });

  test("has the limits that all have", () => {
    const play = new Playground();
    begin(play);
    assertEquals(metadata(play, 9, "*", "SET", "A", "x"), ["9< FAIL INVALID_KEY A"]);
    assertEquals(metadata(play, 9, "*", "SET", "a", "x".repeat(300)), ["9< FAIL INVALID_VALUE a"]);
    for (let index = 0; index < METADATA_KEYS_MAX; index++) metadata(play, 9, "*", "SET", `k${index}`, "x");
    assertEquals(metadata(play, 9, "*", "SET", "more", "x"), [
      `9< FAIL LIMIT_REACHED SET * ${METADATA_KEYS_MAX}`,
    ]);
    assertEquals(metadata(play, 9, "*", "CLEAR").length, METADATA_KEYS_MAX);
    assertEquals(metadata(play, 9, "*", "LIST"), []);
  });

  test("who logs in says it for all its devices", () => {
    const play = people("alice", "bob");
    register(play, 1);
    metadata(play, 1, "*", "SET", "avatar", "a");
    metadata(play, 1, "*", "SUB", "status");
    metadata(play, 2, "*", "SUB", "status");
    play.ask(1, "JOIN", "#c");
    play.ask(2, "JOIN", "#c");
    begin(play);
    const account = play.chat.accounts.named("alice")?.id ?? "";
    play.settle({ kind: "login", session: 9, account, version: 1, way: "sasl" });
    metadata(play, 9, "*", "SET", "status", "mobile");
    assertEquals(metadata(play, 9, "*", "LIST"), [
      "9< RPL_KEYVALUE * avatar * a",
      "9< RPL_KEYVALUE * status * mobile",
    ]);
    assertEquals(only(end(play, "alice")), [
      "1< RPL_KEYVALUE alice status * mobile",
      "2< RPL_KEYVALUE alice status * mobile",
      "9< RPL_KEYVALUE alice avatar * a",
      "9< RPL_KEYVALUE alice status * mobile",
    ]);
  });

  test("who logs in takes back what the account has told, too", () => {
    const play = people("alice", "bob");
    register(play, 1);
    metadata(play, 1, "*", "SET", "avatar", "a");
    metadata(play, 1, "*", "SET", "status", "busy");
    play.leave(1);
    begin(play);
    metadata(play, 9, "*", "SET", "url", "u");
    const account = play.chat.accounts.named("alice")?.id ?? "";
    play.settle({ kind: "login", session: 9, account, version: 1, way: "sasl" });
    assertEquals(metadata(play, 9, "*", "SET", "avatar"), ["9< RPL_KEYNOTSET * avatar"]);
    assertEquals(metadata(play, 9, "*", "GET", "avatar"), ["9< RPL_KEYNOTSET * avatar"]);
    assertEquals(metadata(play, 9, "*", "CLEAR"), ["9< RPL_KEYNOTSET * status", "9< RPL_KEYNOTSET * url"]);
    assertEquals(metadata(play, 9, "*", "SET", "pronouns", "she"), ["9< RPL_KEYVALUE * pronouns * she"]);
    assertEquals(only(end(play, "alice")), ["9< RPL_KEYVALUE alice pronouns * she"]);
    assertEquals(metadata(play, 2, "alice", "LIST"), ["2< RPL_KEYVALUE alice pronouns * she"]);
  });

  test("remembers no more than it may have, whatever it takes back", () => {
    const play = new Playground();
    begin(play);
    for (let index = 0; index < 3 * METADATA_KEYS_MAX; index++) {
      metadata(play, 9, "*", "SET", `k${index}`, "x");
      metadata(play, 9, "*", "SET", `k${index}`);
      metadata(play, 9, "*", "SET", `n${index}`);
    }
    assertEquals(play.chat.newcomer(9)?.metadata.size, 0);
  });
});
