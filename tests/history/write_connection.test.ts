/** The connection that writes, where the disk fails in the middle of its work. */
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { assertEquals, assertThrows } from "@std/assert";
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
  failCommit(true);
  assertEquals(connection.write([row(1), row(2)]), { done: true });
  failCommit(false);
  assertThrows(() => connection.write([row(3)]), Error, "disk I/O error");
  assertEquals(connection.write([row(4)]), { done: true });
  connection.obey({ order: "close" });
});
