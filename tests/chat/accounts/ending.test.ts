/** What is left of an account that was dropped or erased: nothing that lasts, also where it ends while something of it is on its way. */
import { describe, test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import type { Effect, SessionId } from "../../../src/protocol/effects.ts";
import type { ForgetWrite, HistoryWrite } from "../../../src/protocol/history.ts";
import { LastingPlayground } from "../lasting-playground.ts";
import { describe as describeEffect } from "../playground.ts";

const ENDINGS = ["DROP", "ERASE"] as const;
type Ending = (typeof ENDINGS)[number];

/** Alice, who has an account with all that one can have, and Bob, who has one, too. */
function village(): LastingPlayground {
  const playground = new LastingPlayground();
  playground.irc(1, "alice");
  playground.register(1);
  playground.irc(2, "bob");
  playground.register(2);
  playground.effects(1, "JOIN", "#garden");
  playground.effects(1, "CS", "REGISTER", "#garden");
  playground.effects(1, "METADATA", "*", "SET", "display-name", "Alice L.");
  playground.effects(1, "MARKREAD", "#garden", "timestamp=2026-01-01T00:00:00.000Z");
  playground.effects(1, "NS", "SET", "ALWAYS-ON", "ON");
  return playground;
}

function codeOf(playground: LastingPlayground, session: SessionId, ending: Ending): string {
  const [told = ""] = playground.ask(session, "NS", ending, "alice");
  const [, code] =
    new RegExp(`^${session}< NickServ confirm-${ending.toLowerCase()} alice (\\S+)$`).exec(told) ?? [];
  assert(code, told);
  return code;
}

function end(playground: LastingPlayground, ending: Ending): Effect[] {
  return playground.effects(1, "NS", ending, "alice", codeOf(playground, 1, ending));
}

/** Who is to be forgotten, in the order in which the disk was told. */
function forgotten(effects: readonly Effect[]): string[] {
  const writes = effects.flatMap((effect): readonly HistoryWrite[] => {
    if (effect.kind === "keep") return effect.writes;
    return effect.kind === "record" ? [effect.write] : [];
  });
  return writes
    .filter((write): write is ForgetWrite => write.write === "forget")
    .map((write) => write.senderId);
}

for (const ending of ENDINGS) {
  describe(ending, () => {
    test("needs its own code, and leaves no row", () => {
      const playground = village();
      const other = codeOf(playground, 1, ending === "DROP" ? "ERASE" : "DROP");
      assert(playground.ask(1, "NS", ending, "alice", other)[0]?.includes("confirm-"));
      const told = end(playground, ending).flatMap(describeEffect);
      assertEquals(told.at(-1), `1< NickServ account-${ending === "DROP" ? "dropped" : "erased"} alice`);
      assertEquals(Object.keys(playground.rows("account")).length, 1);
      for (const kind of ["presence", "metadata", "marker", "channel"] as const) {
        const rows = JSON.stringify(playground.rows(kind));
        assert(!/alice|Alice|garden/.test(rows), `${kind}: ${rows}`);
      }
      playground.restart();
      assertEquals(playground.chat.accounts.named("alice"), undefined);
      assertEquals(playground.chat.channel("#garden"), undefined);
    });

    test("takes every row away in one commit, and leaves nothing in memory", () => {
      const playground = village();
      const id = playground.chat.accounts.named("alice")?.id ?? "";
      const [asked] = end(playground, ending);
      assert(asked?.kind === "keep");
      const rows = asked.writes.flatMap((write) => (write.write === "lasting" ? [write] : []));
      assertEquals(
        rows.map(({ kind, value }) => `${kind} ${value ?? "is no more"}`),
        ["account", "presence", "marker", "metadata", "channel"].map((kind) => `${kind} is no more`),
      );
      const { markers, metadata } = playground.chat;
      assertEquals([markers.places(id), [...metadata.of(id)]], [[], []]);
    });

    test("is refused where the disk refuses, and changes nothing", () => {
      const playground = village();
      const code = codeOf(playground, 1, ending);
      playground.isWritable = false;
      assertEquals(playground.ask(1, "NS", ending, "alice", code), [
        `keep account-${ending === "DROP" ? "dropped" : "erased"}`,
        "1< NickServ cannot-store alice",
      ]);
      assertEquals(playground.user("alice").account?.name, "alice");
    });

    test("is its owner's and operators', nobody else's", () => {
      const playground = village();
      assertEquals(playground.ask(2, "NS", ending, "alice"), ["2< NickServ not-yours alice"]);
      assertEquals(playground.ask(2, "NS", ending, "eve"), ["2< NickServ account-unknown eve"]);
      playground.irc(3, "carol");
      if (ending === "DROP") assertEquals(playground.ask(3, "NS", ending), ["3< NickServ not-logged-in"]);
      playground.apply({ kind: "operator", session: 3, operator: "root" });
      const code = codeOf(playground, 3, ending);
      const told = playground.ask(3, "NS", ending, "alice", code);
      assert(told.includes(`acted: carol ${ending.toLowerCase()} alice`), told.join());
      assertEquals(playground.user("alice").account, undefined);
    });

    test("leaves nobody here who stayed without a device", () => {
      const playground = village();
      const code = codeOf(playground, 1, ending);
      playground.leave(1);
      assert(playground.user("alice").isAbsent);
      playground.irc(3, "carol");
      playground.apply({ kind: "operator", session: 3, operator: "root" });
      playground.effects(3, "NS", ending, "alice", code);
      assertEquals(playground.chat.nicks.user("alice"), undefined);
      assertEquals(playground.ask(2, "WHOWAS", "alice"), [
        "2< ERR_WASNOSUCHNICK alice",
        "2< RPL_ENDOFWHOWAS alice",
      ]);
    });

    test("counts for who has logged in with it and is not here yet", () => {
      const playground = village();
      playground.connect(3);
      playground.login(3, "alice");
      end(playground, ending);
      playground.effects(3, "NICK", "late");
      playground.effects(3, "USER", "late", "0", "*", "Late");
      assertEquals(playground.user("late").account, undefined);
    });
  });
}

describe("the words of an account", () => {
  test("stay when it is dropped, and go when it is erased, with those said while the disk was asked", () => {
    const dropped = village();
    assertEquals(forgotten(end(dropped, "DROP")), []);
    const erased = village();
    const id = erased.chat.accounts.named("alice")?.id ?? "";
    assertEquals(forgotten(end(erased, "ERASE")), [id, id]);
  });

  test("are forgotten for everybody whom the same entry has told of it before", () => {
    const playground = village();
    const code = codeOf(playground, 1, "ERASE");
    playground.leave(1);
    playground.irc(3, "carol");
    playground.apply({ kind: "operator", session: 3, operator: "root" });
    const effects = playground.effects(3, "NS", "ERASE", "alice", code);
    const records = effects.flatMap((effect) => (effect.kind === "record" ? [effect.write] : []));
    const rows = records.filter(({ write }) => write !== "lasting").map((write) => write.write ?? "row");
    // Her leaving is the last that she did.
    assertEquals(rows.at(-1), "forget");
  });
});

describe("the words of a guest", () => {
  test("go when it says so twice, and what it says again is said", () => {
    const playground = village();
    playground.irc(3, "carol");
    const { id } = playground.user("carol");
    playground.chat.sentKeys.add({ id }, "key", []);
    const [told = ""] = playground.ask(3, "NS", "ERASE");
    const [, code = ""] = /^3< NickServ confirm-erase-guest \* (\S+)$/.exec(told) ?? [];
    assertEquals(playground.ask(3, "NS", "ERASE", "*", "00000000"), [told]);
    const effects = playground.effects(3, "NS", "ERASE", "*", code);
    assertEquals(forgotten(effects), [id]);
    assertEquals(effects.flatMap(describeEffect), ["keep words-erased", "3< NickServ words-erased"]);
    assertEquals(playground.chat.sentKeys.find({ id }, "key", 0), undefined);
    assertEquals(playground.user("carol").id, id);
  });

  test("stay where the disk refuses", () => {
    const playground = village();
    playground.irc(3, "carol");
    const [told = ""] = playground.ask(3, "NS", "ERASE");
    playground.isWritable = false;
    const code = told.split(" ").at(-1) ?? "";
    assertEquals(playground.ask(3, "NS", "ERASE", "*", code), [
      "keep words-erased",
      "3< NickServ cannot-store",
    ]);
  });
});

describe("what was on its way to the disk while its account ended", () => {
  test("is taken away once the end is known", () => {
    const playground = village();
    const code = codeOf(playground, 1, "ERASE");
    const late: Effect[] = [];
    playground.beforeKept = () => {
      playground.beforeKept = () => {};
      late.push(...playground.effects(1, "NS", "SET", "ALWAYS-ON", "OFF"));
    };
    playground.effects(1, "NS", "ERASE", "alice", code);
    assert(late.some(({ kind }) => kind === "keep"));
    assertEquals(JSON.stringify(playground.rows("account")).includes("alice"), false);
    playground.restart();
    assertEquals(playground.chat.accounts.named("alice"), undefined);
  });

  test("is taken away at the next start, where the server was killed in between", () => {
    const playground = village();
    const id = playground.chat.accounts.named("alice")?.id ?? "";
    end(playground, "DROP");
    for (const [kind, key] of [
      ["presence", id],
      ["metadata", `${id} display-name`],
      ["marker", `${id} #garden`],
    ] as const)
      playground.put({ kind, key, value: '"left over"' });
    playground.restart();
    playground.connect(9);
    for (const kind of ["presence", "metadata", "marker"] as const)
      assert(!JSON.stringify(playground.rows(kind)).includes("left over"), kind);
  });
});

test("whoever sends datagrams takes nothing back: their address may be forged", () => {
  const playground = new LastingPlayground();
  playground.connect(3, "datagram");
  assertEquals(playground.ask(3, "NS", "ERASE"), []);
});

test("an operator who ends somebody's account stands in the log once it is so", () => {
  const playground = village();
  playground.connect(0, "console", "server");
  const logged = (): string[] => {
    const [told = ""] = playground.ask(0, "NS", "ERASE", "alice");
    const lines = playground.ask(0, "NS", "ERASE", "alice", told.split(" ").at(-1) ?? "");
    return lines.filter((line) => /^acted|^0</.test(line));
  };
  playground.isWritable = false;
  assertEquals(logged(), ["0< NickServ cannot-store alice"]);
  playground.isWritable = true;
  assertEquals(logged(), ["acted: server erase alice", "0< NickServ account-erased alice"]);
});
