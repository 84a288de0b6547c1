/** Backup, restore, export and check, with a server that runs. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { describe, test } from "node:test";
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { TemporaryFolder } from "../helpers/temporary-folder.ts";
import { LOOPBACK, ON_DISK, type RunningServer, runServer, startServer } from "./running_server.ts";

function startIn(folder: string): Promise<RunningServer> {
  return startServer({ args: [...LOOPBACK, "--data", folder], env: ON_DISK });
}

/** A history in which Ann has said these lines. */
async function said(folder: string, ...lines: readonly string[]): Promise<void> {
  await using server = await startIn(folder);
  const [ann, bob] = await server.guests(2);
  await ann.asks("/nick Ann", "Ann");
  for (const line of lines) {
    ann.send(`${line}\n`);
    await bob.hears(line.replace("/me ", ""));
  }
  assertEquals(await server.stop(), 0);
}

describe("backup and restore", () => {
  test("bring back what was said, with the same msgids", async () => {
    using folder = new TemporaryFolder();
    await using server = await startIn(folder.at("data"));
    const [ann, bob] = await server.guests(2);
    ann.send("before the backup\n");
    await bob.hears("before the backup");

    const backup = await runServer(["backup", folder.at("copy.db"), "--data", folder.at("data")]);
    assertEquals([backup.code, backup.stderr], [0, ""]);
    assertStringIncludes(backup.stdout, folder.at("copy.db"));
    ann.send("after the backup\n");
    await bob.hears("after the backup");

    const restore = await runServer(["restore", folder.at("copy.db"), "--data", folder.at("new")]);
    assertMatch(restore.stdout, /is in \S+ now: \d+ rows, the last one of \d{4}-/);
    const [old, restored] = await Promise.all(
      ["data", "new"].map(
        async (name) => await runServer(["export", "lobby", "--format", "json", "--data", folder.at(name)]),
      ),
    );
    assertStringIncludes(restored?.stdout ?? "", '"before the backup"');
    assertEquals(old?.stdout.startsWith(restored?.stdout ?? "?"), true);
  });

  test("never write over anything", async () => {
    using folder = new TemporaryFolder();
    await said(folder.at("data"), "hello");
    writeFileSync(folder.at("precious"), "precious");
    const backup = await runServer(["backup", folder.at("precious"), "--data", folder.at("data")]);
    assertEquals([backup.code, backup.stdout], [1, ""]);
    assertStringIncludes(backup.stderr, "exists already");

    await runServer(["backup", folder.at("copy.db"), "--data", folder.at("data")]);
    const before = readFileSync(folder.at("data", "history.db"));
    const restore = await runServer(["restore", folder.at("copy.db"), "--data", folder.at("data")]);
    assertEquals([restore.code, restore.stdout], [1, ""]);
    assertStringIncludes(restore.stderr, "is not empty, and nothing was changed");
    assertEquals(
      [
        readFileSync(folder.at("data", "history.db")).equals(before),
        readFileSync(folder.at("precious"), "utf8"),
      ],
      [true, "precious"],
    );
  });

  test("leave nothing behind of a file that is no history", async () => {
    using folder = new TemporaryFolder();
    writeFileSync(folder.at("junk"), "junk ".repeat(1_000));
    const restore = await runServer(["restore", folder.at("junk"), "--data", folder.at("data")]);
    assertEquals(restore.code, 1);
    assertStringIncludes(restore.stderr, "cannot be made a history");
    assertEquals(existsSync(folder.at("data", "history.db")), false);
    const absent = await runServer(["restore", folder.at("absent"), "--data", folder.at("data")]);
    assertStringIncludes(absent.stderr, "There is no file");
  });
});

describe("export", () => {
  test("as text has the lines people have seen, with their times", async () => {
    using folder = new TemporaryFolder();
    await said(folder.at("data"), "hello", "/me waves", "你好 <b>");
    const { code, stdout } = await runServer(["export", "#lobby", "--data", folder.at("data")]);
    assertEquals(code, 0);
    const lines = stdout
      .trimEnd()
      .split("\n")
      .filter((line) => !line.includes(" is Ann now"));
    assertEquals(
      lines.map((line) => line.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d /, "")),
      ["<Ann> hello", "* Ann waves", "<Ann> 你好 <b>"],
    );
  });

  test("as JSON has everything, each row in a line", async () => {
    using folder = new TemporaryFolder();
    await said(folder.at("data"), "hello");
    const file = folder.at("lobby.jsonl");
    const { code } = await runServer(["export", "#LOBBY", file, "--data", folder.at("data")]);
    assertEquals(code, 0);
    const rows = readFileSync(file, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const message = rows.find(({ kind }) => kind === "PRIVMSG");
    assertMatch(message.msgid, /^[0-9a-z]+-[0-9a-z]+-[0-9a-z]+$/);
    assertEquals([message.target, message.nick, message.text], ["#lobby", "Ann", "hello"]);
    assertEquals(Math.abs(Date.parse(message.time) - Date.now()) < 60_000, true);
  });

  test("as a page needs nothing else, and nothing said becomes part of the page", async () => {
    using folder = new TemporaryFolder();
    await said(folder.at("data"), "<script>alert(1)</script> & 'co'");
    const file = folder.at("lobby.html");
    const { stdout } = await runServer([
      "export",
      "lobby",
      file,
      "--data",
      folder.at("data"),
      "--lang",
      "zh",
    ]);
    assertStringIncludes(stdout, "已写入");
    const page = readFileSync(file, "utf8");
    assertStringIncludes(page, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#39;co&#39;</span>");
    assertEquals(/<script|https?:|src=|url\(/.test(page), false);
    assertStringIncludes(page, '<html lang="zh">');
    assertStringIncludes(page, "</html>");
  });

  test("names the rooms there are, where there is no such room", async () => {
    using folder = new TemporaryFolder();
    await said(folder.at("data"), "hello");
    const { code, stdout, stderr } = await runServer(["export", "loby", "--data", folder.at("data")]);
    assertEquals([code, stdout], [1, ""]);
    assertStringIncludes(stderr, "Nothing was said in #loby. Rooms with a history: #lobby");
  });
});

describe("check", () => {
  test("finds a history whole, also while a server writes it", async () => {
    using folder = new TemporaryFolder();
    await using server = await startIn(folder.at("data"));
    const [ann, bob] = await server.guests(2);
    ann.send("hello\n");
    await bob.hears("hello");
    const { code, stdout } = await runServer(["check", "--data", folder.at("data")]);
    assertEquals([code, stdout], [0, `The history in ${folder.at("data")} is whole.\n`]);
  });

  test("says that a damaged one is damaged, with 78", async () => {
    using folder = new TemporaryFolder();
    await said(folder.at("data"), ...Array.from({ length: 100 }, (_, line) => `line ${line}`));
    const file = folder.at("data", "history.db");
    const bytes = readFileSync(file);
    bytes.fill(0x55, 8_192, 16_384);
    writeFileSync(file, bytes);
    const { code, stderr } = await runServer(["check", "--data", folder.at("data")]);
    assertEquals(code, 78, stderr);
    assertStringIncludes(stderr, "is damaged");
  });
});

test("what is wrong with the words is said, with 2", async () => {
  const wrong: readonly { args: readonly string[]; message: string }[] = [
    { args: ["backup"], message: "chat-server backup needs the name of one file." },
    { args: ["restore", "a", "b"], message: "chat-server restore needs the name of one file." },
    { args: ["export"], message: "chat-server export needs a room" },
    {
      args: ["export", "lobby", "--format", "pdf"],
      message: '--format: "pdf" is not allowed. Use text, json or html.',
    },
    { args: ["check", "everything"], message: "chat-server check needs nothing but --data DIR." },
    { args: [...LOOPBACK, "--format", "text"], message: "--format belongs to chat-server export." },
  ];
  for (const { args, message } of wrong) {
    const { code, stdout, stderr } = await runServer(args);
    assertEquals([code, stdout], [2, ""], stderr);
    assertStringIncludes(stderr, message);
  }
});
