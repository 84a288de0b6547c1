/** Metadata of accounts: on the disk first, with all devices, through log in, log out and restarts. */
import { describe, test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import { endAccount } from "../../../src/chat/accounts/ending.ts";
import { restore } from "../../../src/chat/restore.ts";
import type { Effect, Entry } from "../../../src/protocol/effects.ts";
import type { LastingRow, LastingWrite } from "../../../src/protocol/lasting.ts";
import { METADATA_KEYS_MAX } from "../../../src/protocol/limits.ts";
import { Playground } from "../playground.ts";
import { AWARE, asking, come, login, metadata, only, people, register } from "./people.ts";

/** Alice with an account, and Bob who has subscribed and shares a channel with her. */
function village(): Playground {
  const play = people("alice", "bob");
  register(play, 1);
  metadata(play, 2, "*", "SUB", "status", "avatar");
  play.ask(1, "JOIN", "#c");
  play.ask(2, "JOIN", "#c");
  return play;
}

type Keep = Effect & { readonly kind: "keep" };

/** What is to be kept, and the entry that comes back. */
function keepOf(
  play: Playground,
  ...params: readonly string[]
): { keep: Keep; answer(isKept?: boolean): string[] } {
  const [keep, ...others] = play.effects(1, "METADATA", ...params);
  assert(keep?.kind === "keep");
  assertEquals(others, []);
  const { session, outcome } = keep;
  return {
    keep,
    answer: (isKept = true) => play.decide({ kind: "kept", session, outcome, isKept }),
  };
}

function idOf(play: Playground, name = "alice"): string {
  return play.chat.accounts.named(name)?.id ?? "";
}

describe("an account's metadata", () => {
  test("is told when it is on the disk, one row for each key", () => {
    const play = village();
    const { keep, answer } = keepOf(play, "*", "SET", "status", "busy");
    const [write, ...others] = keep.writes;
    assertEquals(others, []);
    assert(write?.write === "lasting");
    const { kind, key, value, hasHappened } = write;
    assertEquals(
      { kind, key, value, hasHappened },
      { kind: "metadata", key: `${idOf(play)} status`, value: '"busy"', hasHappened: false },
    );
    assertEquals(metadata(play, 2, "alice", "LIST"), []);
    assertEquals(answer(), ["1< RPL_KEYVALUE alice status * busy", "2< RPL_KEYVALUE alice status * busy"]);
    assertEquals(metadata(play, 2, "alice", "LIST"), ["2< RPL_KEYVALUE alice status * busy"]);
  });

  test("stays what it was where the disk refuses", () => {
    const play = village();
    metadata(play, 1, "*", "SET", "status", "busy");
    assertEquals(keepOf(play, "*", "SET", "status", "idle").answer(false), [
      "1< FAIL TEMPORARILY_UNAVAILABLE alice",
    ]);
    assertEquals(keepOf(play, "*", "CLEAR").answer(false), ["1< FAIL TEMPORARILY_UNAVAILABLE alice"]);
    assertEquals(metadata(play, 2, "alice", "LIST"), ["2< RPL_KEYVALUE alice status * busy"]);
  });

  test("takes changes under way into account: the last one counts, and no key is one too many", () => {
    const play = village();
    metadata(play, 1, "*", "SET", "status", "0");
    const first = keepOf(play, "*", "SET", "status", "1");
    const second = keepOf(play, "*", "SET", "status", "0");
    first.answer();
    second.answer();
    assertEquals(metadata(play, 1, "*", "GET", "status"), ["1< RPL_KEYVALUE alice status * 0"]);
    const under = Array.from({ length: METADATA_KEYS_MAX - 1 }, (_, index) =>
      keepOf(play, "*", "SET", `k${index}`, "x"),
    );
    const full = [`1< FAIL LIMIT_REACHED SET alice ${METADATA_KEYS_MAX}`];
    assertEquals(play.ask(1, "METADATA", "*", "SET", "more", "x"), full);
    keepOf(play, "*", "SET", "k0", "y");
    under[0]?.answer(false);
    under[1]?.answer();
    const cleared = keepOf(play, "*", "CLEAR").keep.outcome;
    assert(cleared.kind === "metadata-changed");
    assertEquals(cleared.changes.length, METADATA_KEYS_MAX);
  });

  test("has room again for what the disk has refused, and for what was taken away", () => {
    const play = village();
    for (let index = 0; index < METADATA_KEYS_MAX; index++)
      keepOf(play, "*", "SET", `k${index}`, "x").answer(false);
    keepOf(play, "*", "SET", "more", "x").answer();
    keepOf(play, "*", "SET", "more").answer();
    assertEquals(play.chat.metadata.keys(idOf(play)), new Set());
  });

  test("is kept though who asked has gone meanwhile, and others are told", () => {
    const play = village();
    play.attach(3, 1);
    const { answer } = keepOf(play, "*", "SET", "status", "busy");
    play.leave(1);
    assertEquals(answer(), ["2< RPL_KEYVALUE alice status * busy"]);
  });

  test("is changed by operators of the server, also then on the disk first", () => {
    const play = village();
    play.console();
    play.ask(0, "OP", "bob");
    assertEquals(play.decide(asking(2, "alice", "SET", "status", "x")), ["keep metadata-changed"]);
    metadata(play, 1, "*", "SUB", "status");
    assertEquals(metadata(play, 2, "alice", "SET", "status", "y"), [
      "2< RPL_KEYVALUE alice status * y",
      "1< RPL_KEYVALUE alice status * y",
      "acted: bob metadata alice status",
    ]);
  });
});

describe("who logs in", () => {
  test("has the account's, and brings along what the account has not", () => {
    const play = village();
    metadata(play, 1, "*", "SET", "status", "busy");
    play.leave(1);
    come(play, 3, "guest");
    play.ask(3, "JOIN", "#c");
    metadata(play, 3, "*", "SET", "status", "new here");
    metadata(play, 3, "*", "SET", "avatar", "a");
    const effects = play.chat.apply({
      sequence: 1_000,
      timeMs: 5_000,
      entry: { kind: "login", session: 3, account: idOf(play), version: 1, way: "service" },
    });
    const rows = effects.flatMap((effect) =>
      effect.kind === "record" && effect.write.write === "lasting" && effect.write.kind === "metadata"
        ? [effect.write.key]
        : [],
    );
    assertEquals(rows, [`${idOf(play)} avatar`]);
    const nick = play.userOf(3).nick;
    assertEquals(metadata(play, 2, nick, "LIST"), [
      `2< RPL_KEYVALUE ${nick} status * busy`,
      `2< RPL_KEYVALUE ${nick} avatar * a`,
    ]);
  });

  test("brings along only what there is room for, and leaves nothing behind", () => {
    const play = people("alice", "guest");
    register(play, 1);
    for (let index = 0; index < METADATA_KEYS_MAX - 1; index++)
      metadata(play, 1, "*", "SET", `k${index}`, "x");
    play.leave(1);
    metadata(play, 2, "*", "SET", "a", "x");
    metadata(play, 2, "*", "SET", "b", "x");
    const { id } = play.userOf(2);
    login(play, 2, "alice");
    assertEquals(play.chat.metadata.of(id).size, 0);
    assertEquals(play.chat.metadata.of(idOf(play)).size, METADATA_KEYS_MAX);
    assertEquals(play.chat.metadata.of(idOf(play)).get("a"), "x");
  });

  test("is told of to subscribers, and so is who logs out", () => {
    const play = village();
    metadata(play, 1, "*", "SET", "status", "busy");
    play.leave(1);
    come(play, 3, "guest");
    play.ask(3, "JOIN", "#c");
    assertEquals(only(login(play, 3, "alice")), ["2< RPL_KEYVALUE guest status * busy"]);
    const told = only(
      play.settle({
        kind: "message",
        session: 3,
        message: { command: "NS", params: ["LOGOUT"] },
        capabilities: AWARE,
      }),
    );
    assertEquals(told, ["2< RPL_KEYNOTSET guest status"]);
    assertEquals(metadata(play, 3, "*", "LIST"), []);
  });

  test("as somebody who is here has theirs, and is told so", () => {
    const play = village();
    metadata(play, 1, "*", "SET", "status", "busy");
    come(play, 3, "guest");
    metadata(play, 3, "*", "SET", "avatar", "a");
    assertEquals(
      only(login(play, 3, "alice")).filter((line) => line.startsWith("3<")),
      ["3< RPL_KEYNOTSET alice avatar", "3< RPL_KEYVALUE alice status * busy"],
    );
    assertEquals(metadata(play, 3, "*", "LIST"), ["3< RPL_KEYVALUE alice status * busy"]);
  });
});

/** Rows as the disk has them after these writes. */
function rowsAfter(writes: readonly LastingWrite[]): LastingRow[] {
  const rows = new Map<string, LastingRow>();
  for (const { kind, key, value } of writes) {
    if (value === undefined) rows.delete(`${kind} ${key}`);
    else rows.set(`${kind} ${key}`, { kind, key, value });
  }
  return [...rows.values()];
}

describe("the disk", () => {
  /** Everything that Alice asks is kept at once. */
  function life(play: Playground, entries: readonly Entry[]): LastingWrite[] {
    const writes: LastingWrite[] = [];
    const run = (entry: Entry, sequence: number): void => {
      for (const effect of play.chat.apply({ sequence, timeMs: sequence, entry })) {
        if (effect.kind !== "keep") continue;
        for (const write of effect.writes) if (write.write === "lasting") writes.push(write);
        run({ kind: "kept", session: effect.session, outcome: effect.outcome, isKept: true }, sequence + 1);
      }
    };
    for (const [index, entry] of entries.entries()) run(entry, 10_000 + 10 * index);
    return writes;
  }

  const CREDENTIAL = { version: 1, salt: "", iterations: 1, storedKey: "", serverKey: "" };
  const REGISTER: Entry = { kind: "register", session: 1, name: "*", credential: CREDENTIAL, way: "service" };

  function restarted(rows: readonly LastingRow[]): Playground {
    const play = new Playground({ lastSequence: 20_000 });
    const faults: unknown[] = [];
    restore(play.chat, rows, (_row, error) => faults.push(error));
    assertEquals(faults, []);
    return play;
  }

  test("has it after a restart, as it was last", () => {
    const writes = life(people("alice"), [
      REGISTER,
      asking(1, "*", "SET", "status", "busy: 忙"),
      asking(1, "*", "SET", "avatar", "a"),
      asking(1, "*", "SET", "url", "u"),
      asking(1, "*", "SET", "avatar"),
    ]);
    const play = restarted(rowsAfter(writes));
    come(play, 1, "somebody");
    login(play, 1, "alice");
    assertEquals(
      metadata(play, 1, "*", "LIST").map((line) => line.replace(/\w+ (status|url)/, "X $1")),
      ["1< RPL_KEYVALUE X status * busy: 忙", "1< RPL_KEYVALUE X url * u"],
    );
  });

  test("has nothing of it where it was cleared", () => {
    const set = asking(1, "*", "SET", "status", "busy");
    const cleared = rowsAfter(life(people("alice"), [REGISTER, set, asking(1, "*", "CLEAR")]));
    assertEquals(
      cleared.map(({ kind }) => kind),
      ["account"],
    );
  });

  test("has nothing of it where the account was dropped, also of what was on its way", () => {
    const play = people("alice");
    const kept = life(play, [REGISTER, asking(1, "*", "SET", "status", "busy")]);
    const account = play.chat.accounts.named("alice");
    assert(account);
    const coming = keepOf(play, "*", "SET", "avatar", "a");
    const moment = {
      chat: play.chat,
      stamped: { sequence: 30_000, timeMs: 1, entry: REGISTER },
      eventCount: 0,
    };
    const dropped = endAccount(moment, play.session(1), { account, ending: "dropped" });
    assert(dropped.kind === "keep");
    const writes = [...kept, ...coming.keep.writes, ...dropped.writes].filter(
      ({ write }) => write === "lasting",
    );
    assertEquals(rowsAfter(writes as LastingWrite[]), []);
    coming.answer();
    play.decide({ kind: "kept", session: 1, outcome: dropped.outcome, isKept: true });
    assertEquals(play.chat.metadata.of(account.id).size, 0);
    assertEquals(metadata(play, 1, "*", "LIST"), []);
  });

  test("may have rows of an account that is no more: they count for nobody", () => {
    const row: LastingRow = { kind: "metadata", key: "account-x-1 status", value: '"busy"' };
    assertEquals(restarted([row]).chat.metadata.of("account-x-1").size, 0);
  });
});
