import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { loadSettings } from "../../src/server/load-settings.ts";
import type { SettingName } from "../../src/server/settings.ts";
import { ConfigFile } from "../helpers/config-file.ts";

/** The value of one setting, or what is shown of a wrong one. */
function fromEnvironment(name: SettingName, written: string): unknown {
  const variable = `CHAT_${name.toUpperCase().replaceAll("-", "_")}`;
  const { settings, errors } = loadSettings({
    flags: {},
    environment: { [variable]: written },
    file: undefined,
  });
  const [error] = errors;
  if (!error) return settings[name];
  return error.kind === "bad-value" ? { wrong: error.shown ?? "secret" } : error;
}

describe("the server's names", () => {
  for (const name of ["chat.lan", "LANCHAT.local", "a.b", "srv-1.home.arpa", "1.example"]) {
    test(`${name} is a server's name`, () => assertEquals(fromEnvironment("server-name", name), name));
  }
  for (const name of [
    "lanchat",
    ".lan",
    "chat.",
    "a b.lan",
    "a_b.lan",
    "-a.lan",
    "聊天.lan",
    `${"x".repeat(60)}.lan`,
  ]) {
    test(`${name} is none`, () => assertEquals(fromEnvironment("server-name", name), { wrong: name }));
  }
  test("a network is one word", () => {
    assertEquals(fromEnvironment("network", "教室-2"), "教室-2");
    assertEquals(fromEnvironment("network", "my net"), { wrong: "my net" });
  });
  test("a description is one line without control characters", () => {
    assertEquals(fromEnvironment("description", "三楼的聊天室"), "三楼的聊天室");
    assertEquals(fromEnvironment("description", "a\nb"), { wrong: "a\nb" });
    assertEquals(fromEnvironment("description", " "), { wrong: " " });
  });
});

describe("texts of several lines", () => {
  test("are lines of one text", () => {
    assertEquals(fromEnvironment("motd", "one\r\n\n  three\n"), ["one", "", "  three"]);
  });
  test("are lists in a file, or one text", () => {
    using file = new ConfigFile('motd = ["one", "two\\nthree"]', 'admin = """', "Room 7", 'ann"""');
    const { settings, errors } = loadSettings({ flags: {}, environment: {}, file: file.path });
    assertEquals(errors, []);
    assertEquals(
      [settings.motd, settings.admin],
      [
        ["one", "two", "three"],
        ["Room 7", "ann"],
      ],
    );
  });
  test("have no more lines than there are replies for", () => {
    assertEquals(fromEnvironment("admin", "1\n2\n3"), ["1", "2", "3"]);
    assertEquals(fromEnvironment("admin", "1\n2\n3\n4"), { wrong: "1\n2\n3\n4" });
  });
});

describe("lists", () => {
  test("of addresses", () => {
    const ranges = "10.0.0.1, fd00::/8,local,192.168.0.0/16";
    assertEquals(fromEnvironment("proxy-from", ranges), ["10.0.0.1", "fd00::/8", "local", "192.168.0.0/16"]);
    for (const wrong of ["10.0.0.0/33", "proxy.lan", "10.0.0", "::1/129", "10.0.0.1/"]) {
      assertEquals(fromEnvironment("proxy-from", wrong), { wrong });
    }
  });
  test("of origins and hosts", () => {
    assertEquals(fromEnvironment("websocket-origins", "https://chat.example,*"), [
      "https://chat.example",
      "*",
    ]);
    assertEquals(fromEnvironment("websocket-origins", "https://chat.example/page"), {
      wrong: "https://chat.example/page",
    });
    assertEquals(fromEnvironment("http-hosts", "chat.example"), ["chat.example"]);
    assertEquals(fromEnvironment("http-hosts", "chat.example:8081"), { wrong: "chat.example:8081" });
  });
});

describe("secrets", () => {
  const plain = (text: string): unknown => ({ kind: "plain", text });

  test("are names and texts in the environment", () => {
    assertEquals(
      fromEnvironment("operators", "ann=x=y, bob=秘密"),
      new Map([
        ["ann", plain("x=y")],
        ["bob", plain("秘密")],
      ]),
    );
  });

  test("are tables in a file", () => {
    using file = new ConfigFile("[operators]", 'ann = "a, b"', "[webirc]", '"10.0.0.0/8" = "w"');
    const { settings, errors } = loadSettings({ flags: {}, environment: {}, file: file.path });
    assertEquals(errors, []);
    assertEquals(settings.operators, new Map([["ann", plain("a, b")]]) as typeof settings.operators);
    assertEquals(settings.webirc, new Map([["10.0.0.0/8", plain("w")]]) as typeof settings.webirc);
  });

  for (const wrong of ["hunter2", "ann", "=hunter2", "ann=", "ann=scrypt:hunter2", "a b=hunter2"]) {
    test(`"${wrong}" is refused, and nothing of it is shown`, () => {
      assertEquals(fromEnvironment("operators", wrong), { wrong: "secret" });
    });
  }

  test("a setting that was written below the table is no operator", () => {
    using file = new ConfigFile("[operators]", 'ann = "a"', 'channel = "#a"');
    const { errors } = loadSettings({ flags: {}, environment: {}, file: file.path });
    assertEquals(errors, [
      {
        kind: "bad-value",
        setting: "operators",
        origin: { place: "file", name: `${file.path}:1: operators` },
        shown: "channel",
      },
    ]);
  });

  test("of a gateway are plain, since each of its connections brings them", () => {
    const hash = `scrypt:16384:8:1:${"A".repeat(22)}:${"A".repeat(43)}`;
    assertEquals(fromEnvironment("webirc", "10.0.0.1=word"), new Map([["10.0.0.1", plain("word")]]));
    assertEquals(fromEnvironment("webirc", `10.0.0.1=${hash}`), { wrong: "secret" });
    assertEquals(fromEnvironment("webirc", "gateway.lan=word"), { wrong: "secret" });
  });
});

test("a table where a value belongs is a wrong value", () => {
  using file = new ConfigFile("lang.e = 6", "listen = [{ port = 1 }]", "udp = {}");
  const { errors } = loadSettings({ flags: {}, environment: {}, file: file.path });
  assertEquals(
    errors.map((error) => (error.kind === "bad-value" ? error.shown : error)),
    ['{"port":1}', '{"e":6}', "{}"],
  );
});
