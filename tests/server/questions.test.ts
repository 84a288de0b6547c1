/** What a session is told while history answers it. */
import { describe, test } from "node:test";
import { assertEquals, assertInstanceOf } from "@std/assert";
import { Delivery } from "../../src/network/delivery.ts";
import { HeldRecipient } from "../../src/network/held-recipient.ts";
import type { Effect } from "../../src/protocol/effects.ts";
import { HELD_EFFECTS_MAX } from "../../src/protocol/limits.ts";
import type { NumericName } from "../../src/protocol/numerics.ts";
import type { Words } from "../../src/protocol/words.ts";
import { Questions } from "../../src/server/questions.ts";
import { deafRecipient } from "../helpers/deaf-recipient.ts";
import { SlowHistory } from "../helpers/slow-history.ts";

function question(target: string): Effect & { readonly kind: "history" } {
  return {
    kind: "history",
    to: 1,
    query: { kind: "page", target, take: "last", limit: 10, asOf: 1_000 },
    view: { purpose: "page", target, self: "me" },
  };
}

const reply = (name: NumericName): Words => ({ kind: "reply", name, params: [] });

function setUp() {
  const history = new SlowHistory();
  const delivery = new Delivery();
  const seen: string[] = [];
  const recipient = deafRecipient({
    tell: (words) => words.kind === "reply" && seen.push(words.name),
    showHistory: ({ view, found }) =>
      seen.push(`${view.target} ${found instanceof Error ? "failed" : found.length}`),
    offerChanged: ({ removed }) => seen.push(`no ${removed}`),
    close: () => seen.push("closed"),
    refuseMessage() {
      throw new Error("a mistake of ours");
    },
  });
  delivery.add(1, recipient);
  const faults: unknown[] = [];
  const questions = new Questions({ history, delivery, fault: (error) => faults.push(error) });
  return { history, delivery, questions, recipient, seen, faults, tell: () => delivery.get(1) };
}

describe("until history answers", () => {
  test("what the session is told waits behind the answer, a second question too", () => {
    const { history, delivery, questions, recipient, seen, tell } = setUp();
    questions.ask(question("#a"));
    tell()?.tell(reply("RPL_WELCOME"));
    questions.ask(question("#b"));
    tell()?.tell(reply("RPL_AWAY"));
    assertEquals(seen, []);
    history.findAll();
    assertEquals(seen, ["#a 0", "RPL_WELCOME"]);
    tell()?.tell(reply("RPL_NOTOPIC"));
    history.findAll();
    assertEquals(seen, ["#a 0", "RPL_WELCOME", "#b 0", "RPL_AWAY", "RPL_NOTOPIC"]);
    assertEquals(delivery.get(1), recipient);
  });

  test("that other capabilities are offered is told, too", () => {
    const { history, questions, seen, tell } = setUp();
    questions.ask(question("#a"));
    tell()?.offerChanged?.({ added: new Map(), removed: ["sasl"] });
    history.findAll();
    assertEquals(seen, ["#a 0", "no sasl"]);
  });

  test("one who goes is told goodbye all the same, after the answer", () => {
    const { history, delivery, questions, seen, tell } = setUp();
    questions.ask(question("#a"));
    tell()?.close({ kind: "shutdown" });
    delivery.remove(1);
    history.findAll();
    assertEquals([seen, delivery.get(1)], [["#a 0", "closed"], undefined]);
  });

  test("one who goes behind several questions is told all their answers first", () => {
    const { history, delivery, questions, seen, tell } = setUp();
    for (const target of ["#a", "#b", "#c"]) {
      questions.ask(question(target));
      tell()?.tell(reply("RPL_WELCOME"));
    }
    tell()?.close({ kind: "shutdown" });
    delivery.remove(1);
    for (const asked of ["#a", "#b", "#c"]) {
      history.findAll();
      assertEquals(seen.at(-1), asked === "#c" ? "closed" : "RPL_WELCOME");
    }
    const answers = ["#a 0", "RPL_WELCOME", "#b 0", "RPL_WELCOME", "#c 0", "RPL_WELCOME", "closed"];
    assertEquals([seen, delivery.get(1)], [answers, undefined]);
  });

  test("what comes of something that waited comes behind all that waited with it", () => {
    const { history, delivery, questions, seen, tell } = setUp();
    questions.ask(question("#a"));
    const held = tell();
    assertInstanceOf(held, HeldRecipient);
    held.later((next) => {
      delivery.get(1)?.tell(reply("RPL_AWAY"));
      return next;
    });
    tell()?.tell(reply("RPL_WELCOME"));
    history.findAll();
    tell()?.tell(reply("RPL_NOTOPIC"));
    assertEquals(seen, ["#a 0", "RPL_WELCOME", "RPL_AWAY", "RPL_NOTOPIC"]);
  });

  test("only so much waits: then the question is given up, and its late answer is nothing", () => {
    const { history, questions, seen, tell } = setUp();
    questions.ask(question("#a"));
    for (let count = 0; count <= HELD_EFFECTS_MAX; count++) tell()?.tell(reply("RPL_WELCOME"));
    assertEquals([seen.length, seen[0]], [HELD_EFFECTS_MAX + 2, "#a failed"]);
    history.findAll();
    assertEquals(seen.length, HELD_EFFECTS_MAX + 2);
  });

  test("a second question that is given up while the first one's rest is told takes nobody's words", () => {
    const { history, delivery, questions, recipient, seen, tell } = setUp();
    questions.ask(question("#a"));
    questions.ask(question("#b"));
    const held = tell();
    assertInstanceOf(held, HeldRecipient);
    held.later((next) => {
      for (let count = 0; count < 4; count++) delivery.get(1)?.tell(reply("RPL_AWAY"));
      return next;
    });
    for (let count = 2; count < HELD_EFFECTS_MAX; count++) tell()?.tell(reply("RPL_WELCOME"));
    history.findAll();
    tell()?.tell(reply("RPL_NOTOPIC"));
    assertEquals(seen.slice(0, 3), ["#a 0", "#b failed", "RPL_WELCOME"]);
    assertEquals(seen.slice(-3), ["RPL_AWAY", "RPL_AWAY", "RPL_NOTOPIC"]);
    assertEquals([seen.length, delivery.get(1) === recipient], [HELD_EFFECTS_MAX + 5, true]);
  });

  test("a mistake of ours loses one thing, not those behind it", () => {
    const { history, questions, seen, faults, tell } = setUp();
    questions.ask(question("#a"));
    tell()?.refuseMessage("PRIVMSG");
    tell()?.tell(reply("RPL_WELCOME"));
    history.findAll();
    assertEquals([seen, faults.length], [["#a 0", "RPL_WELCOME"], 1]);
  });
});
