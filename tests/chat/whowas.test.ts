import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { Whowas } from "../../src/chat/whowas.ts";
import { casemapping } from "../../src/protocol/casemapping.ts";
import { WHOWAS_ENTRIES_MAX } from "../../src/protocol/limits.ts";
import type { Source } from "../../src/protocol/message.ts";

function source(nick: string): Source {
  return { nick, username: "u", host: "10.0.0.1", realname: "r", isGuest: false, isBot: false };
}

test("the newest departures are remembered, the last one first", () => {
  const whowas = new Whowas(casemapping("ascii"));
  whowas.add(source("Bob"), 1);
  whowas.add(source("bob"), 2);
  const found = () => whowas.find("BOB").map(({ leftAtMs }) => leftAtMs);
  assertEquals(found(), [2, 1]);

  for (let count = 1; count < WHOWAS_ENTRIES_MAX; count++) whowas.add(source("eve"), 3);
  assertEquals(found(), [2]);
  whowas.add(source("eve"), 3);
  assertEquals(found(), []);
  for (let count = 0; count < 5 * WHOWAS_ENTRIES_MAX; count++) whowas.add(source("eve"), 3);
  assertEquals(whowas.find("eve").length, WHOWAS_ENTRIES_MAX);
});
