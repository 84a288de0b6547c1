import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { LANGUAGES } from "../../src/locales/catalog.ts";
import { renderReply } from "../../src/network/plain/render.ts";
import { NUMERICS, type NumericName } from "../../src/protocol/numerics.ts";

const NAMES = Object.keys(NUMERICS) as NumericName[];

const both = (name: NumericName, ...params: string[]) =>
  LANGUAGES.map((language) => renderReply(name, params, language));

describe("a reply in plain text", () => {
  test("is in words for people where there are some", () => {
    assertEquals(both("RPL_AWAY", "bob", "lunch"), ["bob is away: lunch\n", "bob 不在：lunch\n"]);
    assertEquals(both("ERR_BANNEDFROMCHAN", "#games"), [
      "You cannot enter #games: you are banned from it.\n",
      "不能进入 #games：你在那里被封禁。\n",
    ]);
    assertEquals(both("RPL_WHOREPLY", "#lobby", "~b", "10.0.0.2", "chat", "bob", "H", "0 Bob"), [
      "bob  10.0.0.2\n",
      "bob  10.0.0.2\n",
    ]);
  });

  test("is IRC's sentence otherwise, after what it is about", () => {
    assertEquals(both("ERR_USERONCHANNEL", "bob", "#games"), [
      "bob #games: is already on channel\n",
      "bob #games: 已经在频道里\n",
    ]);
    assertEquals(both("RPL_CHANNELMODEIS", "#games", "+nt"), ["#games: +nt\n", "#games: +nt\n"]);
    assertEquals(both("ERR_NOTREGISTERED"), ["You have not registered\n", "你还没有登记\n"]);
    assertEquals(both("RPL_LUSERME", "3", "1"), [
      "I have 3 clients and 1 servers\n",
      "本服务器有 3 个客户端，连接 1 台服务器\n",
    ]);
  });

  test("is nothing where only programs need it", () => {
    assertEquals(both("RPL_NAMREPLY", "=", "#games", "@bob eve"), ["", ""]);
    assertEquals(both("RPL_TOPICWHOTIME", "#games", "bob", "1600000000"), ["", ""]);
    assertEquals(both("RPL_ENDOFNAMES", "#games"), ["", ""]);
    assertEquals(both("RPL_ENDOFWHO", "#games", "2"), ["In #games: 2\n", "#games 里有 2 人\n"]);
  });

  test("is one line at most, whatever the numeric and whatever is in it", () => {
    const bent = NAMES.flatMap((name) => both(name, "a\nb\u001b[2J", "c\r\nd", "e\u202ef"));
    assertEquals(
      bent.filter((text) => text !== "" && !/^[^\n\r\u001b\u202e]+\n$/.test(text)),
      [],
    );
  });
});
