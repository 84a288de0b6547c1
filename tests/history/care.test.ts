/** Copies of a data folder, and its check. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, describe, test } from "node:test";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { backupHistory, checkHistory } from "../../src/history/care.ts";
import { HistoryError } from "../../src/history/error.ts";
import type { History } from "../../src/history/history.ts";
import { ORDER_STEP } from "../../src/history/sqlite/order-floor.ts";
import { openSqliteHistory } from "../../src/history/sqlite.ts";
import { close, commit, find, gone, lasting, lastingRows, row, sequences } from "../helpers/history-rows.ts";
import { TurningClock } from "../helpers/turning-clock.ts";

const ROOT = mkdtempSync(join(tmpdir(), "history-"));
after(() => rmSync(ROOT, { recursive: true, force: true }));

const folder = join(ROOT, "data");
const copyFolder = join(ROOT, "copy");
const open = (path: string): Promise<History> =>
  openSqliteHistory({ folder: path, clock: new TurningClock() });

describe("a history in use", () => {
  let history: History;
  before(async () => {
    history = await open(folder);
    await commit(history, row(1), row(2), lasting(2, "ann"));
  });
  after(() => close(history));

  test("is copied as it is at that moment, and the copy can be opened", async () => {
    const file = join(ROOT, "backup.db");
    backupHistory(folder, file);
    await commit(history, row(3), gone(3, "ann"));
    assert(!existsSync(`${file}.unfinished`));

    mkdirSync(copyFolder);
    renameSync(file, join(copyFolder, "history.db"));
    assertEquals(checkHistory(copyFolder), []);
    const copy = await open(copyFolder);
    const rows = await find(copy, { kind: "page", target: "#a", take: "last", asOf: 9, limit: 9 });
    assertEquals(
      [copy.historyId, copy.lastSequence, sequences(rows)],
      [history.historyId, 2 + ORDER_STEP, [1, 2]],
    );
    assertEquals(lastingRows(copy), ['account ann: {"n":2}']);
    await close(copy);
  });

  test("is never copied over a file that is there", () => {
    const file = join(ROOT, "once.db");
    backupHistory(folder, file);
    assertThrows(() => backupHistory(folder, file), HistoryError, "exists already");
  });

  test("is found whole", () => assertEquals(checkHistory(folder), []));
});

test("a check names what is wrong", async () => {
  const broken = join(ROOT, "broken");
  const history = await open(broken);
  await commit(history, ...[1, 2, 3].map((sequence) => row(sequence)), lasting(3, "ann"), lasting(3, "bob"));
  await close(history);
  const database = new DatabaseSync(join(broken, "history.db"));
  database.exec(
    `PRAGMA foreign_keys = OFF; UPDATE messages SET sequence = 9 WHERE id = 2; DELETE FROM targets;
     UPDATE lasting SET sequence = 4 WHERE key = 'ann'; UPDATE lasting SET value = '{' WHERE key = 'bob'`,
  );
  database.close();
  assertEquals(checkHistory(broken), [
    "a row is not behind the one before it: 3",
    "a row is behind the end: 2",
    "a lasting row is behind the end: account ann",
    "a lasting row cannot be read: account bob",
    "a row has no target: 1",
    "a row has no target: 2",
    "a row has no target: 3",
  ]);
});

test("there is nothing to copy or check in an empty folder", () => {
  assertThrows(() => checkHistory(ROOT), HistoryError, "there is no file");
  assertThrows(() => backupHistory(ROOT, join(ROOT, "none.db")), HistoryError, "there is no file");
});
