import { describe, test } from "node:test";
import { assertEquals, assertRejects } from "@std/assert";
import { WorkQueue } from "../../src/server/work-queue.ts";

/** Work that ends when the test says so. */
class Works {
  readonly queue: WorkQueue;
  readonly begun: string[] = [];
  readonly refused: string[] = [];
  readonly #ends: (() => void)[] = [];

  constructor(limits: { running: number; waiting: number; waitingEach: number }) {
    this.queue = new WorkQueue(limits);
  }

  async add(owner: string, name: string): Promise<void> {
    const result = await this.queue.run(owner, () => {
      this.begun.push(name);
      return new Promise<string>((resolve) => this.#ends.push(() => resolve(name)));
    });
    if (result === undefined) this.refused.push(name);
  }

  /** Ends what was begun first. */
  async end(): Promise<void> {
    this.#ends.shift()?.();
    await settled();
  }
}

/** Until promises have told each other. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

describe("a queue of work", () => {
  test("runs a few pieces at once, lets a few wait, and refuses the rest", async () => {
    const works = new Works({ running: 2, waiting: 2, waitingEach: 2 });
    for (const name of ["1", "2", "3", "4", "5"]) void works.add("ann", name);
    await settled();
    assertEquals([works.begun, works.refused], [["1", "2"], ["5"]]);
    await works.end();
    assertEquals(works.begun, ["1", "2", "3"]);
    void works.add("ann", "6");
    for (let times = 0; times < 4; times++) await works.end();
    assertEquals([works.begun, works.refused], [["1", "2", "3", "4", "6"], ["5"]]);
  });

  test("has room for others where one owner has filled their share, and takes everybody's in turn", async () => {
    const works = new Works({ running: 1, waiting: 5, waitingEach: 3 });
    for (const name of ["a1", "a2", "a3", "a4", "a5"]) void works.add("ann", name);
    for (const name of ["b1", "b2"]) void works.add("bob", name);
    void works.add("cem", "c1");
    await settled();
    assertEquals(works.refused, ["a5", "c1"]);
    for (let times = 0; times < 6; times++) await works.end();
    assertEquals(works.begun, ["a1", "a2", "b1", "a3", "b2", "a4"]);
  });

  test("goes on after work that failed, and hands on why", async () => {
    const queue = new WorkQueue({ running: 1, waiting: 1, waitingEach: 1 });
    const failing = queue.run("ann", () => Promise.reject(new Error("no memory")));
    const next = queue.run("ann", () => Promise.resolve("done"));
    await assertRejects(() => failing, Error, "no memory");
    assertEquals(await next, "done");
    assertEquals(await queue.run("ann", () => Promise.resolve("again")), "again");
  });
});
