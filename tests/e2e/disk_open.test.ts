/** A data folder that cannot be used: the server says why and what to do, in both languages, and with which status it ends. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { describe, test } from "node:test";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { testNeeding } from "../helpers/requirement.ts";
import { TemporaryFolder } from "../helpers/temporary-folder.ts";
import { asNobody, nobodyMayRunIt } from "./programs.ts";
import { LOOPBACK, ON_DISK, runServer, startServer } from "./running_server.ts";

/** A folder in which a server has kept something. */
async function usedFolder(parent: TemporaryFolder): Promise<string> {
  const folder = parent.at("data");
  await using server = await startServer({ args: [...LOOPBACK, "--data", folder], env: ON_DISK });
  assertEquals(await server.stop(), 0);
  return folder;
}

interface Refusal {
  readonly folder: string;
  readonly status: number;
  readonly en: string;
  readonly zh: string;
  readonly within?: readonly string[];
}

/** Nothing is written but the reason, and nothing listens. */
async function assertRefused({ folder, status, en, zh, within = [] }: Refusal): Promise<void> {
  for (const [lang, sentence] of Object.entries({ en, zh })) {
    const args = [...LOOPBACK, "--data", folder, "--lang", lang];
    const { code, stdout, stderr } = await runServer(args, { env: ON_DISK, within });
    assertEquals([code, stdout, stderr.trimEnd().split("\n").length], [status, "", 1], stderr);
    assertStringIncludes(stderr, sentence);
    assertStringIncludes(stderr, folder);
  }
}

describe("a data folder that cannot be used", () => {
  test("since its history is of a newer version, is left as it is", async () => {
    using parent = new TemporaryFolder();
    const folder = await usedFolder(parent);
    const database = new DatabaseSync(`${folder}/history.db`);
    database.exec("PRAGMA user_version = 99");
    database.close();
    const before = readFileSync(`${folder}/history.db`);
    const en = "is of a newer chat-server (the file has version 99, this program knows ";
    await assertRefused({ folder, status: 78, en, zh: "里的历史记录属于更新版本的 chat-server" });
    assertEquals(readFileSync(`${folder}/history.db`).equals(before), true);
  });

  test("since another server uses it, who does not notice", async () => {
    using parent = new TemporaryFolder();
    const folder = parent.at("data");
    await using first = await startServer({ args: [...LOOPBACK, "--data", folder], env: ON_DISK });
    const [ann, bob] = await first.guests(2);
    const en = "Another chat-server uses the history in ";
    await assertRefused({ folder, status: 69, en, zh: "另一个 chat-server 正在使用" });
    ann.send("hello\n");
    await bob.hears("hello\n");
  });

  test("since its file is no history", async () => {
    using parent = new TemporaryFolder();
    mkdirSync(parent.at("data"));
    writeFileSync(parent.at("data", "history.db"), "This is no database. ".repeat(500));
    const en = "is damaged: file is not a database. Move it away and bring a backup back with ";
    await assertRefused({ folder: parent.at("data"), status: 78, en, zh: "里的历史记录已损坏" });
  });

  test("since its file is damaged", async () => {
    using parent = new TemporaryFolder();
    const folder = await usedFolder(parent);
    const bytes = readFileSync(`${folder}/history.db`);
    // The header is whole: whatever it says is there, is not.
    writeFileSync(`${folder}/history.db`, bytes.fill(0x55, 100));
    await assertRefused({ folder, status: 78, en: " is damaged: ", zh: "里的历史记录已损坏" });
  });

  test("since it is a file", async () => {
    using parent = new TemporaryFolder();
    writeFileSync(parent.at("data"), "");
    const en = " cannot be opened: ";
    await assertRefused({ folder: parent.at("data"), status: 69, en, zh: "无法打开" });
  });

  test("since the disk writes nothing", async () => {
    using parent = new TemporaryFolder();
    const within = ["sh", "-c", 'trap "" XFSZ; ulimit -f 0; exec "$@"', "sh"];
    const refusal = { folder: parent.at("data"), status: 69, within };
    await assertRefused({ ...refusal, en: " cannot be opened: disk I/O error", zh: "无法打开" });
  });

  const needs = [nobodyMayRunIt];
  testNeeding({ needs }, "since nobody may write into it", async () => {
    using parent = new TemporaryFolder();
    const folder = await usedFolder(parent);
    chmodSync(parent.path, 0o755);
    chmodSync(folder, 0o555);
    const en = " cannot be written: ";
    await assertRefused({ folder, status: 77, en, zh: "无法写入", within: asNobody() });
  });

  testNeeding({ needs }, "since its file may not be written", async () => {
    using parent = new TemporaryFolder();
    const folder = await usedFolder(parent);
    chmodSync(parent.path, 0o755);
    chmodSync(folder, 0o777);
    chmodSync(`${folder}/history.db`, 0o444);
    chmodSync(`${folder}/history.lock`, 0o666);
    const en = " cannot be written: ";
    await assertRefused({ folder, status: 77, en, zh: "无法写入", within: asNobody() });
  });
});
