import { test } from "node:test";
import { assertEquals, assertMatch } from "@std/assert";
import { guestNick, isChannelName, isHost, isTakeableNick, safeUsername } from "../../src/protocol/names.ts";

test("guests are named after their address", () => {
  assertEquals(guestNick("192.168.55.14"), "g192-168-55-14");
  assertMatch(guestNick("fe80::1"), /^g6-[0-9a-f]{8}$/);
  assertEquals(guestNick("local"), "glocal");
});

const IRC_NICKS = ["bob", "O_o", "a-b", "[bob]", "bob|away", "bob_", "^x^", "{a}", "`x`", "\\o", "a1", "a#b"];
const OTHER_NICKS = [
  "小明",
  "émile",
  "Вова",
  "민수",
  "क्षत्रिय",
  "阿凡提·买买提",
  "bob❤\ufe0f",
  "🍔",
  "明".repeat(32),
];
for (const nick of [...IRC_NICKS, ...OTHER_NICKS, "x".repeat(32), "observer", "mynickserv"]) {
  test(`"${nick}" may be a nick`, () => assertEquals(isTakeableNick(nick), true));
}

const REFUSED: Readonly<Record<string, readonly string[]>> = {
  "its length": ["", "x".repeat(33), "明".repeat(33), "я".repeat(33), "🍔".repeat(25)],
  "what separates parts": [
    "a b",
    "a,b",
    "a!b",
    "a@b",
    "a*",
    "*",
    "a?",
    "a:b",
    "a.b",
    "1.2.3.4",
    '"a"',
    "o'x",
  ],
  "closing the name of plain text": ["<bob>", "bob>"],
  "its first character": ["#room", "&a", "~a", "+a", "%a", "@a", "$a", "/a", "-x", "9lives", "\u0301a"],
  "what cannot be seen": [
    "a\u0000b",
    "a\u202eb",
    "a\u200bb",
    "a\u034fb",
    "a\ufe01b",
    "\ufe0f",
    "\u3164",
    "a\u2800",
    "a\u{e0100}",
  ],
  "a compatibility form of all that": [
    "a＠b",
    "a！b",
    "a，b",
    "a：b",
    "a．b",
    "a\u2024b",
    "＊",
    "＃a",
    "＄a",
    "９a",
    "①",
    "＜a＞",
  ],
  "a guest's shape": ["g192-168-55-14", "G192-168-55-14-2", "g6-0123abcd", "glocal", "ｇlocal", "g１-1-1-1"],
  "being the server's": ["server", "SERVER", "ＳＥＲＶＥＲ", "\u0455erver", "serv\u0435r", "server\ufe0f"],
  "being a service's": ["NickServ", "chanserv", "HISTSERV", "OperServ", "MemoServ", "HostServ", "BotServ"],
  "looking like a service's": [
    "NlckServ",
    "Nick\u0405erv",
    "ＣhanServ",
    "H\u0456stServ",
    "rnernoserv",
    "B0tServ",
  ],
  "looking like `*`": ["\u2217", "\u204e\u204e", "\u066d"],
};
for (const [why, nicks] of Object.entries(REFUSED)) {
  for (const nick of nicks) {
    test(`${JSON.stringify(nick)} may not be a nick, for ${why}`, () =>
      assertEquals(isTakeableNick(nick), false));
  }
}

test("no character becomes legal by its compatibility form", () => {
  const forbidden = /[\s\p{C}\p{Z},*?!@.:<>"']/u;
  const through: string[] = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code);
    if (forbidden.test(character) && isTakeableNick(`a${character}b`)) through.push(character);
  }
  assertEquals(through, []);
});

for (const name of [
  "#lobby",
  "#游戏",
  "#a.b",
  "##x",
  "#a!b@c",
  "#❤\ufe0f",
  "#你好，世界",
  `#${"x".repeat(63)}`,
  `#${"明".repeat(53)}`,
]) {
  test(`"${name}" may be a channel`, () => assertEquals(isChannelName(name), true));
}

const NOT_CHANNELS = [
  ...["", "lobby", "#", "&local", "＃lobby", `#${"x".repeat(64)}`, `#${"明".repeat(54)}`],
  ...[
    "#a b",
    "#a,b",
    "#a:b",
    "#a*",
    "#a?",
    "#<a>",
    "#a\u0007b",
    "#a\u0000",
    "#a\u202e",
    "#\u3164",
    "#a\u200b",
    "#\ufe0f",
  ],
];
for (const name of NOT_CHANNELS) {
  test(`${JSON.stringify(name)} may not be a channel`, () => assertEquals(isChannelName(name), false));
}

test("a username keeps ten plain characters, and is never empty", () => {
  const said = ["bob", "~bob", "a b@c!d*", "Bob.B-1_x", "0123456789ab", "小明", "", "明abcdefghijklm"];
  assertEquals(said.map(safeUsername), [
    "bob",
    "bob",
    "abcd",
    "Bob.B-1_x",
    "0123456789",
    "user",
    "user",
    "abcdefghij",
  ]);
});

test("a host is a name, an address or a cloak", () => {
  const hosts = [
    "localhost",
    "a-b.example",
    "192.168.55.14",
    "fe80::1",
    "0::1",
    "2001:db8::",
    "staff/alice",
    "a_b",
    "x".repeat(63),
  ];
  assertEquals(
    hosts.filter((host) => !isHost(host)),
    [],
  );
  const wrong = [
    "",
    "::1",
    ".a",
    "-a",
    "/a",
    "a b",
    "a@b",
    "a!b",
    "a*",
    "a,b",
    "a\n",
    "fe80::1%eth0",
    "主机",
    "x".repeat(64),
  ];
  assertEquals(wrong.filter(isHost), []);
});
