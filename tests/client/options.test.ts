/** The command line and the environment. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { parseArgs } from "@std/cli/parse-args";
import { flagOptions, type Invocation, readInvocation } from "../../src/client/options.ts";

const HOST = { kind: "tcp", host: "host", port: 80, irc: false, rooms: "" } as const;
const identity = (changes: object = {}) => ({
  nick: "guest5500",
  rooms: [],
  account: undefined,
  password: undefined,
  historyShown: undefined,
  operPassword: undefined,
  ...changes,
});
const chat = (changes: object = {}) => ({
  kind: "chat",
  target: HOST,
  udp: false,
  irc: false,
  identity: identity(),
  ...changes,
});

function readFirstLine(file: string): string {
  if (file !== "secret") throw new Error("ENOENT");
  return "from a file";
}

function read(line: string, env: Record<string, string> = {}): Invocation {
  const unknown: string[] = [];
  const flags = parseArgs(line.split(" "), flagOptions(env, unknown));
  return readInvocation({ flags, unknown, env, random: 0.5, readFirstLine });
}

describe("readInvocation", () => {
  test("an address", () => {
    assertEquals<unknown>(read("host 80"), { language: "en", request: chat() });
  });

  test("flags may stand anywhere", () => {
    assertEquals<unknown>(read("--udp host --lang zh 80 --plain"), {
      language: "zh",
      request: chat({ udp: true }),
    });
    assertEquals<unknown>(read("host 80 --irc").request, chat({ irc: true }));
  });

  test("how much of a room's past is shown", () => {
    const wanted = (number: number) => chat({ identity: identity({ historyShown: number }) });
    assertEquals<unknown>(read("host 80 --history 0").request, wanted(0));
    assertEquals<unknown>(read("host 80", { CHAT_HISTORY: "50" }).request, wanted(50));
    for (const word of ["many", "1001", "1.5"]) {
      assertEquals<unknown>(read(`host 80 --history ${word}`).request, {
        kind: "usage",
        problem: "usageBadHistory",
        word,
      });
    }
  });

  test("help, version and licences need no address", () => {
    const kinds = ["-h", "--help", "-V", "--version", "--licenses"].map((flag) => read(flag).request.kind);
    assertEquals(kinds, ["help", "help", "version", "version", "licenses"]);
  });

  test("help is in the language asked for, wherever the flag stands", () => {
    const invocations = [read("--help --lang zh"), read("--lang=zh -h"), read("--help", { CHAT_LANG: "zh" })];
    const zh = { language: "zh", request: { kind: "help" } };
    assertEquals<unknown>(invocations, [zh, zh, zh]);
  });

  test("the environment mirrors flags, which win", () => {
    const env = { CHAT_UDP: "1", CHAT_LANG: "zh", LANG: "de_DE.UTF-8" };
    assertEquals<unknown>(read("host 80", env), { language: "zh", request: chat({ udp: true }) });
    assertEquals<unknown>(read("host 80 --no-udp --lang en", env), { language: "en", request: chat() });
  });

  test("the locale chooses the language where nothing else does", () => {
    assertEquals(read("host 80", { LANG: "zh_CN.UTF-8" }).language, "zh");
    assertEquals(read("host 80", { LANG: "zh_CN.UTF-8", LC_ALL: "C" }).language, "en");
  });

  test("the nick is the flag's, the environment's, the system's, or a guest's", () => {
    const nicks = [
      read("host 80 --nick ann", { CHAT_NICK: "bob", USER: "carl" }),
      read("host 80", { CHAT_NICK: "bob", USER: "carl" }),
      read("host 80", { CHAT_NICK: "", USER: "carl" }),
      read("host 80", { USER: "not.legal" }),
    ].map(({ request }) => request.kind === "chat" && request.identity.nick);
    assertEquals(nicks, ["ann", "bob", "carl", "guest5500"]);
  });

  test("rooms come from the flag, the address or the environment, with or without their sign", () => {
    const rooms = [
      read("irc://host/tea --channel=a,#b", { CHAT_CHANNEL: "c" }),
      read("irc://host/tea", { CHAT_CHANNEL: "c" }),
      read("irc://host", { CHAT_CHANNEL: "c" }),
      read("irc://host/%23tea,coffee"),
    ].map(({ request }) => request.kind === "chat" && request.identity.rooms);
    assertEquals<unknown>(rooms, [["#a", "#b"], ["#tea"], ["#c"], ["#tea", "#coffee"]]);
  });

  test("the operator's password is in the environment only", () => {
    const request = chat({ identity: identity({ operPassword: "hunter2" }) });
    assertEquals<unknown>(read("host 80", { CHAT_OPER_PASSWORD: "hunter2" }).request, request);
  });

  test("an account is also the nick, unless there is another", () => {
    const account = (line: string, env = {}) => read(line, env).request;
    const wanted = (changes: object) => chat({ identity: identity({ account: "dora", ...changes }) });
    assertEquals<unknown>(account("host 80 --account dora", { USER: "carl" }), wanted({ nick: "dora" }));
    assertEquals<unknown>(account("host 80", { CHAT_ACCOUNT: "dora" }), wanted({ nick: "dora" }));
    assertEquals<unknown>(account("host 80 --account dora --nick ann"), wanted({ nick: "ann" }));
  });

  test("its password is in a file or in the environment, never on the command line", () => {
    const passwords = [
      read("host 80 --password-file secret", { CHAT_PASSWORD: "pencil" }),
      read("host 80", { CHAT_PASSWORD: "pencil", CHAT_PASSWORD_FILE: "secret" }),
      read("host 80", { CHAT_PASSWORD_FILE: "secret" }),
      read("host 80", { CHAT_PASSWORD: "" }),
    ].map(({ request }) => request.kind === "chat" && request.identity.password);
    assertEquals<unknown>(passwords, ["from a file", "pencil", "from a file", undefined]);
    assertEquals<unknown>(
      ["host 80 --password=pencil", "host 80 --password-file nowhere", "host 80 --udp --account a"].map(
        (line) => read(line).request,
      ),
      [
        { kind: "usage", problem: "usageUnknownFlag", word: "--password" },
        { kind: "usage", problem: "usagePasswordFile", word: "nowhere" },
        { kind: "usage", problem: "usageUdpAccount", word: "" },
      ],
    );
  });

  test("what is wrong is named", () => {
    const problems = [
      "host",
      "host 80 --colour",
      "host 80 -x",
      "host 80 --lang tlh",
      "host 80 --nick a.b",
      "unix:/a --udp",
    ].map((line) => read(line).request);
    assertEquals<unknown>(problems, [
      { kind: "usage", problem: "usageMissingPort", word: "host" },
      { kind: "usage", problem: "usageUnknownFlag", word: "--colour" },
      { kind: "usage", problem: "usageUnknownFlag", word: "-x" },
      { kind: "usage", problem: "usageBadLanguage", word: "tlh" },
      { kind: "usage", problem: "usageBadNick", word: "a.b" },
      { kind: "usage", problem: "usageUdpUnix", word: "--udp" },
    ]);
  });
});
