/** Questions that wait for the thread that reads. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { HistoryError } from "../../src/history/error.ts";
import { QueryQueue } from "../../src/history/sqlite/query-queue.ts";
import { WriteConnection } from "../../src/history/sqlite/write-connection.ts";
import { row } from "../helpers/history-rows.ts";
import { TemporaryFolder } from "../helpers/temporary-folder.ts";

const PAGE = { kind: "page", target: "#a", take: "last", asOf: 1e9, limit: 10 } as const;

function find(queue: QueryQueue): Promise<string> {
  return new Promise((resolve) =>
    queue.find(PAGE, (found) => {
      if (found instanceof HistoryError) resolve(found.problem);
      else resolve(found instanceof Error ? found.message : `${found.length} rows`);
    }),
  );
}

test("only so many wait; the others are told at once, and whoever asks later is answered", async () => {
  using folder = new TemporaryFolder();
  const connection = new WriteConnection({ folder: folder.path, historyId: "abcdefgh" });
  connection.write([row(1)]);
  const queue = new QueryQueue(folder.path, 2);
  const answers: string[] = [];
  const asked = Array.from({ length: 3 }, () => find(queue).then((answer) => answers.push(answer)));
  await Promise.all(asked);
  assertEquals(answers, ["busy", "1 rows", "1 rows"]);
  assertEquals(await Promise.all([find(queue), find(queue)]), ["1 rows", "1 rows"]);
  await new Promise<void>((resolve) => queue.close(() => resolve()));
  connection.obey({ order: "close" });
});
