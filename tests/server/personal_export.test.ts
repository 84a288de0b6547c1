/** Copies of accounts: who gets one, how often, and what is in it. */
import { describe, test } from "node:test";
import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import type { History } from "../../src/history/history.ts";
import { memoryHistory } from "../../src/history/memory.ts";
import type { Recipient } from "../../src/network/delivery.ts";
import { pairTarget } from "../../src/protocol/history.ts";
import { EXPORT_LINK_MS, EXPORT_PAGE_MS, EXPORT_PAGE_ROWS, EXPORTS_MAX } from "../../src/protocol/limits.ts";
import { formatMsgid } from "../../src/protocol/msgid.ts";
import type { PersonalCopy } from "../../src/protocol/personal-copy.ts";
import type { Words } from "../../src/protocol/words.ts";
import { PersonalExports } from "../../src/server/personal-export/exports.ts";
import { deafRecipient } from "../helpers/deaf-recipient.ts";
import { FakeClock } from "../helpers/fake-clock.ts";
import { BOB, commit, row } from "../helpers/history-rows.ts";

const ALICE = "account-1";
const BOBS = "guest-2";

function copyOf(id = ALICE, more: Partial<PersonalCopy> = {}): PersonalCopy {
  return {
    id,
    version: 1,
    name: "alice",
    registeredAtMs: 1_000,
    email: "alice@example.org",
    settings: { alwaysOn: true },
    channels: [{ name: "#Garden", letter: "q" }],
    presentIn: ["#Garden", "#tea"],
    metadata: { "display-name": "Alice 张" },
    markers: [{ place: "#tea", timeMs: 5_000 }],
    asOf: 1_000_000,
    madeAtMs: 2_000_000,
    ...more,
  };
}

class Desk {
  readonly clock = new FakeClock();
  readonly history: History;
  readonly current = new Set<number>([1]);
  readonly exports: PersonalExports;

  constructor(history: History = memoryHistory({ messagesMax: 1_000, charactersMax: 1_000_000 }, "test")) {
    this.history = history;
    const { clock } = this;
    this.exports = new PersonalExports({
      clock,
      history,
      isCurrent: ({ version }) => this.current.has(version),
    });
  }

  /** What NickServ says. */
  ask(copy = copyOf(), at: Pick<Recipient, "reachedAt"> = { reachedAt: "10.0.0.9:8081" }): string[] {
    const told: string[] = [];
    const tell = (words: Words): void =>
      void (words.kind === "notice" && told.push([words.name, ...words.params].join(" ")));
    this.exports.offer(copy, deafRecipient({ tell, ...at }));
    return told;
  }

  /** The token that somebody is given. */
  token(copy = copyOf()): string {
    const [, token] = /\/export\/(\S+)/.exec(this.ask(copy).join()) ?? [];
    assert(token !== undefined);
    return token;
  }

  async file(copy = copyOf()): Promise<Record<string, unknown>[]> {
    return await recordsOf(this.exports.open(this.token(copy)));
  }
}

async function textOf(chunks: AsyncIterable<string> | undefined): Promise<string> {
  let text = "";
  for await (const chunk of chunks ?? []) text += chunk;
  return text;
}

async function recordsOf(chunks: AsyncIterable<string> | undefined): Promise<Record<string, unknown>[]> {
  const lines = (await textOf(chunks)).split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe("a link", () => {
  test("leads to where its owner has reached the server, or says its path", () => {
    const desk = new Desk();
    assertMatch(desk.ask().join("|"), /^export-link http:\/\/10\.0\.0\.9:8081\/export\/[0-9a-v]{26} 10$/);
    assertMatch(desk.ask(copyOf(), {}).join("|"), /^export-path \/export\/[0-9a-v]{26} 10$/);
  });

  test("opens once", async () => {
    const desk = new Desk();
    const token = desk.token();
    assert((await textOf(desk.exports.open(token))).length > 0);
    assertEquals(desk.exports.open(token), undefined);
    assertEquals(desk.exports.open(""), undefined);
  });

  test("opens for ten minutes, and no more once there is a newer one", () => {
    const desk = new Desk();
    const old = desk.token();
    const [first, second] = [desk.token(), desk.token(copyOf("account-2"))];
    assertEquals(desk.exports.open(old), undefined);
    desk.clock.advance(EXPORT_LINK_MS - 1);
    assert(desk.exports.open(first));
    desk.clock.advance(1);
    assertEquals(desk.exports.open(second), undefined);
  });

  test("opens nothing once the account has another password, or is no more", () => {
    const desk = new Desk();
    const token = desk.token();
    desk.current.clear();
    assertEquals(desk.exports.open(token), undefined);
  });

  test("is refused while a copy is on its way, and given again when it has arrived or was given up", async () => {
    const desk = new Desk();
    for (const end of ["arrives", "is given up"]) {
      const chunks = desk.exports.open(desk.token())?.[Symbol.asyncIterator]();
      await chunks?.next();
      assertEquals(desk.ask(), ["export-running"]);
      if (end === "arrives") while ((await chunks?.next())?.done === false);
      else await chunks?.return?.();
      assertMatch(desk.ask().join("|"), /^export-link /);
    }
  });

  test("is refused where too many are waiting, until they are too old", () => {
    const desk = new Desk();
    for (let number = 0; number < EXPORTS_MAX; number++) desk.token(copyOf(`account-${number}`));
    assertEquals(desk.ask(copyOf("account-x")), ["export-busy"]);
    // Whoever has one may have another.
    assertMatch(desk.ask(copyOf("account-0")).join("|"), /^export-link /);
    desk.clock.advance(EXPORT_LINK_MS);
    assertMatch(desk.ask(copyOf("account-x")).join("|"), /^export-link /);
  });
});

describe("a copy", () => {
  test("begins with the account, without what proves it, and ends with a count", async () => {
    assertEquals(await new Desk().file(), [
      {
        record: "account",
        name: "alice",
        email: "alice@example.org",
        madeAt: "1970-01-01T00:33:20.000Z",
        registeredAt: "1970-01-01T00:00:01.000Z",
        settings: { alwaysOn: true },
      },
      { record: "access", channel: "#Garden", mode: "q" },
      { record: "presence", channel: "#Garden" },
      { record: "presence", channel: "#tea" },
      { record: "metadata", key: "display-name", value: "Alice 张" },
      { record: "marker", place: "#tea", readUntil: "1970-01-01T00:00:05.000Z" },
      { record: "end", messages: 0 },
    ]);
  });

  test("has what its owner said and was told in private, under names as they are shown", async () => {
    const desk = new Desk();
    const alice = { senderId: ALICE, source: { ...BOB, nick: "alice" } };
    const pair = pairTarget(ALICE, BOBS);
    await commit(desk.history, row(1, { ...alice, body: "in the open", replyTo: "test-z-0" }));
    await commit(desk.history, row(2, { ...alice, target: "#tea:k-1234", body: "behind a door" }));
    await commit(desk.history, row(3, { ...alice, target: "@#tea:k-1234", body: "to operators" }));
    await commit(desk.history, row(4, { ...alice, target: "#tea 77", body: "in a former room" }));
    await commit(desk.history, row(5, { ...alice, target: pair, params: ["Bob"], body: "to Bob" }));
    await commit(desk.history, row(6, { senderId: BOBS, target: pair, params: ["alice"], body: "from Bob" }));
    await commit(desk.history, row(7, { senderId: BOBS, body: "to others" }));
    await commit(desk.history, row(8, { ...alice, kind: "KICK", params: ["eve"], body: "enough" }));
    await commit(desk.history, row(9, { ...alice, body: "after it was asked for" }));

    const said = (await desk.file(copyOf(ALICE, { asOf: 9 }))).filter(({ record }) => record === "said");
    assertEquals(
      said.map(({ from, to, text }) => `${from} ${to} ${text}`),
      [
        "alice #a in the open",
        "alice #tea behind a door",
        "alice @#tea to operators",
        "alice #tea in a former room",
        "alice Bob to Bob",
        "Bob alice from Bob",
        "alice #a enough",
      ],
    );
    assertEquals(said[0], {
      record: "said",
      time: "1970-01-01T00:00:01.000Z",
      msgid: formatMsgid("test", { sequence: 1, index: 0 }),
      kind: "PRIVMSG",
      from: "alice",
      to: "#a",
      text: "in the open",
      replyTo: "test-z-0",
    });
    assertEquals(said.at(-1)?.["params"], ["eve"]);
    assert(!JSON.stringify(said).includes(BOB.host));
    assert(!JSON.stringify(said).includes(ALICE));
  });

  test("says of what was taken back that it was", async () => {
    const desk = new Desk();
    await commit(desk.history, row(1, { senderId: ALICE, body: "secret" }));
    const msgid = formatMsgid("test", { sequence: 1, index: 0 });
    await commit(desk.history, { ...row(2), write: "redaction", senderId: ALICE, replyTo: msgid, body: "" });
    const [said] = (await desk.file()).filter(({ record }) => record === "said");
    assertEquals([said?.["takenBack"], said?.["text"]], [true, undefined]);
  });

  test("is whole, however much was said in however long a time, and asks for little of it at a time", async () => {
    const desk = new Desk();
    const timesMs: number[] = [];
    // As many as two pages within one stretch of time, at its edges, and long afterwards.
    for (let number = 0; number < 2 * EXPORT_PAGE_ROWS; number++) timesMs.push(1_000 + number);
    for (const step of [1, 2, 3, 30]) {
      const edgeMs = 1_000 + step * EXPORT_PAGE_MS;
      timesMs.push(edgeMs - 1, edgeMs, edgeMs + 1);
    }
    for (const [index, timeMs] of timesMs.entries())
      await commit(desk.history, row(index + 1, { timeMs, senderId: ALICE, body: `said ${index}` }));

    const limits: number[] = [];
    const find: History["find"] = (query, done) => {
      limits.push(query.limit);
      desk.history.find(query, done);
    };
    const watched = new Desk({ ...desk.history, historyId: "test", find });
    const records = await watched.file(copyOf(ALICE, { madeAtMs: timesMs.at(-1) ?? 0 }));
    const said = records.filter(({ record }) => record === "said");
    assertEquals(
      said.map(({ text }) => text),
      timesMs.map((_, index) => `said ${index}`),
    );
    assertEquals(records.at(-1), { record: "end", messages: timesMs.length });
    assert(limits.every((limit) => limit === EXPORT_PAGE_ROWS));
  });

  test("comes in pieces that fit, however long its lines are", async () => {
    const desk = new Desk(memoryHistory({ messagesMax: 1_000, charactersMax: 10_000_000 }, "test"));
    const body = "w".repeat(60_000);
    for (let sequence = 1; sequence <= EXPORT_PAGE_ROWS; sequence++)
      await commit(desk.history, row(sequence, { senderId: ALICE, body }));
    const lengths: number[] = [];
    for await (const piece of desk.exports.open(desk.token()) ?? []) lengths.push(piece.length);
    assert(lengths.length > EXPORT_PAGE_ROWS && Math.max(...lengths) < 100_000, lengths.join());
  });

  test("has no end where history fails", async () => {
    const desk = new Desk();
    const find: History["find"] = (_query, done) => done(new Error("the disk is gone"));
    const broken = new Desk({ ...desk.history, historyId: "test", find });
    const chunks = broken.exports.open(broken.token());
    await assertRejects(() => textOf(chunks), Error, "the disk is gone");
    assertMatch(broken.ask().join("|"), /^export-link /);
  });
});
