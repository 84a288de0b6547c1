/** A history of a million messages: what it costs to ask, to open and to keep. In this process, on a new file in the temporary folder. */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { DatabaseSync } from "node:sqlite";
import type { History } from "../../src/history/history.ts";
import { openSqliteHistory } from "../../src/history/sqlite.ts";
import { systemClock } from "../../src/platform/clock.ts";
import type { HistoryRow } from "../../src/protocol/history.ts";
import type { HistoryQuery } from "../../src/protocol/history-query.ts";
import { figure, median, table } from "../statistics.ts";
import { message } from "./messages.ts";

const BATCH = 1_000;
const TRIES = 20;

/** @param size messages. */
export async function reportArchive(size: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "chat-archive-"));
  try {
    return await measureArchive(folder, size);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureArchive(folder: string, size: number): Promise<string> {
  const open = (): Promise<History> => openSqliteHistory({ folder, clock: systemClock });
  const first = await open();
  const filling = await timed(() => fill(first, size));
  const listing = await timed(() => until(() => isIndexed(folder)));
  await closed(first);
  const bytes = statSync(join(folder, "history.db")).size;
  const rssBefore = process.memoryUsage().rss;
  const opening = performance.now();
  const history = await open();
  const rows: string[][] = [
    ["written, 1,000 at a time", `${figure(size / (filling / 1_000))} messages/s`],
    ["then listed by channel and by word, while idle", `${figure(size / (listing / 1_000))} messages/s`],
    ["on disk", `${figure(bytes / size)} bytes a message`],
    ["opened", `${figure(performance.now() - opening)} ms`],
  ];
  for (const [name, query] of QUERIES(size)) rows.push([name, await asked(history, query)]);
  rows.push([
    "memory of the whole process, more than before",
    `${figure((process.memoryUsage().rss - rssBefore) / 1e6)} MB`,
  ]);
  rows.push(["a commit alone", await commits(history, size, 200)]);
  const search = searching(history, size);
  rows.push(["a commit while a heavy search runs", await commits(history, size + 1_000, 200)]);
  await search.stop();
  await closed(history);
  return table([`a history of ${figure(size)} messages`, ""], rows);
}

const QUERIES = (size: number): readonly (readonly [string, HistoryQuery])[] => {
  const asOf = size * 2;
  const search = { kind: "search", targets: ["#big"], limit: 50, asOf } as const;
  return [
    ["LATEST 100 of a channel of 90 %", { kind: "page", target: "#big", take: "last", limit: 100, asOf }],
    [
      "BEFORE its middle, 100",
      { kind: "page", target: "#big", take: "last", limit: 100, asOf, before: { timeMs: size * 500 } },
    ],
    ["a frequent English word", { ...search, terms: ["meeting"] }],
    ["a frequent Chinese word", { ...search, terms: ["会议"] }],
    ["a rare word", { ...search, terms: ["needle"] }],
    ["a word nobody said", { ...search, terms: ["absent"] }],
    [
      "a phrase of frequent words, in a small channel",
      { ...search, targets: ["#small"], terms: ["meeting room"] },
    ],
  ];
};

async function fill(history: History, size: number): Promise<void> {
  for (let start = 1; start <= size; start += BATCH) {
    const writes = Array.from({ length: Math.min(BATCH, size - start + 1) }, (_, index) =>
      message(start + index),
    );
    await new Promise<void>((resolve, reject) =>
      history.commit(writes, (error) => (error ? reject(error) : resolve())),
    );
  }
}

function isIndexed(folder: string): boolean {
  const database = new DatabaseSync(join(folder, "history.db"), { readOnly: true });
  const row = database.prepare("SELECT last_id, listed_id, indexed_id FROM history").get();
  database.close();
  return row?.["last_id"] === row?.["listed_id"] && row?.["last_id"] === row?.["indexed_id"];
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 100));
}

async function asked(history: History, query: HistoryQuery): Promise<string> {
  const times: number[] = [];
  let found = 0;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    times.push(
      await timed(async () => {
        found = (await find(history, query)).length;
      }),
    );
  }
  return `${figure(median(times))} ms, ${found} found`;
}

function find(history: History, query: HistoryQuery): Promise<readonly HistoryRow[]> {
  return new Promise((resolve, reject) =>
    history.find(query, (rows) => (rows instanceof Error ? reject(rows) : resolve(rows))),
  );
}

/** One at a time, so that each pays for its own flush. */
async function commits(history: History, from: number, count: number): Promise<string> {
  const times: number[] = [];
  for (let index = 1; index <= count; index++) {
    times.push(
      await timed(
        () =>
          new Promise<void>((resolve, reject) =>
            history.commit([message(from + index)], (error) => (error ? reject(error) : resolve())),
          ),
      ),
    );
  }
  const sorted = times.sort((a, b) => a - b);
  return `p50 ${figure(median(sorted))} ms, p99 ${figure(sorted[Math.floor(count * 0.99)] ?? 0)} ms`;
}

/** One heavy search after the other. */
function searching(history: History, size: number): { stop(): Promise<void> } {
  let isOver = false;
  const terms = ["meeting", "会议", "room"];
  const run = async (): Promise<void> => {
    while (!isOver)
      await find(history, {
        kind: "search",
        targets: ["#big"],
        terms,
        from: "nobody",
        limit: 50,
        asOf: size * 2,
      });
  };
  const running = run();
  return {
    async stop() {
      isOver = true;
      await running;
    },
  };
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

function closed(history: History): Promise<void> {
  return new Promise((resolve, reject) => history.close((error) => (error ? reject(error) : resolve())));
}
