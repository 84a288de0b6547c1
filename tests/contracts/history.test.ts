/** What every history must do; each implementation runs it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, beforeEach, describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import type { History } from "../../src/history/history.ts";
import { memoryHistory } from "../../src/history/memory.ts";
import { openSqliteHistory } from "../../src/history/sqlite.ts";
import type { HistoryWrite, RowWrite } from "../../src/protocol/history.ts";
import type { HistoryQuery, PageQuery, Point, SearchQuery } from "../../src/protocol/history-query.ts";
import { formatMsgid } from "../../src/protocol/msgid.ts";
import {
  ANN,
  BOB,
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

interface Implementation {
  open(): Promise<History>;
  /** Does whatever this implementation does with rows in the long run. */
  age(history: History): Promise<History>;
  /** As a new start of the server does, where rows outlive one. */
  reopen(history: History): Promise<History>;
}

const FOLDER = mkdtempSync(join(tmpdir(), "history-"));
let folder = FOLDER;
let clock = new TurningClock();

const openSqlite = (): Promise<History> => {
  clock = new TurningClock();
  return openSqliteHistory({ folder, clock });
};

const openNewSqlite = (): Promise<History> => {
  folder = mkdtempSync(join(FOLDER, "sqlite-"));
  return openSqlite();
};

async function reopenSqlite(history: History): Promise<History> {
  await close(history);
  return openSqlite();
}

const IMPLEMENTATIONS: Readonly<Record<string, Implementation>> = {
  memory: {
    open: async () => memoryHistory({ messagesMax: 1_000, charactersMax: 100_000 }),
    age: async (history) => history,
    reopen: async (history) => history,
  },
  sqlite: { open: openNewSqlite, age: async (history) => history, reopen: reopenSqlite },
  "sqlite, indexed and opened again": {
    open: openNewSqlite,
    age: async (history) => {
      // The first look sees that rows were written, the second one that no more were.
      clock.advance(400);
      await close(history);
      return openSqlite();
    },
    reopen: reopenSqlite,
  },
};

const ALL = { asOf: 1_000, limit: 100 };
const PAGE = { kind: "page", target: "#a", take: "last", ...ALL } as const satisfies PageQuery;
const SEARCH = { kind: "search", targets: ["#a"], terms: [], ...ALL } as const satisfies SearchQuery;

after(() => rmSync(FOLDER, { recursive: true, force: true }));

for (const [name, { open, age, reopen }] of Object.entries(IMPLEMENTATIONS)) {
  describe(`history: ${name}`, () => {
    let history: History;
    const kept = (sequence: number, more?: Partial<RowWrite>): RowWrite => row(sequence, more);
    const msgid = (sequence: number): string => formatMsgid(history.historyId, { sequence, index: 0 });

    beforeEach(async () => {
      history = await open();
    });
    afterEach(() => close(history));

    test("is empty at the beginning", async () => {
      assertEquals([history.lastSequence, history.lastTimeMs], [0, 0]);
      assertEquals(await find(history, PAGE), []);
      assertEquals(await find(history, SEARCH), []);
    });

    test("answers once for each commit, in order, and queries after them", async () => {
      const answers: string[] = [];
      history.commit([kept(1)], () => answers.push("first"));
      history.commit([], () => answers.push("nothing"));
      history.commit([kept(2), kept(3)], () => answers.push("second"));
      const rows = await find(history, PAGE);
      assertEquals(answers, ["first", "nothing", "second"]);
      assertEquals(sequences(rows), [1, 2, 3]);
    });

    test("gives rows back as they were", async () => {
      const writes = [
        kept(1, { source: ANN, body: "a\n\nb 😀 \u0001", senderId: "ann" }),
        kept(2, {
          cuts: [3, 5],
          body: "one body",
          tags: { "+draft/x": "é;\\", "+y": "" },
          replyTo: msgid(1),
        }),
        kept(2, { index: 1, kind: "MODE", params: ["+o", "bob"], body: "" }),
        kept(40, { kind: "TAGMSG", body: "", tags: { "+draft/react": "👍" }, replyTo: "another-1-0" }),
      ];
      await commit(history, ...writes);
      history = await age(history);
      assertEquals(await find(history, PAGE), writes);
    });

    describe("a page", () => {
      beforeEach(() =>
        commit(
          history,
          ...[1, 2, 3, 4, 5].map((n) => kept(n)),
          kept(6, { target: "#b" }),
          kept(7, { kind: "JOIN" }),
        ),
      );

      test("is of one target", async () => {
        assertEquals(sequences(await find(history, { ...PAGE, target: "#b" })), [6]);
        assertEquals(sequences(await find(history, { ...PAGE, target: "#none" })), []);
      });

      test("is of several targets as if they were one", async () => {
        const besides = { ...PAGE, target: "#b", besides: ["#a", "#none"], kinds: ["PRIVMSG"] };
        assertEquals(sequences(await find(history, besides)), [1, 2, 3, 4, 5, 6]);
        assertEquals(sequences(await find(history, { ...besides, limit: 2 })), [5, 6]);
        assertEquals(sequences(await find(history, { ...besides, take: "first", limit: 2 })), [1, 2]);
        assertEquals(sequences(await find(history, { ...besides, limit: 0 })), []);
        const centre = { msgid: msgid(6) };
        const around = { kind: "around", target: "#b", besides: ["#a"], centre, asOf: 1_000 } as const;
        assertEquals(sequences(await find(history, { ...around, limit: 4 })), [4, 5, 6, 7]);
        assertEquals(sequences(await find(history, { ...around, limit: 1 })), [6]);
      });

      test("ends with the newest, oldest first (LATEST)", async () => {
        assertEquals(sequences(await find(history, { ...PAGE, limit: 2 })), [5, 7]);
        assertEquals(sequences(await find(history, { ...PAGE, limit: 0 })), []);
        assertEquals(sequences(await find(history, { ...PAGE, after: { msgid: msgid(3) } })), [4, 5, 7]);
      });

      test("ends before a point (BEFORE)", async () => {
        assertEquals(
          sequences(await find(history, { ...PAGE, before: { msgid: msgid(4) }, limit: 2 })),
          [2, 3],
        );
        assertEquals(sequences(await find(history, { ...PAGE, before: { timeMs: 4_000 } })), [1, 2, 3]);
        assertEquals(sequences(await find(history, { ...PAGE, before: { timeMs: 3_999 } })), [1, 2, 3]);
      });

      test("begins behind a point (AFTER)", async () => {
        const after = { ...PAGE, take: "first" } as const;
        assertEquals(
          sequences(await find(history, { ...after, after: { msgid: msgid(2) }, limit: 2 })),
          [3, 4],
        );
        assertEquals(sequences(await find(history, { ...after, after: { timeMs: 2_000 } })), [3, 4, 5, 7]);
        assertEquals(sequences(await find(history, { ...after, after: { timeMs: 9_000 } })), []);
      });

      test("lies between two points, from either end (BETWEEN)", async () => {
        const between = { ...PAGE, after: { msgid: msgid(1) }, before: { timeMs: 5_000 }, limit: 2 };
        assertEquals(sequences(await find(history, { ...between, take: "first" })), [2, 3]);
        assertEquals(sequences(await find(history, { ...between, take: "last" })), [3, 4]);
        assertEquals(
          sequences(await find(history, { ...PAGE, after: { timeMs: 5_000 }, before: { timeMs: 1_000 } })),
          [],
        );
      });

      test("lies between two points in either order, counted from the first one (BETWEEN)", async () => {
        const [message, time] = [{ msgid: msgid(1) }, { timeMs: 5_000 }] as const;
        const page = { ...PAGE, take: "first", eitherWay: true, limit: 2 } as const;
        const between = async (after: Point, before: Point) =>
          sequences(await find(history, { ...page, after, before }));
        assertEquals(await between(message, time), [2, 3]);
        assertEquals(await between(time, message), [3, 4]);
        assertEquals(await between({ msgid: msgid(5) }, { msgid: msgid(1) }), [3, 4]);
        assertEquals(await between({ timeMs: 5_000 }, { timeMs: 1_000 }), [3, 4]);
        assertEquals(await between({ timeMs: 9_000 }, { timeMs: 0 }), [5, 7]);
        assertEquals(await between(message, message), []);
        assertEquals(await between({ msgid: msgid(3) }, { msgid: msgid(2) }), []);
        assertEquals(await between({ timeMs: 9_500 }, { timeMs: 9_000 }), []);
      });

      test("lies around a point and has it (AROUND)", async () => {
        const around = { kind: "around", target: "#a", asOf: 1_000, centre: { msgid: msgid(3) } } as const;
        assertEquals(sequences(await find(history, { ...around, limit: 3 })), [2, 3, 4]);
        assertEquals(sequences(await find(history, { ...around, limit: 2 })), [2, 3]);
        assertEquals(sequences(await find(history, { ...around, limit: 1 })), [3]);
        assertEquals(
          sequences(await find(history, { ...around, centre: { timeMs: 2_500 }, limit: 4 })),
          [1, 2, 3, 4],
        );
      });

      test("points at a place although its message is of another target, or gone", async () => {
        assertEquals(sequences(await find(history, { ...PAGE, after: { msgid: msgid(6) } })), [7]);
        assertEquals(
          sequences(await find(history, { ...PAGE, before: { msgid: msgid(99) }, limit: 1 })),
          [7],
        );
      });

      test("finds nothing around what is no msgid of this history", async () => {
        for (const wrong of ["", "x", "other-3-0", `${history.historyId}-3`, `${history.historyId}-03-0`]) {
          assertEquals(await find(history, { ...PAGE, after: { msgid: wrong } }), []);
          assertEquals(
            await find(history, { kind: "around", target: "#a", centre: { msgid: wrong }, ...ALL }),
            [],
          );
        }
      });

      test("has only the kinds that are asked for", async () => {
        assertEquals(sequences(await find(history, { ...PAGE, kinds: ["JOIN", "PART"] })), [7]);
        assertEquals(sequences(await find(history, { ...PAGE, kinds: [] })), []);
      });

      test("sees nothing from its own sequence on", async () => {
        assertEquals(sequences(await find(history, { ...PAGE, asOf: 4 })), [1, 2, 3]);
        assertEquals(
          sequences(await find(history, { ...PAGE, asOf: 4, before: { timeMs: 9_000 } })),
          [1, 2, 3],
        );
        const around = { kind: "around", target: "#a", limit: 10 } as const;
        assertEquals(
          sequences(await find(history, { ...around, asOf: 3, centre: { msgid: msgid(4) } })),
          [1, 2],
        );
      });
    });

    test("rows of one sequence and of one time keep their order", async () => {
      const writes = [0, 1, 2].map((index) => kept(1, { index }));
      await commit(history, ...writes, kept(2, { timeMs: 1_000 }));
      const second = { msgid: formatMsgid(history.historyId, { sequence: 1, index: 1 }) };
      assertEquals(sequences(await find(history, { ...PAGE, after: second })), [1, 2]);
      assertEquals(sequences(await find(history, { ...PAGE, before: second })), [1]);
      assertEquals(await find(history, { ...PAGE, after: { timeMs: 1_000 } }), []);
      assertEquals(sequences(await find(history, { ...PAGE, after: { timeMs: 999 } })), [1, 1, 1, 2]);
    });

    test("targets are those whose newest row is between two times", async () => {
      await commit(
        history,
        kept(1, { target: "#a" }),
        kept(2, { target: "#b" }),
        kept(3, { target: "ann bob" }),
        kept(4, { target: "#a" }),
        kept(5, { target: "bob zoe" }),
        kept(6, { target: "#secret" }),
        kept(7, { target: "bobby zoe" }),
        kept(8, { target: "#b", kind: "JOIN" }),
      );
      const targets = {
        kind: "targets",
        targets: ["#a", "#b"],
        identity: "bob",
        afterMs: 0,
        beforeMs: 9_000,
        ...ALL,
      } as const;
      const names = async (more: object): Promise<readonly string[]> =>
        (await find(history, { ...targets, ...more })).map(({ target }) => target);
      assertEquals(await names({}), ["ann bob", "#a", "bob zoe", "#b"]);
      assertEquals(await names({ kinds: ["PRIVMSG"] }), ["#b", "ann bob", "#a", "bob zoe"]);
      assertEquals(await names({ afterMs: 3_000, beforeMs: 8_000 }), ["#a", "bob zoe"]);
      assertEquals(await names({ limit: 1 }), ["ann bob"]);
      assertEquals(await names({ asOf: 4 }), ["#a", "#b", "ann bob"]);
      assertEquals(await names({ targets: [], identity: "zoe" }), ["bob zoe", "bobby zoe"]);
    });

    test("finds messages by their msgids, and what answers them", async () => {
      const reaction = kept(3, {
        kind: "TAGMSG",
        body: "",
        tags: { "+draft/react": "+1" },
        replyTo: msgid(1),
      });
      const answer = kept(4, { replyTo: msgid(1) });
      await commit(history, kept(1), kept(2), reaction, answer, kept(5, { replyTo: msgid(2) }));
      assertEquals(
        await find(history, { kind: "messages", msgids: [msgid(4), msgid(1), "x", msgid(9)], ...ALL }),
        [kept(1), answer],
      );
      assertEquals(await find(history, { kind: "messages", msgids: [msgid(4)], asOf: 4, limit: 1 }), []);
      const replies = { kind: "replies", to: [msgid(1)], ...ALL } as const;
      assertEquals(await find(history, replies), [reaction, answer]);
      assertEquals(await find(history, { ...replies, kinds: ["TAGMSG"] }), [reaction]);
      assertEquals(await find(history, { ...replies, limit: 1, asOf: 4 }), [reaction]);
    });

    describe("a redaction", () => {
      const redaction = (sequence: number, replyTo: string, target = "#a") =>
        ({
          ...kept(sequence, { kind: "REDACT", body: "typo", senderId: "ann", source: ANN, target }),
          write: "redaction",
          replyTo,
        }) as const;

      test("takes the words away and keeps the place", async () => {
        await commit(history, kept(1, { body: "oops", tags: { "+a": "b" }, cuts: [1] }), kept(2));
        history = await age(history);
        await commit(history, redaction(3, msgid(1)));
        history = await age(history);
        const { write: _, ...shown } = redaction(3, msgid(1));
        const by = { msgid: msgid(3), timeMs: 3_000, senderId: "ann", source: ANN, reason: "typo" };
        assertEquals(await find(history, PAGE), [kept(2), shown]);
        assertEquals(await find(history, { ...PAGE, withRedacted: true }), [
          kept(1, { body: "", ...({ redaction: by } as object) }),
          kept(2),
          shown,
        ]);
        assertEquals(bodies(await find(history, { kind: "messages", msgids: [msgid(1)], ...ALL })), [""]);
        assertEquals(await find(history, { ...SEARCH, terms: ["oops"] }), []);
      });

      test("comes in the same commit as the message", async () => {
        await commit(history, kept(1), redaction(2, msgid(1)));
        assertEquals(bodies(await find(history, { ...PAGE, kinds: ["PRIVMSG"], withRedacted: true })), [""]);
      });

      test("of another target's message, an unknown or a redacted one changes nothing", async () => {
        await commit(
          history,
          kept(1),
          redaction(2, msgid(1), "#b"),
          redaction(3, msgid(9)),
          redaction(4, "x"),
        );
        assertEquals(await find(history, { ...PAGE, kinds: ["PRIVMSG"] }), [kept(1)]);
        await commit(history, redaction(5, msgid(1)), redaction(6, msgid(1)));
        const [first] = await find(history, {
          ...PAGE,
          limit: 1,
          before: { msgid: msgid(2) },
          withRedacted: true,
        });
        assertEquals(first?.redaction !== "forgotten" && first?.redaction?.msgid, msgid(5));
      });
    });

    describe("lasting rows", () => {
      test("are told as they were written last, each in its place", async () => {
        assertEquals(lastingRows(history), []);
        const other = { kind: "channel", value: "[]", hasHappened: true } as const;
        await commit(history, lasting(1, "a 张"), lasting(1, "b"), lasting(1, "a 张", other));
        await commit(history, lasting(2, "a 张"), gone(2, "b"), gone(2, "c"));
        history = await reopen(history);
        assertEquals(lastingRows(history), ['account a 张: {"n":2}', "channel a 张: []"]);
      });

      test("are written in the order of their commit, among messages", async () => {
        await commit(history, kept(1), lasting(1, "a"), kept(2), gone(3, "a"), lasting(4, "a"), kept(4));
        await commit(history, lasting(5, "b"), gone(6, "b"));
        history = await reopen(history);
        assertEquals(lastingRows(history), ['account a: {"n":4}']);
        assertEquals(sequences(await find(history, PAGE)), [1, 2, 4]);
      });
    });

    test("a lasting row may be older than all that is ordered", async () => {
      const secret = { kind: "secret", hasHappened: true } as const;
      await commit(history, lasting(0, "a", secret));
      await commit(history, kept(1));
      history = await reopen(history);
      await commit(history, lasting(history.lastSequence, "b", { ...secret, value: "1" }));
      history = await reopen(history);
      assertEquals(lastingRows(history), ['secret a: {"n":0}', "secret b: 1"]);
    });

    describe("a person who is forgotten", () => {
      const ann = { senderId: "ann", source: ANN } as const;
      const forget = (sequence: number, senderId = "ann"): HistoryWrite => {
        return { write: "forget", sequence, index: 0, timeMs: sequence * 1_000, senderId };
      };
      const identity = { ...ALL, targets: ["#a"], identity: "bob" };
      const found = async (query: HistoryQuery): Promise<readonly number[]> =>
        sequences(await find(history, query));

      test("is found by no query from then on, and nobody else is touched", async () => {
        await commit(
          history,
          kept(1, { ...ann, body: "secret" }),
          kept(2, { body: "secret, too", senderId: "bob" }),
          kept(3, { ...ann, target: "ann bob", params: ["bob"] }),
          kept(4, { target: "ann bob", params: ["ann"], senderId: "bob" }),
          kept(5, { ...ann, kind: "TAGMSG", body: "", tags: { "+x": "y" }, replyTo: msgid(2) }),
          kept(6, { ...ann, senderId: "another ann" }),
          kept(7, { ...ann, kind: "JOIN" }),
          kept(8, { ...ann, target: "#b" }),
        );
        history = await age(history);
        await commit(history, forget(9));
        for (let turn = 0; turn < 2; turn++) {
          assertEquals(await found({ ...PAGE, withRedacted: true }), [2, 6]);
          assertEquals(await found({ ...PAGE, limit: 2 }), [2, 6]);
          assertEquals(await found({ ...PAGE, target: "ann bob" }), [4]);
          assertEquals(await found({ ...PAGE, kind: "around", centre: { msgid: msgid(5) } }), [2, 6]);
          const targets = { ...identity, kind: "targets", afterMs: 0, beforeMs: 1e9 } as const;
          assertEquals(await found({ ...targets, targets: ["#a", "#b"] }), [4, 6]);
          assertEquals(await found({ ...ALL, kind: "messages", msgids: [1, 2, 3, 4, 8].map(msgid) }), [2, 4]);
          assertEquals(await found({ ...ALL, kind: "replies", to: [msgid(2)] }), []);
          assertEquals(await found({ ...SEARCH, terms: ["secret"] }), [2]);
          assertEquals(await found({ ...SEARCH, ...identity, from: "ann" }), [6]);
          assertEquals(await found({ ...ALL, kind: "sent", senderId: "ann" }), [4]);
          history = await age(history);
        }
      });

      test("has taken words back, which stay taken back", async () => {
        const redaction = {
          ...kept(2, { ...ann, kind: "REDACT", body: "why" }),
          write: "redaction",
        } as const;
        await commit(history, kept(1, { body: "oops" }), { ...redaction, replyTo: msgid(1) }, forget(3));
        for (let turn = 0; turn < 2; turn++) {
          assertEquals(await find(history, PAGE), []);
          const [redacted, ...more] = await find(history, { ...PAGE, withRedacted: true });
          assertEquals(redacted, { ...kept(1, { body: "" }), redaction: "forgotten" });
          assertEquals(more, []);
          history = await age(history);
        }
      });

      test("may say more later, which is kept, and be forgotten again", async () => {
        await commit(history, kept(1, ann), kept(2), forget(3), kept(4, ann));
        await commit(history, kept(5, ann));
        assertEquals(await find(history, PAGE), [kept(2), kept(4, ann), kept(5, ann)]);
        history = await age(history);
        await commit(history, kept(6, ann), forget(7, "nobody"), forget(8), kept(9, ann));
        history = await age(history);
        assertEquals(await found(PAGE), [2, 9]);
      });
    });

    test("finds what somebody has said, and was told in private, page by page", async () => {
      await commit(
        history,
        kept(1, { senderId: "ann" }),
        kept(2, { senderId: "bob" }),
        kept(3, { senderId: "bob", target: "ann bob" }),
        kept(4, { senderId: "ann", target: "#b", kind: "JOIN" }),
        kept(5, { senderId: "bob", target: "bob zoe" }),
        kept(6, { senderId: "ann", target: "#b" }),
      );
      history = await age(history);
      const sent = { ...ALL, kind: "sent", senderId: "ann" } as const;
      const found = async (more: object): Promise<readonly number[]> =>
        sequences(await find(history, { ...sent, ...more }));
      assertEquals(await found({}), [1, 3, 4, 6]);
      assertEquals(await found({ limit: 2 }), [1, 3]);
      assertEquals(await found({ limit: 2, after: { msgid: msgid(3) } }), [4, 6]);
      assertEquals(await found({ after: { msgid: msgid(6) } }), []);
      assertEquals(await found({ after: { msgid: "x" } }), []);
      assertEquals(await found({ kinds: ["PRIVMSG"], asOf: 6 }), [1, 3]);
      assertEquals(await found({ senderId: "nobody" }), []);
    });

    test("a renamed channel takes its history along, and another's stays behind", async () => {
      await commit(
        history,
        kept(1, { target: "#old" }),
        kept(2, { target: "#new", body: "of a former channel" }),
      );
      await commit(
        history,
        { ...kept(3, { target: "#old", kind: "RENAME", body: "why" }), write: "rename", newTarget: "#new" },
        kept(4, { target: "#new" }),
        kept(5, { target: "#old", body: "of a later channel" }),
      );
      history = await age(history);
      assertEquals(await find(history, { ...PAGE, target: "#new" }), [
        kept(1, { target: "#new" }),
        kept(3, { target: "#new", kind: "RENAME", body: "why" }),
        kept(4, { target: "#new" }),
      ]);
      assertEquals(sequences(await find(history, { ...PAGE, target: "#old" })), [5]);
    });

    describe("search", () => {
      const TEXTS = [
        "Hello World, how are you?",
        "机器学习很有趣",
        "学习机器",
        "café CAFÉ naïve ＡＢＣ１２３",
        "mixed 中文text混合 here",
        "カタカナー ひらがな 한국어",
        "it's 3.14 👍 C++ foo_bar",
        "Привет мир",
      ];
      const terms = async (...words: readonly string[]): Promise<readonly number[]> =>
        sequences(await find(history, { ...SEARCH, terms: words }));

      beforeEach(async () => {
        await commit(history, ...TEXTS.map((body, place) => kept(place + 1, { body })));
        history = await age(history);
      });

      test("finds words in any case, whole ones only", async () => {
        assertEquals(await terms("hello"), [1]);
        assertEquals(await terms("WORLD"), [1]);
        assertEquals(await terms("hell"), []);
        assertEquals(await terms("привет"), [8]);
      });

      test("finds all of several words, and phrases", async () => {
        assertEquals(await terms("world", "hello"), [1]);
        assertEquals(await terms("hello world"), [1]);
        assertEquals(await terms("world hello"), []);
        assertEquals(await terms("hello", "mixed"), []);
      });

      test("finds Chinese, Japanese and Korean words of any length, newest first", async () => {
        assertEquals(await terms("学习"), [3, 2]);
        assertEquals(await terms("机"), [3, 2]);
        assertEquals(await terms("机器学习"), [2]);
        assertEquals(await terms("器机"), []);
        assertEquals(await terms("カナー"), [6]);
        assertEquals(await terms("국어"), [6]);
      });

      test("finds mixed scripts, accents, full width, numbers and pictures", async () => {
        assertEquals(await terms("文text混"), [5]);
        assertEquals(await terms("text"), [5]);
        assertEquals(await terms("cafe"), [4]);
        assertEquals(await terms("abc123"), [4]);
        assertEquals(await terms("3.14"), [7]);
        assertEquals(await terms("👍"), [7]);
        assertEquals(await terms("bar"), [7]);
      });

      test("finds nothing for what has no words in it, and takes operators for words", async () => {
        assertEquals(await terms("?!"), []);
        assertEquals(await terms('" OR *'), []);
        assertEquals(await terms("hello AND world"), []);
        assertEquals(await terms("NEAR(hello world)"), []);
      });

      test("is bounded in number, time, person, and in what the asker may read", async () => {
        await commit(
          history,
          kept(11, { body: "学习", source: ANN, target: "#b" }),
          kept(12, { body: "学习", target: "ann bob" }),
          kept(13, { body: "学习", target: "ann eve" }),
          kept(14, { body: "学习", kind: "TOPIC" }),
        );
        history = await age(history);
        const search = { ...SEARCH, terms: ["学习"] };
        const found = async (more: object): Promise<readonly number[]> =>
          sequences(await find(history, { ...search, ...more }));
        assertEquals(await found({ limit: 1 }), [3]);
        assertEquals(await found({ before: { timeMs: 3_000 } }), [2]);
        assertEquals(await found({ after: { msgid: msgid(2) } }), [3]);
        assertEquals(await found({ asOf: 3 }), [2]);
        assertEquals(await found({ targets: ["#a", "#b"] }), [11, 3, 2]);
        assertEquals(await found({ targets: ["#b"], identity: "bob" }), [12, 11]);
        assertEquals(await found({ targets: [] }), []);
        assertEquals(await found({ targets: ["#a", "#b"], from: "ANN" }), [11]);
        assertEquals(await found({ from: BOB.nick.toLowerCase(), terms: [], limit: 2 }), [8, 7]);
        assertEquals(await found({ from: "nobody" }), []);
      });
    });

    test("has nothing to say about a disk that works", async () => {
      await commit(history, kept(1));
      assertEquals(history.state(), {
        waitingSinceMs: undefined,
        lastError: undefined,
        keptRows: 0,
        lostRows: 0,
      });
    });
  });
}
