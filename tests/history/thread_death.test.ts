/** A thread that holds the database and dies: another one takes its place, and nothing that was kept is lost. */

import { describe, test } from "node:test";
import { Worker } from "node:worker_threads";
import { assertEquals } from "@std/assert";
import { HistoryError } from "../../src/history/error.ts";
import type { History } from "../../src/history/history.ts";
import { openSqliteHistory } from "../../src/history/sqlite.ts";
import { close, commit, find, row, sequences } from "../helpers/history-rows.ts";
import { TemporaryFolder } from "../helpers/temporary-folder.ts";
import { TurningClock } from "../helpers/turning-clock.ts";

const PAGE = { kind: "page", target: "#a", take: "last", asOf: 1e9, limit: 100 } as const;

/** The thread that is asked next dies before it can do anything. */
function killNext(): Promise<void> {
  const post = Worker.prototype.postMessage;
  return new Promise((resolve) => {
    Worker.prototype.postMessage = function (this: Worker) {
      Worker.prototype.postMessage = post;
      void this.terminate().then(() => resolve());
    };
  });
}

/** The thread that is asked next dies with its work done, before anybody reads its answer. */
function killNextAtWork(): Promise<void> {
  const post = Worker.prototype.postMessage;
  return new Promise((resolve) => {
    Worker.prototype.postMessage = function (this: Worker, ...order) {
      Worker.prototype.postMessage = post;
      this.removeAllListeners("message");
      this.once("message", () => void this.terminate().then(() => resolve()));
      post.apply(this, order);
    };
  });
}

/** In place of `on`: a thread cannot be started. */
function noMoreThreads(this: Worker): never {
  void this.terminate();
  throw new Error("no more threads");
}

async function problemOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof HistoryError ? error.problem : `no problem of history: ${error}`;
}

async function opened(folder: TemporaryFolder): Promise<History> {
  const history = await openSqliteHistory({ folder: folder.path, clock: new TurningClock() });
  await commit(history, row(1));
  assertEquals(sequences(await find(history, PAGE)), [1]);
  return history;
}

describe("a thread that dies", () => {
  test("while it writes: the message fails, and the next one is kept by another thread", async () => {
    using folder = new TemporaryFolder();
    const history = await opened(folder);
    const killed = killNext();
    assertEquals(await problemOf(commit(history, row(2))), "broken");
    await killed;
    await commit(history, row(3, { kind: "JOIN" }));
    await commit(history, row(4));
    assertEquals([sequences(await find(history, PAGE)), history.state().lastError], [[1, 3, 4], undefined]);
    await close(history);
  });

  test("after it has written: the message is kept, and nobody is told it is refused", async () => {
    using folder = new TemporaryFolder();
    const history = await opened(folder);
    const killed = killNextAtWork();
    await commit(history, row(2));
    await killed;
    await commit(history, row(3));
    assertEquals(sequences(await find(history, PAGE)), [1, 2, 3]);
    await close(history);
  });

  test("while it reads: the query fails, and the next one is answered by another thread", async () => {
    using folder = new TemporaryFolder();
    const history = await opened(folder);
    const killed = killNext();
    assertEquals(await problemOf(find(history, PAGE)), "broken");
    await killed;
    await commit(history, row(2));
    assertEquals(sequences(await find(history, PAGE)), [1, 2]);
    await close(history);
  });

  test("and cannot be replaced at once: everything is refused until it can", async () => {
    using folder = new TemporaryFolder();
    const history = await opened(folder);
    const { on } = Worker.prototype;
    for (const ask of [() => commit(history, row(2)), () => find(history, PAGE)]) {
      const killed = killNext();
      Worker.prototype.on = noMoreThreads;
      assertEquals(await problemOf(ask()), "broken");
      Worker.prototype.on = on;
      await killed;
    }
    Worker.prototype.on = noMoreThreads;
    assertEquals(await problemOf(commit(history, row(3))), "broken");
    assertEquals(await problemOf(find(history, PAGE)), "broken");
    Worker.prototype.on = on;
    await commit(history, row(4));
    assertEquals(sequences(await find(history, PAGE)), [1, 4]);
    await close(history);
  });
});
