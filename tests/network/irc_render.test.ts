import { test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import { renderEvent, renderExtendedJoin, renderNumeric } from "../../src/network/irc/render.ts";
import type { ChatEvent } from "../../src/protocol/effects.ts";
import { LINE_BYTES_MAX } from "../../src/protocol/limits.ts";
import { utf8Length } from "../../src/protocol/split-text.ts";

const LONG = "房".repeat(390);
const NICK = "明".repeat(32);
const CHANNEL = `#${"间".repeat(53)}`;

const source = {
  nick: NICK,
  username: "~username10",
  host: "h".repeat(63),
  realname: LONG,
  isGuest: false,
  isBot: false,
};

function event(command: string, ...params: string[]): ChatEvent {
  return { command, params, source, sequence: 1, index: 0, timeMs: 0 };
}

for (const [name, lines] of [
  ["a topic", renderEvent(event("TOPIC", CHANNEL, LONG), "en")],
  ["a reason", renderEvent(event("KICK", CHANNEL, NICK, LONG), "en")],
  ["an away text", renderEvent(event("AWAY", LONG), "en")],
  ["a quit", renderEvent({ ...event("QUIT"), reason: { kind: "quit", text: LONG } }, "en")],
  ["a real name", [renderExtendedJoin(event("JOIN").source, CHANNEL)]],
  [
    "RPL_TOPIC",
    [renderNumeric({ serverName: "server", nick: NICK, language: "en" }, "RPL_TOPIC", [CHANNEL, LONG])],
  ],
] as const) {
  test(`${name} that is too long for a line is cut between characters`, () => {
    assertEquals(lines.length, 1);
    const [line = ""] = lines;
    const length = utf8Length(line);
    assert(length <= LINE_BYTES_MAX && length > LINE_BYTES_MAX - 3, `${length} bytes`);
    assert(line.endsWith("房"));
  });
}

test("a message that is too long is several lines, and nothing of it is lost", () => {
  const lines = renderEvent(event("PRIVMSG", CHANNEL, `${LONG}\nsecond`), "en");
  assert(lines.every((line) => utf8Length(line) <= LINE_BYTES_MAX));
  const texts = lines.map((line) => line.slice(line.indexOf(" :") + 2));
  assertEquals(texts.join(""), `${LONG}second`);
});

test("what somebody does stays an action in every line of it", () => {
  const lines = renderEvent(event("PRIVMSG", CHANNEL, `\u0001ACTION ${LONG}\u0001`), "en");
  assert(lines.length > 1 && lines.every((line) => utf8Length(line) <= LINE_BYTES_MAX));
  const actions = lines.map((line) => /^:\S+ PRIVMSG \S+ :\u0001ACTION (.*)\u0001$/.exec(line)?.[1]);
  assertEquals(actions.join(""), LONG);
});

test("no text ends its line: a lone CR would begin one of the sender's own for some clients", () => {
  const start = renderEvent(event("PRIVMSG", "#room", "x"), "en")[0]?.slice(0, -1);
  assertEquals(renderEvent(event("PRIVMSG", "#room", "a\r:server NOTICE bob :b\0c"), "en"), [
    `${start}a :server NOTICE bob :b c`,
  ]);
  assertEquals(renderEvent(event("NOTICE", "#room", "a\r\nb\rc"), "en").length, 2);
  const long = renderEvent(event("PRIVMSG", "#room", `${LONG}\r${LONG}`), "en");
  assert(!/[\r\n\0]/.test(long.join("")));
});

test("a line that is the same for all is in each reader's language", () => {
  const shared: readonly string[] = Object.freeze(["eve"]);
  const shown = (["en", "zh", "en", "zh"] as const).map((language) =>
    renderNumeric({ serverName: "server", nick: "ann", language }, "ERR_NOSUCHNICK", shared),
  );
  const [english, chinese] = [
    ":server 401 ann eve :No such nick/channel",
    ":server 401 ann eve :没有这个昵称或频道",
  ];
  assertEquals(shown, [english, chinese, english, chinese]);
});
