/** NAMES of many: rows that fit, whoever reads them. */
import { test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import { namesBytesMax } from "../../src/chat/names-lists.ts";
import { renderNumeric } from "../../src/network/irc/render.ts";
import { LINE_BYTES_MAX } from "../../src/protocol/limits.ts";
import { utf8Length } from "../../src/protocol/split-text.ts";
import { Playground } from "./playground.ts";

const LONGEST_NICK = "名".repeat(32);

function namesOf(play: Playground, channel: string): string[] {
  const replies = play.effects(1, "NAMES", channel);
  return replies.flatMap((effect) =>
    effect.kind === "reply" && effect.name === "RPL_NAMREPLY" ? [effect.params[2] ?? ""] : [],
  );
}

test("everybody is named, in rows that fit into a line for the longest nick", () => {
  for (const channel of ["#a", `#${"名".repeat(49)}`]) {
    const play = new Playground();
    for (let id = 1; id <= 300; id++) {
      play.guest(id, `10.0.${id % 200}.7`);
      play.effects(id, "JOIN", channel);
    }
    const rows = namesOf(play, channel);
    const nicks = [...(play.chat.channel(channel)?.members() ?? [])].map(({ user }) => user.nick);
    assertEquals(rows.join(" ").replace("@", "").split(" "), nicks);
    const { serverName } = play.chat.settings;
    for (const row of rows) {
      const params = ["=", channel, row];
      const line = renderNumeric({ serverName, nick: LONGEST_NICK, language: "en" }, "RPL_NAMREPLY", params);
      assert(line.endsWith(row) && utf8Length(line) <= LINE_BYTES_MAX);
    }
    const longest = Math.max(...rows.map(utf8Length));
    assert(longest > namesBytesMax(serverName, channel) - 20, "and no row is shorter than it must be");
  }
});

test("rows are filled anew where the channel or the server has another name", () => {
  const play = new Playground();
  for (let id = 1; id <= 100; id++) {
    play.guest(id, `10.0.${id}.7`);
    play.effects(id, "JOIN", "#a");
  }
  const before = namesOf(play, "#a");
  play.rehash({ serverName: "a-much-longer-name.of-this-server.example.org" });
  const after = namesOf(play, "#a");
  assert(after.length > before.length);
  assertEquals(after.join(" "), before.join(" "));
});
