/** What is particular to the history on disk: versions, damage, locks, full disks, crashes. */
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { after, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { checkHistory } from "../../src/history/care.ts";
import { HistoryError } from "../../src/history/error.ts";
import type { History } from "../../src/history/history.ts";
import { ORDER_STEP } from "../../src/history/sqlite/order-floor.ts";
import { openSqliteHistory, type SqliteHistoryOptions } from "../../src/history/sqlite.ts";
import type { HistoryWrite } from "../../src/protocol/history.ts";
import { formatMsgid } from "../../src/protocol/msgid.ts";
import {
  bodies,
  close,
  commit,
  find,
  gone,
  lasting,
  lastingRows,
  row,
  sequences,
} from "../helpers/history-rows.ts";
import { TurningClock } from "../helpers/turning-clock.ts";

const ROOT = mkdtempSync(join(tmpdir(), "history-"));
after(() => rmSync(ROOT, { recursive: true, force: true }));

const PAGE = { kind: "page", target: "#a", take: "last", asOf: 1e9, limit: 1e6 } as const;

function newFolder(): string {
  return mkdtempSync(join(ROOT, "data-"));
}

function open(folder: string, more: Partial<SqliteHistoryOptions> = {}): Promise<History> {
  return openSqliteHistory({ folder, clock: new TurningClock(), ...more });
}

/** What another program does to the file. */
function sql(folder: string, statements: string): void {
  const database = new DatabaseSync(join(folder, "history.db"));
  database.exec(statements);
  database.close();
}

async function problemOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof HistoryError ? error.problem : `no problem of history: ${error}`;
}

describe("a data folder", () => {
  test("is made where it is missing, and what it keeps is there again", async () => {
    const folder = join(newFolder(), "a", "b");
    const first = await open(folder);
    await commit(first, row(7));
    await close(first);
    const second = await open(folder);
    assertEquals(
      [second.historyId, second.lastSequence, second.lastTimeMs],
      [first.historyId, 7 + ORDER_STEP, 7_000],
    );
    assertEquals(await find(second, PAGE), [row(7)]);
    await close(second);
  });

  test("gives each history an id of its own", async () => {
    const [one, other] = [await open(newFolder()), await open(newFolder())];
    assert(/^[0-9a-z]{8}$/.test(one.historyId) && one.historyId !== other.historyId);
    await Promise.all([close(one), close(other)]);
  });

  test("belongs to one server at a time", async () => {
    const folder = newFolder();
    const first = await open(folder);
    assertEquals(await problemOf(open(folder)), "locked");
    await close(first);
    await close(await open(folder));
  });

  test("of a newer version is refused and left as it is", async () => {
    const folder = newFolder();
    await close(await open(folder));
    sql(folder, "PRAGMA user_version = 99");
    const before = readFileSync(join(folder, "history.db"));
    assertEquals(await problemOf(open(folder)), "newer-version");
    assertEquals(readFileSync(join(folder, "history.db")), before);
  });

  test("with an empty file in it gets the tables", async () => {
    const folder = newFolder();
    sql(folder, "PRAGMA user_version = 0");
    const history = await open(folder);
    await commit(history, row(1));
    await close(history);
  });

  test("of the first version gets what is new, and keeps what it has", async () => {
    const folder = newFolder();
    const first = await open(folder);
    await commit(first, row(1));
    await close(first);
    sql(folder, "DROP TABLE lasting; DROP TABLE forgotten; PRAGMA user_version = 1");
    assertEquals(checkHistory(folder), []);
    const second = await open(folder);
    await commit(second, lasting(2 + ORDER_STEP, "a"));
    assertEquals(await find(second, PAGE), [row(1)]);
    await close(second);
    assertEquals(checkHistory(folder), []);
    const third = await open(folder);
    assertEquals(lastingRows(third), [`account a: {"n":${2 + ORDER_STEP}}`]);
    assertEquals(lastingRows(third), [], "told once");
    await close(third);
  });

  test("goes on behind a lasting row that was written last", async () => {
    const folder = newFolder();
    const first = await open(folder);
    await commit(first, row(1));
    await commit(first, row(2), lasting(3, "a"));
    await assertRejects(
      () => commit(first, lasting(3, "b")),
      HistoryError,
      "out of order: lasting 3 after 3",
    );
    await commit(first, lasting(4, "a", { hasHappened: true }));
    await commit(first, lasting(3, "a", { hasHappened: true }), gone(3, "a", { hasHappened: true }));
    await close(first);
    const second = await open(folder);
    assertEquals([second.lastSequence, second.lastTimeMs], [4 + ORDER_STEP, 4_000]);
    assertEquals(lastingRows(second), ['account a: {"n":4}']);
    await close(second);
  });

  test("with a damaged file is refused", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "history.db"), "This is no database. ".repeat(500));
    assertEquals(await problemOf(open(folder)), "corrupt");
  });

  test("that is no folder is refused", async () => {
    const path = join(newFolder(), "file");
    writeFileSync(path, "");
    assertEquals(await problemOf(open(path)), "broken");
  });

  // Root may write everywhere; what the system says of other read-only disks is in fault.test.ts.
  if (process.getuid?.() !== 0) test("that is read-only is refused", readOnlyFolder);

  async function readOnlyFolder(): Promise<void> {
    const folder = newFolder();
    chmodSync(folder, 0o500);
    assertEquals(await problemOf(open(folder)), "read-only");
  }
});

describe("a disk that refuses", () => {
  const REFUSE =
    "CREATE TRIGGER refuse BEFORE INSERT ON messages BEGIN SELECT RAISE(ABORT, 'disk is full'); END";

  test("fails messages with the reason, and gets the events when it is back", async () => {
    const folder = newFolder();
    const clock = new TurningClock();
    const history = await open(folder, { clock });
    await commit(history, row(1));
    sql(folder, REFUSE);
    assertEquals(await problemOf(commit(history, row(2))), "full");
    await commit(history, row(3, { kind: "JOIN" }));
    assertEquals([history.state().keptRows, sequences(await find(history, PAGE))], [1, [1]]);

    sql(folder, "DROP TRIGGER refuse");
    await commit(history, row(4));
    assertEquals(sequences(await find(history, PAGE)), [1, 3, 4]);
    assertEquals(history.state(), {
      waitingSinceMs: undefined,
      lastError: undefined,
      keptRows: 0,
      lostRows: 0,
    });
    await close(history);
  });

  test("that is full keeps what it has, and takes more when there is room", async () => {
    const folder = newFolder();
    const long = "x".repeat(20_000);
    const history = await open(folder, { pagesMax: 40 });
    const kept: number[] = [];
    let problem = "";
    for (let sequence = 1; problem === "" && sequence < 100; sequence++) {
      const done = commit(history, row(sequence, { body: long }));
      problem = await done.then(
        () => "",
        () => problemOf(done),
      );
      if (problem === "") kept.push(sequence);
    }
    assertEquals(problem, "full");
    assert(kept.length > 1);
    assertEquals(sequences(await find(history, PAGE)), kept);
    sql(folder, "DELETE FROM messages WHERE id = 1");
    await commit(history, row(100, { body: long }));
    assertEquals(sequences(await find(history, PAGE)), [...kept.slice(1), 100]);
    await close(history);
  });

  test("keeps all rows of a call or none", async () => {
    const folder = newFolder();
    const history = await open(folder);
    sql(folder, REFUSE.replace("BEGIN", "WHEN NEW.idx = 1 BEGIN"));
    await assertRejects(() => commit(history, row(1), row(1, { index: 1 })));
    assertEquals(await find(history, PAGE), []);
    await close(history);
  });

  test("a message out of order is refused, an event that comes twice is kept once", async () => {
    const history = await open(newFolder());
    await commit(history, row(5));
    assertEquals(await problemOf(commit(history, row(5))), "broken");
    await commit(history, row(5, { kind: "JOIN", index: 1 }));
    assertEquals(sequences(await find(history, PAGE)), [5]);
    await close(history);
  });
});

describe("what is kept", () => {
  /** Lets the chores run to their end, and opens the folder again. */
  async function afterChores(folder: string, more: Partial<SqliteHistoryOptions>): Promise<History> {
    const clock = new TurningClock();
    const history = await open(folder, { clock, ...more });
    for (let steps = 0; steps < 10; steps++) {
      clock.advance(steps === 0 ? 200 : 1);
      // Answered behind the step, by the same thread.
      await commit(history, row(1e6 + history.lastSequence + steps, { target: "#other", kind: "JOIN" }));
    }
    await close(history);
    return open(folder);
  }

  async function filled(): Promise<string> {
    const folder = newFolder();
    const history = await open(folder);
    const rows = Array.from({ length: 20 }, (_, place) => row(place + 1, { body: `word${place + 1}` }));
    await commit(history, ...rows);
    await close(history);
    return folder;
  }

  const search = { kind: "search", targets: ["#a"], asOf: 1e9, limit: 10 } as const;

  test("is found whether it is listed already or not", async () => {
    const folder = await filled();
    await close(await afterChores(folder, {}));
    const history = await open(folder);
    const from = history.lastSequence + 1;
    const rows = [from, from + 1, from + 2].map((sequence) => row(sequence, { body: "word20" }));
    await commit(history, ...rows);
    const page = async (more: object): Promise<readonly string[]> =>
      bodies(await find(history, { ...PAGE, ...more }));
    assertEquals(await page({ limit: 5 }), ["word19", "word20", "word20", "word20", "word20"]);
    assertEquals(await page({ limit: 2 }), ["word20", "word20"]);
    const first = { take: "first", after: { timeMs: 19_000 } };
    assertEquals((await page(first)).length, 4);
    assertEquals(await page({ ...first, limit: 2 }), ["word20", "word20"]);
    const targets = {
      kind: "targets",
      targets: ["#a", "#other"],
      afterMs: 0,
      beforeMs: 1e12,
      asOf: 1e9,
      limit: 9,
    } as const;
    const [joined = 0] = sequences(await find(history, { ...PAGE, target: "#other", limit: 1 }));
    assertEquals(sequences(await find(history, targets)), [joined, from + 2]);
    assertEquals(sequences(await find(history, { ...targets, asOf: from })), [20, joined]);
    const words = { ...search, terms: ["word20"] };
    assertEquals(sequences(await find(history, words)), [from + 2, from + 1, from, 20]);
    assertEquals(sequences(await find(history, { ...words, limit: 3 })), [from + 2, from + 1, from]);
    await close(history);
  });

  test("is everything by default", async () => {
    const history = await afterChores(await filled(), {});
    assertEquals((await find(history, PAGE)).length, 20);
    await close(history);
  });

  test("is bounded in rows", async () => {
    const history = await afterChores(await filled(), { retention: { rowsMax: 3 } });
    assertEquals(bodies(await find(history, PAGE)), ["word18", "word19", "word20"]);
    assertEquals(await find(history, { ...search, terms: ["word17"] }), []);
    assertEquals(sequences(await find(history, { ...search, terms: ["word18"] })), [18]);
    await close(history);
  });

  test("is bounded in bytes", async () => {
    const history = await afterChores(await filled(), { retention: { bytesMax: 13 } });
    assertEquals(bodies(await find(history, PAGE)), ["word19", "word20"]);
    await close(history);
  });

  test("is bounded in age", async () => {
    const ageMsMax = new TurningClock().nowMs() + 200 - 18_500;
    const history = await afterChores(await filled(), { retention: { ageMsMax } });
    assertEquals(bodies(await find(history, PAGE)), ["word19", "word20"]);
    await close(history);
  });

  test("is not in the file any more after it was redacted or became too old, and the rest is whole", async () => {
    const folder = newFolder();
    const secrets = ["zqfirstsecret", "zqsecondsecret", "zqthirdsecret"] as const;
    const text = (secret: string): string => `${secret} ${"and so on ".repeat(20)}`;
    const history = await open(folder);
    const [old, indexed, unindexed] = secrets.map((secret, place) =>
      row(place * 10 + 1, { body: text(secret) }),
    );
    assert(old && indexed && unindexed);
    await commit(history, old, indexed);
    await close(history);
    const again = await afterChores(folder, {});
    const from = again.lastSequence + 1;
    const redact = (sequence: number, of: HistoryWrite): HistoryWrite => ({
      ...row(sequence, { body: "" }),
      write: "redaction",
      replyTo: formatMsgid(history.historyId, of),
    });
    const later = row(from, { body: text(secrets[2]) });
    await commit(again, later, row(from + 1, { target: "#b" }));
    await commit(again, redact(from + 20, later), redact(from + 21, indexed));
    await close(again);
    const last = await afterChores(folder, { retention: { rowsMax: 4 } });
    await close(last);
    const file = readFileSync(join(folder, "history.db"));
    assertEquals(
      secrets.filter((secret) => file.includes(secret.slice(3))),
      [],
    );
    assertEquals(checkHistory(folder), []);
    sql(folder, "INSERT INTO full_text (full_text) VALUES ('integrity-check')");
  });

  test("is seen by every query that is asked after it", async () => {
    const history = await open(newFolder());
    for (let sequence = 1; sequence <= 50; sequence++) {
      history.commit([row(sequence)], () => {});
      assertEquals(sequences(await find(history, { ...PAGE, limit: 1 })), [sequence]);
    }
    await close(history);
  });
});

describe("a server that is killed", () => {
  const CHILD = fileURLToPath(new URL("./committing_child.ts", import.meta.url));
  const isDeno = process.versions["deno"] !== undefined;
  const command = [...(isDeno ? ["run", "-A", "--no-check"] : []), CHILD];

  /** @returns the sequences it was told are kept, in their order. */
  async function killedAfter(folder: string, answers: number): Promise<readonly number[]> {
    const child: ChildProcess = spawn(process.execPath, [...command, folder], {
      cwd: dirname(dirname(dirname(CHILD))),
      stdio: ["ignore", "pipe", "inherit"],
    });
    assert(child.stdout);
    const told: number[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      told.push(Number(line));
      if (told.length === answers) child.kill("SIGKILL");
    }
    return told;
  }

  test("has kept whatever it said it had, whole and in order, and leaves no lock", async () => {
    const folder = join(newFolder(), "killed");
    mkdirSync(folder);
    const told: number[] = [];
    for (const answers of [1, 40, 333]) told.push(...(await killedAfter(folder, answers)));

    const history = await open(folder);
    const found = sequences(await find(history, PAGE));
    const kept = new Set(found);
    assertEquals(
      told.filter((sequence) => !kept.has(sequence)),
      [],
    );
    // Two rows of each sequence, and a step of the order wherever a server began.
    const once = found.filter((_, place) => place % 2 === 0);
    const gaps = once.map((sequence, place) => sequence - (once[place - 1] ?? 0));
    assertEquals(
      found,
      once.flatMap((sequence) => [sequence, sequence]),
    );
    assertEquals([...new Set(gaps)], [1, 1 + ORDER_STEP]);
    await close(history);
  });
});
