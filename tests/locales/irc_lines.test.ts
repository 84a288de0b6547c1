import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { LANGUAGES } from "../../src/locales/catalog.ts";
import { linesEn } from "../../src/locales/irc/lines-en.ts";
import { linesZh } from "../../src/locales/irc/lines-zh.ts";
import { ircNumericLine } from "../../src/locales/irc/texts.ts";
import { renderNumeric } from "../../src/network/irc/render.ts";
import { HELP_SUBJECTS, helpOn } from "../../src/protocol/help.ts";
import { HOST_LENGTH_MAX, LINE_BYTES_MAX, NICK_BYTES_MAX } from "../../src/protocol/limits.ts";
import { utf8Length } from "../../src/protocol/split-text.ts";

const HELPS = HELP_SUBJECTS.flatMap((subject) => helpOn(subject) ?? []);

describe("the lines of HELP and INFO", () => {
  test("are those that HELP names, and the few of the server itself", () => {
    const named = new Set<string>(HELPS.flatMap(({ keys }) => keys));
    const others = Object.keys(linesEn).filter((key) => !named.delete(key));
    assertEquals([...named], []);
    assertEquals(
      others.filter((key) => !key.startsWith("info-")),
      ["motd-room", "help-index"],
    );
  });

  test("say the same in both languages", () => {
    const placeholders = (lines: Readonly<Record<string, string>>) =>
      Object.entries(lines).map(([key, text]) => [key, text.match(/\{\d\}/g)]);
    assertEquals(placeholders(linesZh), placeholders(linesEn));
  });

  test("fit into IRC's line, behind the longest names", () => {
    const names = { serverName: "s".repeat(HOST_LENGTH_MAX), nick: "n".repeat(NICK_BYTES_MAX) };
    const lines = LANGUAGES.flatMap((language) =>
      HELPS.flatMap(({ subject, syntax, keys }) => [
        renderNumeric({ ...names, language }, "RPL_HELPSTART", [subject, syntax]),
        ...keys.map((key) => renderNumeric({ ...names, language }, "RPL_HELPTXT", [subject, key])),
      ]),
    );
    assertEquals(
      lines.filter((line) => utf8Length(line) > LINE_BYTES_MAX),
      [],
    );
  });
});

describe("on the wire", () => {
  test("a line is in the reader's language, what is no line's name stays", () => {
    assertEquals(ircNumericLine("en", "RPL_HELPTXT", ["MOTD", "motd"]), [
      "MOTD",
      "Shows the message of the day.",
    ]);
    assertEquals(ircNumericLine("zh", "RPL_HELPTXT", ["MOTD", "motd"]), ["MOTD", "显示每日消息。"]);
    assertEquals(ircNumericLine("zh", "RPL_HELPTXT", ["*", "JOIN MOTD"]), ["*", "JOIN MOTD"]);
    assertEquals(ircNumericLine("en", "RPL_INFO", ["info-server", "chat.example", "{0}"]), [
      "chat.example: {0}",
    ]);
    assertEquals(ircNumericLine("en", "RPL_INFO", ["toString"]), ["toString"]);
  });
});
