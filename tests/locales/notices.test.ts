import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { LANGUAGES } from "../../src/locales/catalog.ts";
import { chanservEn } from "../../src/locales/notices/chanserv-en.ts";
import { en } from "../../src/locales/notices/en.ts";
import { zh } from "../../src/locales/notices/zh.ts";
import { renderWords } from "../../src/network/irc/words.ts";
import type { ChanServNotice } from "../../src/protocol/chanserv-notices.ts";
import {
  CHANNEL_BYTES_MAX,
  HOST_LENGTH_MAX,
  KICK_BYTES_MAX,
  LINE_BYTES_MAX,
  NICK_BYTES_MAX,
} from "../../src/protocol/limits.ts";
import { utf8Length } from "../../src/protocol/split-text.ts";

/** `{0}` and so on, each as often as a text has it. */
function placeholders(texts: Readonly<Record<string, string>>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, [...new Set(text.match(/\{\d\}/g))].sort()]),
  );
}

describe("what services say", () => {
  test("is the same in both languages", () => {
    assertEquals(placeholders(zh), placeholders(en));
  });

  test("of channels fits into IRC's line, with the longest names", () => {
    const reader = { serverName: "s".repeat(HOST_LENGTH_MAX), nick: "n".repeat(NICK_BYTES_MAX) };
    const lines = LANGUAGES.flatMap((language) =>
      (Object.keys(chanservEn) as ChanServNotice[]).map((name) => {
        const words = { kind: "notice", from: "ChanServ", name, params: LONGEST[name] ?? NAMES } as const;
        return [name, renderWords(words, { ...reader, language })] as const;
      }),
    );
    // One that is as long as can be was cut.
    const cut = lines.filter(([, line]) => utf8Length(line) > LINE_BYTES_MAX - 4).map(([name]) => name);
    assertEquals(cut, []);
  });
});

const CHANNEL = "#".repeat(CHANNEL_BYTES_MAX);
const ACCOUNT = "a".repeat(NICK_BYTES_MAX);
const TIME = new Date(0).toISOString();
/** Of most of them. */
const NAMES = [CHANNEL, ACCOUNT, "v"];
/** Of the others. */
const LONGEST: Readonly<Partial<Record<ChanServNotice, readonly string[]>>> = {
  "chan-confirm-drop": [CHANNEL, "01234567"],
  "chan-info": [CHANNEL, TIME, ACCOUNT],
  "chan-purge-reason": ["r".repeat(KICK_BYTES_MAX)],
  "chan-purge-row": [CHANNEL, TIME, ACCOUNT],
};
