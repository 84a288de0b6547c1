/** What must be on the disk first: the rules hear of it then, and their answer comes in the turn of what was asked. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { Chat } from "../../src/chat/chat.ts";
import { Delivery } from "../../src/network/delivery.ts";
import { NO_CAPABILITIES } from "../../src/protocol/capabilities.ts";
import {
  CONSOLE_SESSION,
  type Effect,
  type Entry,
  NO_SESSION,
  type SessionId,
  type StampedEntry,
} from "../../src/protocol/effects.ts";
import type { LastingOutcome } from "../../src/protocol/lasting.ts";
import { HELD_EFFECTS_MAX } from "../../src/protocol/limits.ts";
import { Pipeline } from "../../src/server/pipeline.ts";
import { deafRecipient } from "../helpers/deaf-recipient.ts";
import { BOB, lasting, lastingRows, row } from "../helpers/history-rows.ts";
import { RULE_SETTINGS } from "../helpers/rule-settings.ts";
import { SlowHistory } from "../helpers/slow-history.ts";

/** What the rules say to a command of this name, in the entry's place. */
type Script = Readonly<Record<string, (sequence: number, session: SessionId) => readonly Effect[]>>;

/** Rules that say what a test wants; to outcomes they say what its script has for "kept" and "failed". */
class PlayedChat extends Chat {
  readonly #script: Script;

  constructor(script: Script) {
    super({ historyId: "test", startedAtMs: 0, settings: RULE_SETTINGS });
    this.#script = script;
  }

  override apply({ sequence, entry }: StampedEntry): Effect[] {
    return [...(this.#script[commandOf(entry)]?.(sequence, sessionOf(entry)) ?? [])];
  }
}

function commandOf(entry: Entry): string {
  if (entry.kind === "kept") return entry.isKept ? "kept" : "failed";
  return entry.kind === "message" ? entry.message.command : entry.kind;
}

function sessionOf(entry: Entry): SessionId {
  return "session" in entry ? entry.session : NO_SESSION;
}

// Any outcome does: the pipeline hands it on as it is.
const OUTCOME = { kind: "account-dropped", id: "a", name: "alice" } as const satisfies LastingOutcome;

const keep = (sequence: number, session: SessionId, key = "a"): Effect => ({
  kind: "keep",
  session,
  writes: [lasting(sequence, key)],
  outcome: OUTCOME,
});

const say = (to: SessionId, word: string): Effect => ({
  kind: "standard",
  to,
  reply: { severity: "NOTE", command: "", code: word, context: [] },
});

const deliver = (sequence: number, command: string): Effect => ({
  kind: "deliver",
  to: [1, 2],
  sender: 1,
  event: { command, params: [], source: BOB, sequence, index: 0, timeMs: sequence },
  needsRecord: false,
  needs: NO_CAPABILITIES,
});

const named = (session: SessionId, nick: string): Effect => ({
  kind: "identity",
  session,
  source: { ...BOB, nick },
});

const question = (to: SessionId): Effect => ({
  kind: "history",
  to,
  query: { kind: "page", target: "#a", take: "last", limit: 10, asOf: 1_000 },
  view: { purpose: "page", target: "#a", self: "me" },
});

const SCRIPT: Script = {
  REGISTER: (sequence, session) => [keep(sequence, session), say(session, "rest")],
  kept: (sequence, session) => [say(session, "made"), deliver(sequence, "ACCOUNT")],
  failed: (_, session) => [say(session, "not made")],
  PRIVMSG: (sequence) => [{ kind: "record", session: 1, write: row(sequence) }, deliver(sequence, "PRIVMSG")],
  PING: (_, session) => [say(session, "pong")],
  HISTORY: (_, session) => [question(session)],
  QUIT: (_, session) => [{ kind: "close", session, reason: { kind: "closed" } }],
};

function setUp(script: Script = SCRIPT) {
  const history = new SlowHistory();
  const delivery = new Delivery();
  const seen: string[] = [];
  const entries: Entry[] = [];
  const pipeline = new Pipeline({
    chat: new PlayedChat({ ...SCRIPT, ...script }),
    history,
    delivery,
    observer: {
      came() {},
      went() {},
      acted: () => {},
      skipped: (_, error) => seen.push(`skipped: ${error}`),
      fault: (error) => seen.push(`fault: ${error}`),
    },
    disk: { waits() {}, answered() {} },
    submit: (entry) => submit(entry),
    rehash() {},
  });
  let sequence = 0;
  const submit = (entry: Entry): void => {
    if (entry.kind === "kept") entries.push(entry);
    pipeline.decide({ sequence: ++sequence, timeMs: sequence * 1_000, entry });
  };
  const add = (id: SessionId): void => {
    const tell = (word: string) => seen.push(`${id} ${word}`);
    delivery.add(
      id,
      deafRecipient({
        tell: (words) => words.kind === "standard" && tell(words.reply.code),
        receive: ({ command }) => tell(command),
        receiveOwn: ({ command }) => tell(command),
        identify: ({ nick }) => tell(`=${nick}`),
        showHistory: () => tell("history"),
        beginAnswer: () => tell("{"),
        endAnswer: () => tell("}"),
        close: () => tell("bye"),
      }),
    );
  };
  for (const id of [CONSOLE_SESSION, 1, 2]) add(id);
  const ask = (session: SessionId, command: string): void =>
    submit({
      kind: "message",
      session,
      message: { command, params: [] },
      capabilities: NO_CAPABILITIES,
    });
  /** What a session has read. */
  const read = (id: SessionId): string =>
    seen
      .filter((line) => line.startsWith(`${id} `))
      .map((line) => line.slice(2))
      .join(" ");
  return { history, delivery, seen, entries, submit, ask, read };
}

describe("what must be kept first", () => {
  test("is told of when it is on the disk, within the answer to what was asked", () => {
    const { history, entries, ask, read } = setUp();
    ask(1, "REGISTER");
    assertEquals([read(1), entries], ["", []]);
    history.answer();
    assertEquals(entries, [{ kind: "kept", session: 1, outcome: OUTCOME, isKept: true }]);
    assertEquals(lastingRows(history), ['account a: {"n":1}']);
    assertEquals(read(1), "{ made rest } ACCOUNT");
  });

  test("is not so where the disk refuses it", () => {
    const { history, entries, ask, read } = setUp();
    ask(1, "REGISTER");
    history.answer(new Error("full"));
    assertEquals(entries, [{ kind: "kept", session: 1, outcome: OUTCOME, isKept: false }]);
    assertEquals([read(1), lastingRows(history)], ["{ not made rest }", []]);
  });

  test("comes with the rows of its entry, or not at all", () => {
    const { history, ask } = setUp({
      BOTH: (sequence, session) => [
        { kind: "record", session, write: row(sequence) },
        keep(sequence, session, "a"),
        keep(sequence, session, "b"),
      ],
    });
    ask(1, "BOTH");
    assertEquals(history.unkept, 1);
    history.answer();
    assertEquals([history.kept.length, lastingRows(history).length], [1, 2]);
  });

  test("is answered in its turn, though others' words are under way; nobody else waits, and events stay in order", () => {
    const { history, ask, read } = setUp();
    ask(1, "REGISTER");
    ask(1, "PING");
    ask(2, "PRIVMSG");
    ask(2, "PING");
    history.answer();
    // The outcome was ordered behind the message, which waits for the disk.
    assertEquals([read(1), read(2)], ["{", ""]);
    history.answer();
    assertEquals(read(1), "{ made rest } { pong } PRIVMSG ACCOUNT");
    assertEquals(read(2), "{ PRIVMSG } { pong } ACCOUNT");
  });

  test("may be another name: the newest of several is the one that counts", () => {
    const { history, ask, read } = setUp({
      NICK: (sequence, session) => [deliver(sequence, "NICK"), named(session, `n${sequence}`)],
      kept: (sequence, session) => [named(session, `n${sequence}`), say(session, "made")],
    });
    ask(1, "REGISTER");
    ask(1, "NICK");
    history.answer();
    assertEquals(read(1), "{ made rest } { NICK =n2 } =n3");
  });

  test("several times in one entry is answered one after the other", () => {
    const { history, ask, read } = setUp({
      TWICE: (sequence, session) => [
        keep(sequence, session, "a"),
        say(session, "between"),
        keep(sequence, session, "b"),
        say(session, "rest"),
      ],
      kept: (sequence, session) => [say(session, `made by ${sequence}`)],
    });
    ask(1, "TWICE");
    ask(1, "PING");
    history.answer();
    assertEquals(read(1), "{ made by 3 between made by 4 rest } { pong }");
  });

  test("twice in a row is answered each in its own answer", () => {
    const { history, ask, read } = setUp();
    ask(1, "REGISTER");
    ask(1, "REGISTER");
    history.answer();
    assertEquals(read(1), "{");
    history.answer();
    assertEquals(read(1), "{ made rest } { made rest } ACCOUNT ACCOUNT");
  });

  test("by an outcome is kept again", () => {
    let outcomes = 0;
    const { history, ask, read } = setUp({
      kept: (sequence, session) =>
        ++outcomes === 1 ? [say(session, "one"), keep(sequence, session, "b")] : [say(session, "two")],
    });
    ask(1, "REGISTER");
    history.answer();
    assertEquals(read(1), "{");
    history.answer();
    assertEquals(read(1), "{ one rest } two");
    assertEquals(lastingRows(history).length, 2);
  });
});

describe("what must be kept first, while a question to history is under way", () => {
  test("is answered behind the question", () => {
    const { history, entries, ask, read } = setUp();
    ask(1, "HISTORY");
    ask(1, "REGISTER");
    ask(1, "PING");
    history.answer();
    assertEquals([entries.length, read(1)], [1, "{"]);
    history.findAll();
    assertEquals(read(1), "{ history } { made rest } { pong } ACCOUNT");
  });

  test("is answered where the question has its answer first", () => {
    const { history, ask, read } = setUp();
    ask(1, "HISTORY");
    ask(1, "REGISTER");
    ask(2, "PRIVMSG");
    history.answer();
    history.findAll();
    assertEquals(read(1), "{ history } {");
    history.answer();
    assertEquals(read(1), "{ history } { made rest } PRIVMSG ACCOUNT");
  });

  test("is answered before a question behind it", () => {
    const { history, ask, read } = setUp();
    ask(1, "REGISTER");
    ask(2, "PRIVMSG");
    ask(1, "HISTORY");
    history.answer();
    history.findAll();
    assertEquals(read(1), "{");
    history.answer();
    history.findAll();
    assertEquals(read(1), "{ made rest } PRIVMSG { history } ACCOUNT");
  });

  test("is answered behind another one and its question, which are over when its turn comes", () => {
    const { history, ask, read } = setUp();
    for (const command of ["REGISTER", "HISTORY", "REGISTER"]) ask(1, command);
    history.answer();
    ask(2, "PRIVMSG");
    history.answer();
    assertEquals(read(1), "{ made rest } {");
    history.findAll();
    assertEquals(read(1), "{ made rest } { history } {");
    history.answer();
    assertEquals(read(1), "{ made rest } { history } { made rest } ACCOUNT PRIVMSG ACCOUNT");
  });
});

describe("what must be kept first, for somebody who", () => {
  test("has gone meanwhile, is so all the same and told to nobody", () => {
    const { history, delivery, entries, ask, read } = setUp();
    ask(1, "REGISTER");
    ask(1, "QUIT");
    history.answer();
    assertEquals(entries, [{ kind: "kept", session: 1, outcome: OUTCOME, isKept: true }]);
    assertEquals([read(1), read(2)], ["{ made rest } { bye", "ACCOUNT"]);
    assertEquals(delivery.get(1), undefined);
  });

  test("has gone before it left, is so all the same and told to nobody", () => {
    const { history, delivery, entries, ask, read } = setUp();
    ask(1, "REGISTER");
    delivery.remove(1);
    history.answer();
    assertEquals([entries.length, read(1), read(2)], [1, "", "ACCOUNT"]);
    assertEquals(delivery.get(1), undefined);
  });

  test("is ended by it, is told so last", () => {
    const { history, delivery, ask, read } = setUp({
      kept: (_, session) => [{ kind: "close", session, reason: { kind: "closed" } }, say(session, "made")],
    });
    ask(1, "REGISTER");
    history.answer();
    assertEquals([read(1), delivery.get(1)], ["{ made rest } bye", undefined]);
  });

  test("sits at the server's terminal, or is nobody, is kept as ever", () => {
    const { history, entries, ask, submit, read } = setUp({
      disconnect: (sequence) => [keep(sequence, NO_SESSION)],
    });
    ask(CONSOLE_SESSION, "REGISTER");
    submit({ kind: "disconnect", session: NO_SESSION, reason: { kind: "closed" } });
    history.answerAll();
    assertEquals(read(CONSOLE_SESSION), "{ made rest }");
    assertEquals(
      entries.map((entry) => [entry.kind, sessionOf(entry)]),
      [
        ["kept", CONSOLE_SESSION],
        ["kept", NO_SESSION],
      ],
    );
  });

  test("is told too much meanwhile, is answered when it comes", () => {
    const { history, delivery, ask, read } = setUp();
    ask(1, "REGISTER");
    ask(2, "PRIVMSG");
    history.answer();
    assertEquals(read(1), "{");
    for (let count = 0; count < HELD_EFFECTS_MAX; count++) delivery.get(1)?.endBatch();
    assertEquals(read(1), "{ rest }");
    history.answer();
    assertEquals(read(1), "{ rest } PRIVMSG made ACCOUNT");
  });

  test("the rules make a mistake with, is told what comes next", () => {
    const { history, ask, seen } = setUp({
      kept: () => {
        throw new Error("ours");
      },
    });
    ask(1, "REGISTER");
    ask(1, "PING");
    history.answer();
    assertEquals(seen, ["1 {", "skipped: Error: ours", "1 rest", "1 }", "1 {", "1 pong", "1 }"]);
  });
});
