/** METADATA GET and LIST, and WHOIS: what is told to whoever asks, and what to nobody else. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { NO_CAPABILITIES } from "../../../src/protocol/capabilities.ts";
import type { Playground } from "../playground.ts";
import { metadata, only, people } from "./people.ts";

describe("GET", () => {
  test("answers each key in its turn, in one batch", () => {
    const play = people("alice", "bob");
    metadata(play, 1, "*", "SET", "status", "busy");
    const asked = ["avatar", "$url$", "status", "status"];
    assertEquals(play.effects(2, "METADATA", "alice", "GET", ...asked), [
      {
        kind: "batch",
        to: 2,
        type: "metadata",
        params: ["alice"],
        effects: [
          { kind: "reply", to: 2, name: "RPL_KEYNOTSET", params: ["alice", "avatar"] },
          {
            kind: "standard",
            to: 2,
            reply: { severity: "WARN", command: "METADATA", code: "INVALID_KEY", context: ["$url$"] },
          },
          { kind: "reply", to: 2, name: "RPL_KEYVALUE", params: ["alice", "status", "*", "busy"] },
          { kind: "reply", to: 2, name: "RPL_KEYVALUE", params: ["alice", "status", "*", "busy"] },
        ],
      },
    ]);
  });

  test("calls the target by its name, however it was written", () => {
    const play = people("alice");
    play.ask(1, "JOIN", "#Tea");
    for (const nick of ["*", "alice", "ALICE"])
      assertEquals(metadata(play, 1, nick, "GET", "a"), ["1< RPL_KEYNOTSET alice a"]);
    assertEquals(metadata(play, 1, "#tea", "GET", "a"), ["1< RPL_KEYNOTSET #Tea a"]);
  });
});

describe("a channel's metadata", () => {
  /** Alice rules #c, Bob is in it, Carol is not. */
  function village(): Playground {
    const play = people("alice", "bob", "carol");
    play.ask(1, "JOIN", "#c");
    play.ask(2, "JOIN", "#c");
    metadata(play, 1, "#c", "SET", "url", "hidden");
    return play;
  }

  test("is for everybody where everybody may come in", () => {
    const play = village();
    assertEquals(metadata(play, 3, "#c", "GET", "url"), ["3< RPL_KEYVALUE #c url * hidden"]);
    assertEquals(metadata(play, 3, "#c", "LIST"), ["3< RPL_KEYVALUE #c url * hidden"]);
  });

  test("is for members where the door is closed, and nobody learns whether there is any", () => {
    for (const door of [["+i"], ["+k", "key"], ["+b", "carol"], ["+R"], ["+l", "1"]]) {
      const play = village();
      play.ask(1, "MODE", "#c", ...door);
      assertEquals(metadata(play, 3, "#c", "GET", "url", "none"), [
        "3< WARN KEY_NO_PERMISSION #c url",
        "3< WARN KEY_NO_PERMISSION #c none",
      ]);
      assertEquals(metadata(play, 3, "#c", "LIST"), ["3< WARN KEY_NO_PERMISSION #c *"]);
      assertEquals(metadata(play, 3, "#c", "SYNC"), ["3< FAIL INVALID_TARGET #c"]);
      assertEquals(metadata(play, 2, "#c", "GET", "url"), ["2< RPL_KEYVALUE #c url * hidden"]);
    }
  });

  test("is for who is invited", () => {
    const play = village();
    play.ask(1, "MODE", "#c", "+i");
    play.ask(1, "INVITE", "carol", "#c");
    assertEquals(metadata(play, 3, "#c", "LIST"), ["3< RPL_KEYVALUE #c url * hidden"]);
  });

  test("is as if there were no channel where it is secret", () => {
    const play = village();
    play.ask(1, "MODE", "#c", "+s");
    for (const params of [["GET", "url"], ["LIST"], ["SYNC"], ["SET", "url", "x"], ["CLEAR"]])
      assertEquals(metadata(play, 3, "#c", ...params), ["3< FAIL INVALID_TARGET #c"]);
    assertEquals(metadata(play, 2, "#c", "LIST"), ["2< RPL_KEYVALUE #c url * hidden"]);
  });

  test("is for the server's operators everywhere", () => {
    const play = village();
    play.console();
    play.ask(1, "MODE", "#c", "+si");
    play.ask(0, "OP", "carol");
    assertEquals(metadata(play, 3, "#c", "LIST"), ["3< RPL_KEYVALUE #c url * hidden"]);
  });

  test("is not for who has left", () => {
    const play = village();
    play.ask(1, "MODE", "#c", "+i");
    play.ask(2, "PART", "#c");
    assertEquals(metadata(play, 2, "#c", "GET", "url"), ["2< WARN KEY_NO_PERMISSION #c url"]);
  });
});

describe("an invisible person's metadata", () => {
  test("is for who shares a channel", () => {
    const play = people("alice", "bob", "carol");
    metadata(play, 1, "*", "SET", "status", "busy");
    play.ask(1, "MODE", "alice", "+i");
    play.ask(1, "JOIN", "#c");
    play.ask(2, "JOIN", "#c");
    assertEquals(metadata(play, 2, "alice", "LIST"), ["2< RPL_KEYVALUE alice status * busy"]);
    assertEquals(metadata(play, 3, "alice", "LIST"), ["3< FAIL INVALID_TARGET alice"]);
    assertEquals(only(play.ask(3, "WHOIS", "alice")), []);
    assertEquals(only(play.ask(2, "WHOIS", "alice")), ["2< RPL_WHOISKEYVALUE alice status * busy"]);
    assertEquals(metadata(play, 1, "*", "LIST"), ["1< RPL_KEYVALUE alice status * busy"]);
  });

  test("is not told to who watches the nick", () => {
    const play = people("alice", "bob");
    metadata(play, 2, "*", "SUB", "status");
    play.ask(1, "MODE", "alice", "+i");
    metadata(play, 1, "*", "SET", "status", "busy");
    assertEquals(only(play.ask(2, "MONITOR", "+", "alice")), []);
    assertEquals(metadata(play, 1, "*", "SET", "status", "idle"), ["1< RPL_KEYVALUE alice status * idle"]);
    assertEquals(metadata(play, 2, "*ALL", "SYNC"), []);
  });
});

test("WHOIS tells it to programs that can read it", () => {
  const play = people("alice", "bob");
  metadata(play, 1, "*", "SET", "status", "busy");
  assertEquals(only(play.ask(2, "WHOIS", "alice")), ["2< RPL_WHOISKEYVALUE alice status * busy"]);
  play.capabilities.set(2, NO_CAPABILITIES);
  assertEquals(only(play.ask(2, "WHOIS", "alice")), []);
});
