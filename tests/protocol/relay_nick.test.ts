/** Names of people of elsewhere, and that nobody here has one. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { RELAY_NICK_BYTES_MAX, RELAY_NICK_LENGTH_MAX } from "../../src/protocol/limits.ts";
import { isTakeableNick } from "../../src/protocol/names.ts";
import { isRelayNick } from "../../src/protocol/relay-nick.ts";

const RELAYED = ["alice/discord", "1337/matrix", "小明/微信", "é_[x]/irc-net/2", "👩‍💻/x", "👍/x"];

test("a name of somebody elsewhere names where that is", () => {
  assertEquals(
    RELAYED.filter((name) => !isRelayNick(name)),
    ["👩‍💻/x"],
  );
  assertEquals(
    ["", "alice", "/", "/discord", "alice/", "a//b"].filter((name) => isRelayNick(name)),
    [],
  );
});

test("no person can be called so, nor so that it looks the same", () => {
  const looking = ["alice∕discord", "alice⁄discord", "alice／discord", "alice⧸discord"];
  assertEquals(
    [...RELAYED, ...looking].filter((name) => isTakeableNick(name)),
    [],
  );
});

test("nothing in it separates parts of a line, hides, or stands for a rank", () => {
  const forbidden = [
    ..." \t\r\n\0\u00a0\u3000!+%@&#$:'\"?*,.<>~",
    ..."\u200b\u202e\u2066\ufeff\u00ad\u2800",
    ..."＠！．：",
  ];
  assertEquals(
    forbidden.filter((sign) => isRelayNick(`al${sign}ice/discord`) || isRelayNick(`alice/dis${sign}cord`)),
    [],
  );
  assertEquals(
    ["\u0301alice/discord", "alice/\u0338discord", "alice/\ufe0f"].filter((name) => isRelayNick(name)),
    [],
  );
});

test("it is no longer than a line has room for", () => {
  const ofLength = (length: number, letter: string): boolean => isRelayNick(`${letter.repeat(length - 2)}/x`);
  assertEquals(
    [ofLength(RELAY_NICK_LENGTH_MAX, "a"), ofLength(RELAY_NICK_LENGTH_MAX + 1, "a")],
    [true, false],
  );
  const most = Math.floor((RELAY_NICK_BYTES_MAX - 2) / 3) + 2;
  assertEquals([ofLength(most, "字"), ofLength(most + 1, "字")], [true, false]);
});
