import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { PAGES, playedKinds } from "../../src/chat/history-pages.ts";
import { capabilities } from "../../src/protocol/capabilities.ts";
import type { Point } from "../../src/protocol/history-query.ts";

const PAGE = { target: "#a", limit: 3, asOf: 99 };

function asked(subcommand: string, ...points: readonly Point[]): unknown {
  return PAGES.get(subcommand)?.query(PAGE, points);
}

function message(sequence: number): Point {
  return { msgid: `test-${sequence}-0` };
}

describe("a page", () => {
  test("lies before, behind or around its point", () => {
    const point = message(5);
    assertEquals(asked("BEFORE", point), { kind: "page", ...PAGE, before: point, take: "last" });
    assertEquals(asked("AFTER", point), { kind: "page", ...PAGE, after: point, take: "first" });
    assertEquals(asked("LATEST", point), { kind: "page", ...PAGE, after: point, take: "last" });
    assertEquals(asked("LATEST"), { kind: "page", ...PAGE, take: "last" });
    assertEquals(asked("AROUND", point), { kind: "around", ...PAGE, centre: point });
  });

  test("between two points begins at the first one, wherever that lies", () => {
    const [one, other] = [message(5), { timeMs: 3 }];
    const page = { kind: "page", ...PAGE, take: "first", eitherWay: true };
    assertEquals(asked("BETWEEN", one, other), { ...page, after: one, before: other });
    assertEquals(asked("BETWEEN", other, one), { ...page, after: other, before: one });
  });
});

test("events are played to those who can tell then from now, and of these what they can read", () => {
  const said = ["PRIVMSG", "NOTICE"];
  const events = ["JOIN", "KICK", "MODE", "NICK", "PART", "QUIT", "TOPIC"];
  assertEquals(playedKinds(capabilities("message-tags", "draft/channel-rename")), said);
  const playback = capabilities("draft/event-playback");
  assertEquals(playedKinds(playback), [...said, ...events]);
  assertEquals(playedKinds(playback | capabilities("message-tags")), [...said, ...events, "TAGMSG"]);
  assertEquals(playedKinds(playback | capabilities("draft/channel-rename")), [...said, ...events, "RENAME"]);
});
