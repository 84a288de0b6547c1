/** What an export reads of a data folder. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { channelPages, channelsOf } from "../../src/history/export.ts";
import { openSqliteHistory } from "../../src/history/sqlite.ts";
import { close, commit, row, sequences } from "../helpers/history-rows.ts";
import { TurningClock } from "../helpers/turning-clock.ts";

describe("an export", () => {
  const folder = mkdtempSync(join(tmpdir(), "export-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  before(async () => {
    const history = await openSqliteHistory({ folder, clock: new TurningClock() });
    const targets = [
      "#team",
      "#team:k-1a2b3c4d",
      "#tea",
      "#teams",
      "#team:77",
      "ann bob",
      "@#team:77",
      "#old 5",
    ];
    await commit(history, ...targets.map((target, index) => row(index + 1, { target })));
    await close(history);
  });

  test("has what was said behind a door among the rest", () => {
    const rows = [...channelPages(folder, "#team").pages].flat();
    assertEquals(sequences(rows), [1, 2, 5]);
  });

  test("names each channel once", () => assertEquals(channelsOf(folder), ["#tea", "#team", "#teams"]));
});
