/** What was taken back or is too old: it must not be found in the files of a running server either. */
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { checkHistory } from "../../src/history/care.ts";
import { openForReading } from "../../src/history/sqlite/open.ts";
import type { Retention } from "../../src/history/sqlite/retention.ts";
import { WriteConnection } from "../../src/history/sqlite/write-connection.ts";
import type { HistoryWrite } from "../../src/protocol/history.ts";
import { formatMsgid } from "../../src/protocol/msgid.ts";
import { ANN, gone, lasting, row } from "../helpers/history-rows.ts";
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
    while (this.doChore(retention));
  }

  /** @returns whether there is more to do. */
  doChore(retention: Retention = {}): boolean {
    const answer = this.connection.obey({ order: "chores", retention, nowMs: 1_000_000 });
    return "hasMore" in answer && answer.hasMore;
  }

  rows(table = "messages"): number {
    return Number(this.reader.prepare(`SELECT count(*) AS rows FROM ${table}`).get()?.["rows"]);
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

const ANN_AND_A_SECRET = { senderId: "ann", source: { ...ANN, nick: SECRET } } as const;
const forget: HistoryWrite = { write: "forget", senderId: "ann", sequence: 900, index: 0, timeMs: 900_000 };

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

  test("of whoever was forgotten", () => {
    using running = new Running();
    for (let sequence = 1; sequence < 900; sequence++)
      running.write(row(sequence, sequence % 2 === 0 ? ANN_AND_A_SECRET : {}));
    running.doChores();
    assertEquals(running.traces().length > 0, true);
    running.write(forget);
    running.doChores();
    assertEquals([running.traces(), running.rows()], [[], 450]);
    assertEquals([running.rows("sources"), running.rows("forgotten")], [1, 0]);
    assertEquals(checkHistory(running.folder.path), []);
  });

  test("of whoever was forgotten, also where the server was killed in the middle of it", () => {
    using killed = new Running();
    for (let sequence = 1; sequence < 900; sequence++) killed.write(row(sequence, ANN_AND_A_SECRET));
    killed.doChores();
    killed.write(forget, row(901));
    for (let step = 0; step < 2; step++) killed.doChore();
    using running = new Running(killed.folder);
    assertEquals(running.rows() > 1 && running.rows() < 900, true, `${running.rows()} rows`);
    running.write(row(902, ANN_AND_A_SECRET));
    running.doChores();
    assertEquals(running.rows(), 2);
    running.write({ ...forget, sequence: 903 });
    running.doChores();
    assertEquals([running.traces(), running.rows()], [[], 1]);
    assertEquals(checkHistory(running.folder.path), []);
  });

  test("of a credential that was given up", () => {
    using running = new Running();
    running.write(lasting(1, "ann", { value: `"${SECRET}"` }));
    running.doChores();
    running.write(gone(2, "ann"));
    running.doChores();
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
