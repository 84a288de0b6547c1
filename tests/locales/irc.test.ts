import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { LANGUAGES, type Language } from "../../src/locales/catalog.ts";
import { en } from "../../src/locales/irc/en.ts";
import {
  closingText,
  type Ending,
  type IrcNumeric,
  ircNumericLine,
  ircStandardLine,
  quitText,
} from "../../src/locales/irc/texts.ts";
import { zh } from "../../src/locales/irc/zh.ts";
import { en as roomEn } from "../../src/locales/room/en.ts";
import { zh as roomZh } from "../../src/locales/room/zh.ts";
import { NUMERICS } from "../../src/protocol/numerics.ts";

/** `{0}` and `{name}` of every text, sorted: what a translation must not lose. */
function placeholders(texts: Readonly<Record<string, string>>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, (text.match(/\{\w+\}/g) ?? []).sort()]),
  );
}

describe("the tables", () => {
  test("every numeric has a text, and there is no other", () => {
    for (const texts of [en, zh]) {
      assertEquals(Object.keys(texts.numerics).sort(), Object.keys(NUMERICS).sort());
    }
  });

  test("both languages say the same things", () => {
    assertEquals(placeholders(zh.numerics), placeholders(en.numerics));
    assertEquals(placeholders(zh.standard), placeholders(en.standard));
    assertEquals(placeholders(zh.endings), placeholders(en.endings));
    assertEquals(
      placeholders({ closingLink: zh.closingLink }),
      placeholders({ closingLink: en.closingLink }),
    );
    assertEquals(placeholders(roomZh), placeholders(roomEn));
  });

  test("a numeric ends in a sentence in both languages or in none", () => {
    const isData = (texts: Readonly<Record<string, string>>) =>
      Object.keys(texts).filter((name) => texts[name] === "");
    assertEquals(isData(zh.numerics), isData(en.numerics));
  });
});

type Case = readonly [name: IrcNumeric, params: readonly string[], line: readonly string[]];

const LINES: readonly Case[] = [
  // A sentence after the parameters.
  ["ERR_NOSUCHNICK", ["eve"], ["eve", "No such nick/channel"]],
  ["ERR_USERONCHANNEL", ["bob", "#games"], ["bob", "#games", "is already on channel"]],
  ["ERR_NOTREGISTERED", [], ["You have not registered"]],
  ["RPL_ISUPPORT", ["NICKLEN=32", "BOT=B"], ["NICKLEN=32", "BOT=B", "are supported by this server"]],
  // A sentence that repeats some of them.
  ["RPL_LOCALUSERS", ["3", "7"], ["3", "7", "Current local users 3, max 7"]],
  // Parameters that are for the sentence only.
  ["RPL_WELCOME", ["LanChat", "bob!~b@10.0.0.1"], ["Welcome to the LanChat network, bob!~b@10.0.0.1"]],
  ["RPL_LUSERCLIENT", ["5", "1", "1"], ["There are 5 users and 1 invisible on 1 servers"]],
  ["RPL_WHOISMODES", ["bob", "+iw"], ["bob", "is using modes +iw"]],
  ["ERR_NORECIPIENT", ["PRIVMSG"], ["No recipient given (PRIVMSG)"]],
  // Parameters that plain text shows and IRC does not.
  ["RPL_LISTEND", ["12"], ["End of /LIST"]],
  ["RPL_ENDOFWHO", ["#games", "12"], ["#games", "End of WHO list"]],
  // Data all along.
  ["RPL_TOPIC", ["#games", "chess at noon"], ["#games", "chess at noon"]],
  ["RPL_CHANNELMODEIS", ["#games", "+nk", "key"], ["#games", "+nk", "key"]],
  ["RPL_MOTD", [""], [""]],
  // Whatever people write stays as they wrote it.
  ["RPL_WELCOME", ["{1}", "$& bob"], ["Welcome to the {1} network, $& bob"]],
];

describe("what follows the nick on the wire", () => {
  for (const [name, params, line] of LINES) {
    test(`${name} ${params.join(" ")}`, () => assertEquals(ircNumericLine("en", name, params), line));
  }

  test("in Chinese the sentence is another, and the rest is the same", () => {
    assertEquals(ircNumericLine("zh", "ERR_NOSUCHNICK", ["eve"]), ["eve", "没有这个昵称或频道"]);
    assertEquals(ircNumericLine("zh", "RPL_WHOISMODES", ["bob", "+iw"]), ["bob", "使用的模式是 +iw"]);
    assertEquals(ircNumericLine("zh", "RPL_TOPIC", ["#games", "hi"]), ["#games", "hi"]);
  });
});

describe("standard replies", () => {
  test("are command, code, context and a sentence", () => {
    const reply = { command: "RENAME", code: "CHANNEL_NAME_IN_USE", context: ["#a", "#b"] };
    assertEquals(ircStandardLine("en", reply), [
      "RENAME",
      "CHANNEL_NAME_IN_USE",
      "#a",
      "#b",
      "There is a channel of that name already",
    ]);
    assertEquals(ircStandardLine("zh", reply).at(-1), "已经有叫这个名字的频道");
  });

  test("say something general where a code has no sentence", () => {
    const reply = { command: "DANCE", code: "toString", context: [] };
    assertEquals(ircStandardLine("en", reply), ["DANCE", "toString", "The command could not be processed"]);
  });
});

const ENDINGS: readonly (readonly [Ending, string])[] = [
  [{ kind: "quit" }, "Client quit"],
  [{ kind: "quit", text: "dinner" }, "Quit: dinner"],
  [{ kind: "kicked", by: "server", text: "" }, "Killed (server)"],
  [{ kind: "kicked", by: "server", text: "spam" }, "Killed (server (spam))"],
  [{ kind: "silent" }, "Ping timeout"],
  [{ kind: "send-queue" }, "SendQ exceeded"],
  [{ kind: "registration-timeout" }, "Registration timeout"],
];

describe("the end of a session", () => {
  for (const [ending, text] of ENDINGS) {
    test(`others read "${text}"`, () => assertEquals(quitText("en", ending), text));
  }

  test("the one who is sent away reads why, and which connection it was", () => {
    const closing = (language: Language) => closingText(language, { kind: "silent" }, "10.0.0.1");
    assertEquals(LANGUAGES.map(closing), [
      "Closing link: 10.0.0.1 (Ping timeout)",
      "连接关闭：10.0.0.1（长时间没有响应）",
    ]);
  });
});
