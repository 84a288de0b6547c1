/** What was taken back or is too old: it must not be found in the files of a running server either. */
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import type { Retention } from "../../src/history/sqlite/chores.ts";
import { openForReading } from "../../src/history/sqlite/open.ts";
import { WriteConnection } from "../../src/history/sqlite/write-connection.ts";
import type { HistoryWrite } from "../../src/protocol/history.ts";
import { formatMsgid } from "../../src/protocol/msgid.ts";
import { row } from "../helpers/history-rows.ts";
import { TemporaryFolder } from "../helpers/temporary-folder.ts";

const FILES = ["history.db", "history.db-wal"];
const SECRET = "zqsecretzq";

class Running implements Disposable {
  readonly folder = new TemporaryFolder();
  readonly connection: WriteConnection;
  /** Like the threads that read: while it is open, the log stays. */
  readonly reader: DatabaseSync;

  /** @param killed the folder of a server that was killed at this moment. */
  constructor(killed?: TemporaryFolder) {
    const { path: folder } = this.folder;
    for (const name of killed ? FILES : []) copyFileSync(join(killed?.path ?? "", name), join(folder, name));
    this.connection = new WriteConnection({ folder, historyId: "abcdefgh" });
    this.reader = openForReading(folder);
  }

  write(...batch: readonly HistoryWrite[]): void {
    this.connection.write(batch);
  }

  /** Until nothing is left to do. */
  doChores(retention: Retention = {}): void {
    const order = { order: "chores", retention, nowMs: 1_000_000 } as const;
    for (let answer = this.connection.obey(order); "hasMore" in answer && answer.hasMore; )
      answer = this.connection.obey(order);
  }

  /** The files that the secret is in. */
  traces(): readonly string[] {
    return FILES.filter((name) => readFileSync(join(this.folder.path, name)).includes(SECRET));
  }

  [Symbol.dispose](): void {
    this.reader.close();
    this.connection.obey({ order: "close" });
    this.folder[Symbol.dispose]();
  }
}

const redaction: HistoryWrite = {
  ...row(2, { body: "" }),
  write: "redaction",
  replyTo: formatMsgid("abcdefgh", row(1)),
};

describe("nothing is left in the files of a running server", () => {
  test("of what was taken back", () => {
    using running = new Running();
    running.write(row(1, { body: SECRET }));
    running.doChores();
    assertEquals(running.traces().length > 0, true);
    running.write(redaction);
    running.doChores();
    assertEquals(running.traces(), []);
  });

  test("of what became too old", () => {
    using running = new Running();
    running.write(row(1, { body: SECRET }), row(2));
    running.doChores();
    running.doChores({ rowsMax: 1 });
    assertEquals(running.traces(), []);
  });

  test("as soon as nobody reads what was before", () => {
    using running = new Running();
    running.write(row(1, { body: SECRET }));
    running.doChores();
    running.reader.exec("BEGIN");
    running.reader.prepare("SELECT * FROM messages").all();
    running.write(redaction);
    running.doChores();
    running.reader.exec("COMMIT");
    running.doChores();
    assertEquals(running.traces(), []);
  });

  test("also where the server was killed in between", () => {
    using killed = new Running();
    killed.write(row(1, { body: SECRET }));
    killed.write(redaction);
    using running = new Running(killed.folder);
    assertEquals(running.traces(), ["history.db-wal"]);
    running.doChores();
    assertEquals(running.traces(), []);
  });
});
