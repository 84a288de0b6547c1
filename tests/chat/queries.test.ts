import { describe, test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import { COMMAND_NAMES } from "../../src/chat/commands/table.ts";
import { EDGE_COMMANDS } from "../../src/network/irc/edge-commands.ts";
import { HELP_SUBJECTS } from "../../src/protocol/help.ts";
import { LIST_BYTES_MAX, TOPIC_BYTES_MAX } from "../../src/protocol/limits.ts";
import { utf8Length } from "../../src/protocol/split-text.ts";
import { Playground } from "./playground.ts";

const ALICE = 1_000;

/** Alice connects as IRC clients do. */
function withAlice(play: Playground): Playground {
  const entry = { kind: "connect", session: ALICE, sessionKind: "irc", host: "10.0.0.9" } as const;
  play.chat.apply({ sequence: 1_000_000, timeMs: 1_000, entry });
  play.ask(ALICE, "NICK", "alice");
  play.ask(ALICE, "USER", "alice", "0", "*", "Alice");
  return play;
}

describe("HELP", () => {
  test("explains every command there is, and no other", () => {
    // The terminal's own are no commands for anybody else.
    const known = [...COMMAND_NAMES, ...EDGE_COMMANDS.keys()].filter((name) => !/^(DE)?OP$/.test(name));
    assertEquals([...HELP_SUBJECTS].sort(), [...new Set(known)].sort());
  });
});

describe("LIST", () => {
  test("is cut where it would fill the send queue, the largest channels first", () => {
    const play = new Playground();
    const topic = "长".repeat(TOPIC_BYTES_MAX / 3);
    for (let id = 1; id <= 30; id++) {
      play.guest(id);
      for (let room = 1; room < 100; room++) {
        const name = `#${id}-${room}`;
        play.ask(id, "JOIN", name);
        play.ask(id, "TOPIC", name, topic);
      }
    }
    withAlice(play);
    play.ask(ALICE, "JOIN", "#10-99");
    const rows = play.ask(ALICE, "LIST").filter((line) => line.includes("RPL_LIST #"));
    assert(rows[0]?.includes("#lobby 30 "), rows[0]);
    assert(rows[1]?.includes("#10-99 2 "), rows[1]);
    const bytes = rows.reduce((sum, row) => sum + utf8Length(row), 0);
    assert(bytes > LIST_BYTES_MAX * 0.9 && bytes <= LIST_BYTES_MAX, `${bytes} bytes`);
  });

  test("is whole for programs where people read 200", () => {
    const play = new Playground();
    for (let id = 1; id <= 3; id++) {
      play.guest(id);
      for (let room = 0; room < 90; room++) play.ask(id, "JOIN", `#room-${id}-${room}`);
    }
    withAlice(play);
    // With the default channel, the first line and the last.
    assertEquals(play.ask(ALICE, "LIST").length, 273);
    assertEquals(play.ask(1, "LIST").length, 201);
  });
});

describe("WHO", () => {
  test("shows 200 at most, and counts all", () => {
    const play = new Playground();
    for (let id = 1; id <= 250; id++) play.guest(id, `10.0.1.${id}`);
    withAlice(play);
    for (const [name, count] of [
      ["#lobby", 250],
      ["*", 251],
    ] as const) {
      const lines = play.ask(ALICE, "WHO", name);
      assertEquals([lines.length, lines.at(-1)], [201, `${ALICE}< RPL_ENDOFWHO ${name} ${count}`]);
    }
  });
});

describe("WHOIS", () => {
  test("knows the person at the server's terminal", () => {
    const play = withAlice(new Playground());
    play.console();
    const [, ...lines] = play.ask(ALICE, "WHOIS", "Server").map((line) => line.replace(/^\d+< /, ""));
    assertEquals(lines.slice(0, 3), [
      "RPL_WHOISCHANNELS server ~#lobby",
      "RPL_WHOISSERVER server server A test server",
      "RPL_WHOISOPERATOR server",
    ]);
  });
});

describe("an account", () => {
  test("is shown by WHOIS and WHOX", () => {
    const play = withAlice(new Playground());
    play.chat.nicks.user("alice")?.change({ account: "alice.w" });
    assertEquals(play.ask(ALICE, "WHO", "alice", "%na"), [
      `${ALICE}< RPL_WHOSPCRPL alice alice.w`,
      `${ALICE}< RPL_ENDOFWHO alice 1`,
    ]);
    const lines = play.ask(ALICE, "WHOIS", "alice");
    assert(lines.includes(`${ALICE}< RPL_WHOISACCOUNT alice alice.w`), lines.join("\n"));
  });
});

describe("WHOWAS", () => {
  test("shows 200 at most, however many are asked for", () => {
    const play = withAlice(new Playground());
    for (let id = 1; id <= 201; id++) {
      play.guest(id);
      play.leave(id);
    }
    // Two lines for each, and the end.
    assertEquals(play.ask(ALICE, "WHOWAS", "g10-0-0-1", "1000").length, 401);
    assertEquals(play.ask(ALICE, "WHOWAS", "g10-0-0-1").length, 401);
  });
});
