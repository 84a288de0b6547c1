/** The connection that writes, where the disk fails in the middle of its work. */
import { readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { openDatabase, openForReading } from "../../src/history/sqlite/open.ts";
import { ORDER_STEP } from "../../src/history/sqlite/order-floor.ts";
import { WriteConnection } from "../../src/history/sqlite/write-connection.ts";
import { row } from "../helpers/history-rows.ts";
import { TemporaryFolder } from "../helpers/temporary-folder.ts";

/** The next commit fails. @param isDone whether its rows are in the file all the same. */
function failCommit(isDone: boolean): void {
  const { exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function (this: DatabaseSync, statements: string): void {
    const isCommit = statements === "COMMIT";
    if (!isCommit || isDone) exec.call(this, statements);
    if (!isCommit) return;
    DatabaseSync.prototype.exec = exec;
    throw new Error("disk I/O error");
  };
}

test("a flush that fails with the rows in the file is no refusal", () => {
  using folder = new TemporaryFolder();
  const connection = new WriteConnection({ folder: folder.path, historyId: "abcdefgh" });
  // While somebody reads, what is closed stays in the write-ahead log.
  const reader = openForReading(folder.path);
  failCommit(true);
  assertEquals(connection.write([row(1), row(2)]), { done: true });
  // By a flush of its own it is in the history itself before anybody is shown it.
  assert(readFileSync(join(folder.path, "history.db")).includes("message 2"));
  failCommit(false);
  assertThrows(() => connection.write([row(3)]), Error, "disk I/O error");
  assertEquals(connection.write([row(4)]), { done: true });
  reader.close();
  connection.obey({ order: "close" });
});

test("a flush that fails is one where another file stands in the file's place", () => {
  using folder = new TemporaryFolder();
  using other = new TemporaryFolder();
  const connections = [folder, other].map(
    ({ path }) => new WriteConnection({ folder: path, historyId: "abcdefgh" }),
  );
  const [connection, stranger] = connections;
  stranger?.write([row(7)]);
  stranger?.obey({ order: "close" });
  for (const name of ["history.db-wal", "history.db-shm"]) rmSync(join(folder.path, name));
  renameSync(join(other.path, "history.db"), join(folder.path, "history.db"));
  failCommit(false);
  assertThrows(() => connection?.write([row(2)]), Error, "disk I/O error");
  connection?.obey({ order: "close" });
});

test("where the file is deleted, the order still never goes back", () => {
  using folder = new TemporaryFolder();
  const options = { folder: folder.path, historyId: "abcdefgh" };
  const first = new WriteConnection(options);
  first.obey({ order: "begin" });
  for (const end of ["", "-wal", "-shm"]) rmSync(join(folder.path, `history.db${end}`), { force: true });
  failCommit(false);
  assertThrows(() => first.write([row(6)]), Error, "disk I/O error");
  first.write([row(7)]);
  first.obey({ order: "close" });
  const second = new WriteConnection({ ...options, historyId: "ijklmnop" });
  const tip = { historyId: "abcdefgh", lastSequence: 7 + ORDER_STEP, lastTimeMs: 7_000 };
  assertEquals(second.obey({ order: "begin" }), { tip });
  second.obey({ order: "close" });
});

test("a commit waits for the disk, also against a power cut, and what is taken away is overwritten", () => {
  using folder = new TemporaryFolder();
  const database = openDatabase({ folder: folder.path, historyId: "abcdefgh" });
  const pragmas = ["journal_mode", "synchronous", "secure_delete"];
  const values = pragmas.map((name) => database.prepare(`PRAGMA ${name}`).get()?.[name]);
  // 2 is FULL.
  assertEquals(values, ["wal", 2, 1]);
  database.close();
});
