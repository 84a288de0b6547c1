/** Metadata of registered channels, which lasts with them. */
import { test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import type { Channel } from "../../../src/chat/channel.ts";
import { restore } from "../../../src/chat/restore.ts";
import type { LastingRow } from "../../../src/protocol/lasting.ts";
import { Playground } from "../playground.ts";
import { metadata, people } from "./people.ts";

/** Alice's, who rules it. */
function registered(play: Playground): Channel {
  play.ask(1, "JOIN", "#c");
  const channel = play.chat.channel("#c");
  assert(channel);
  channel.ownership = { founder: "account-test-1", registeredAtMs: 1, access: {} };
  return channel;
}

/** The channel's row as the last of these has written it. */
function rowAfter(play: Playground, ...params: readonly string[]): LastingRow {
  const rows = play.effects(1, "METADATA", ...params).flatMap((effect): LastingRow[] => {
    if (effect.kind !== "record" || effect.write.write !== "lasting") return [];
    const { kind, key, value } = effect.write;
    return value === undefined ? [] : [{ kind, key, value }];
  });
  const [row, ...others] = rows;
  assert(row);
  assertEquals(others, []);
  return row;
}

function restarted(row: LastingRow): Playground {
  const play = new Playground({ lastSequence: 20_000 });
  restore(play.chat, [row], (_row, error) => {
    throw error;
  });
  return play;
}

test("is there after a restart, and gone when it was taken away", () => {
  const play = people("alice");
  registered(play);
  const row = rowAfter(play, "#c", "SET", "url", "http://c");
  assertEquals(restarted(row).chat.channel("#c")?.metadata, new Map([["url", "http://c"]]));
  const cleared = rowAfter(play, "#c", "CLEAR");
  assertEquals(restarted(cleared).chat.channel("#c")?.metadata, new Map());
});

test("of other channels is not kept", () => {
  const play = people("alice");
  play.ask(1, "JOIN", "#d");
  const kinds = play.effects(1, "METADATA", "#d", "SET", "url", "x").map(({ kind }) => kind);
  assertEquals(kinds, ["reply"]);
  assertEquals(metadata(play, 1, "#d", "LIST"), ["1< RPL_KEYVALUE #d url * x"]);
});
