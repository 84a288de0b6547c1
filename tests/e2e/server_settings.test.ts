/** Flags, environment and file. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { LOOPBACK, runServer, startServer } from "./running_server.ts";

/** A config file for one test. */
class ConfigFile {
  readonly #folder = mkdtempSync(join(tmpdir(), "chat-e2e-"));
  readonly path = join(this.#folder, "chat.toml");

  constructor(...lines: readonly string[]) {
    writeFileSync(this.path, `${lines.join("\n")}\n`);
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true });
  }
}

/** What the server greets with under these settings. */
async function greeting(args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  await using server = await startServer({ args: [...LOOPBACK, ...args], env });
  return (await server.guest()).text;
}

describe("settings", () => {
  test("come from flags before the environment before the file", async () => {
    using file = new ConfigFile('channel = "#file"');
    const env = { CHAT_CHANNEL: "#environment" };
    const config = ["--config", file.path];
    assertStringIncludes(await greeting([...config, "--channel", "#flag"], env), "room #flag.");
    assertStringIncludes(await greeting(config, env), "room #environment.");
    assertStringIncludes(await greeting(config, {}), "room #file.");
    assertStringIncludes(await greeting([], { CHAT_CONFIG: file.path }), "room #file.");
    assertStringIncludes(await greeting([], {}), "room #lobby.");
  });

  test("the address may come from any of them", async () => {
    using file = new ConfigFile('listen = ["127.0.0.1:0", "127.0.0.2:0"]');
    await using fromFile = await startServer({ args: ["--config", file.path], listeners: 2 });
    assertStringIncludes(fromFile.addresses[1] ?? "", "127.0.0.2:");
    await using fromEnvironment = await startServer({ args: [], env: { CHAT_LISTEN: "127.0.0.3:0" } });
    assertStringIncludes(fromEnvironment.addresses[0] ?? "", "127.0.0.3:");
  });

  test("all of them work from a file", async () => {
    using file = new ConfigFile(
      'welcome = "本周五聚餐"',
      "echo = true",
      'lang = "zh"',
      'channel = "#午饭"',
      "buffer-size = 64",
      "max-clients = 2",
      "udp = false",
    );
    await using server = await startServer({ args: [...LOOPBACK, "--config", file.path] });
    const ann = await server.guest();
    assertMatch(ann.text, /^Welcome to this chatroom!\n这里是 .*房间 #午饭。.*\n本周五聚餐\n$/);
    ann.send(`${"x".repeat(65)}\n`);
    await ann.hears("] x\n");
    assertMatch(ann.news, /\[.{24}\] x{64}\n\[.{24}\] x\n$/);
  });

  test("--no-echo takes back what the environment says", async () => {
    await using server = await startServer({ args: [...LOOPBACK, "--no-echo"], env: { CHAT_ECHO: "1" } });
    const ann = await server.guest();
    await ann.asks("hello\n/lang", "Language: en");
    assertEquals(ann.news.includes("hello"), false);
  });

  test("a key nobody knows is warned of with its line, and the server starts", async () => {
    using file = new ConfigFile('channel = "#a"', "", "colour = 3");
    await using server = await startServer({ args: [...LOOPBACK, "--config", file.path] });
    assertStringIncludes(server.stdout, `${file.path}:3: there is no setting \\"colour\\"; ignored.`);
  });
});

describe("--check-config", () => {
  test("says that all is right, with 0, and does not start", async () => {
    using file = new ConfigFile('channel = "#a"', "colour = 3");
    const { code, stdout, stderr } = await runServer(["--check-config", "--config", file.path]);
    assertEquals([code, stdout], [0, "The settings are right.\n"]);
    assertEquals(stderr, `${file.path}:2: there is no setting "colour"; ignored.\n`);
  });

  const wrong: readonly { lines: readonly string[]; message: string }[] = [
    { lines: ["", "max-clients = 0"], message: ':2: max-clients: "0" is not allowed. Use a number from 1' },
    { lines: ['lang = "tlh"'], message: ':1: lang: "tlh" is not allowed. Use zh or en.' },
    { lines: ['echo = "maybe"'], message: ':1: echo: "maybe" is not allowed. Use true or false.' },
    { lines: ["channel = lobby"], message: ":1: " },
  ];
  for (const { lines, message } of wrong) {
    test(`refuses ${lines.at(-1)} with 78`, async () => {
      using file = new ConfigFile(...lines);
      const { code, stdout, stderr } = await runServer(["--check-config", "--config", file.path]);
      assertEquals([code, stdout], [78, ""]);
      assertStringIncludes(stderr, `${file.path}${message}`);
    });
  }

  test("refuses a file that is not there, and a wrong environment, with 78", async () => {
    const { code, stderr } = await runServer(["--config", "/no/such/chat.toml"]);
    assertEquals(code, 78);
    assertStringIncludes(stderr, "Cannot read the config file /no/such/chat.toml");
    const other = await runServer(["--check-config"], { env: { CHAT_BUFFER_SIZE: "many" } });
    assertEquals(other.code, 78);
    assertStringIncludes(other.stderr, 'CHAT_BUFFER_SIZE: "many" is not allowed.');
  });
});

describe("what the program tells about itself", () => {
  const answers: readonly { flags: readonly string[]; answer: RegExp }[] = [
    { flags: ["-h", "--help"], answer: /^Usage: chat-server .*--licenses/s },
    { flags: ["-V", "--version"], answer: /^chat-server \d+\.\d+\.\d+ \((Bun|Deno) \S+\)\n$/ },
    { flags: ["--licenses"], answer: /\S/ },
  ];
  for (const flag of answers.flatMap(({ flags }) => flags)) {
    test(`${flag} goes to stdout, with 0`, async () => {
      const { code, stdout, stderr } = await runServer([flag]);
      assertEquals([code, stderr], [0, ""]);
      assertMatch(stdout, answers.find(({ flags }) => flags.includes(flag))?.answer ?? /never/);
    });
  }
});
