import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { parseArgs } from "@std/cli/parse-args";
import { readCommandLine, type ServerCommand } from "../../src/server/command-line.ts";
import { FLAGS, flagOptions } from "../../src/server/flags.ts";
import { SETTING_NAMES, SETTINGS } from "../../src/server/settings.ts";

function read(...words: readonly string[]): ServerCommand {
  return readWith({}, ...words);
}

function readWith(environment: Record<string, string>, ...words: readonly string[]): ServerCommand {
  const unknownFlags: string[] = [];
  const parsed = parseArgs(words, flagOptions(unknownFlags));
  return readCommandLine({ parsed, unknownFlags, words, environment, language: "en" });
}

test("every setting has its flag, but those with secrets", () => {
  const flags: readonly string[] = [...FLAGS.string, ...FLAGS.boolean];
  const without = SETTING_NAMES.filter((name) => !flags.includes(name));
  assertEquals(without, ["operators", "webirc"]);
  assertEquals(
    without.map((name) => SETTINGS[name].kind),
    ["secrets", "secrets"],
  );
});

for (const words of [["--operators", "ann=hunter2"], ["--operators=ann=hunter2"], ["--webirc=hunter2"]]) {
  test(`${words.join(" ")} is told where it belongs, without its secret`, () => {
    const command = read(...words);
    const [flag = ""] = words[0]?.split("=") ?? [];
    const name = flag.slice(2);
    assertEquals(command, {
      kind: "usage-error",
      message: `${flag} is not for the command line, which everybody on this machine can read. Use [${name}] in the config file, or CHAT_${name.toUpperCase()}.\nchat-server --help lists what there is.`,
    });
  });
}

test("the value of a flag that does not exist is not shown", () => {
  assertEquals(read("--password=hunter2"), {
    kind: "usage-error",
    message: "There is no option --password.\nchat-server --help lists what there is.",
  });
});

test("flags that repeat are lists, and --no-flood-limits takes the limits away", () => {
  const command = read("--motd", "one", "--motd", "two", "--proxy-from", "10.0.0.1", "--no-flood-limits");
  const settings = command.kind === "start" ? command.settings : undefined;
  assertEquals(settings?.motd, ["one", "two"]);
  assertEquals(settings?.["proxy-from"], ["10.0.0.1"]);
  assertEquals(settings?.["flood-limits"], false);
});

test("help and what is wrong are said in the language asked for, wherever the flag stands", () => {
  assertEquals(read("--help"), { kind: "help", language: "en" });
  assertEquals(read("--help", "--lang", "zh"), { kind: "help", language: "zh" });
  assertEquals(read("--lang=zh", "--hash-password"), { kind: "hash-password", language: "zh" });
  assertEquals(readWith({ CHAT_LANG: "zh" }, "--help"), { kind: "help", language: "zh" });
  assertEquals(readWith({ CHAT_LANG: "zh" }, "--help", "--lang", "en"), { kind: "help", language: "en" });
  assertEquals(read("--help", "--lang", "tlh"), { kind: "help", language: "en" });
  assertEquals(read("--colour", "--lang", "zh"), {
    kind: "usage-error",
    message: "没有选项 --colour。\nchat-server --help 列出所有选项。",
  });
});
