/** What every history must do; each implementation runs it. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import type { History } from "../../src/history/history.ts";
import { type MemoryLimits, memoryHistory } from "../../src/history/memory.ts";
import type { HistoryRecord } from "../../src/protocol/effects.ts";

const IMPLEMENTATIONS: readonly [string, (limits: MemoryLimits) => History][] = [["memory", memoryHistory]];
const ROOMY: MemoryLimits = { messagesMax: 10, charactersMax: 1_000 };

function record(sequence: number, target: string): HistoryRecord {
  return {
    sequence,
    index: 0,
    timeMs: sequence,
    kind: "PRIVMSG",
    target,
    senderId: "guest-1",
    source: { nick: "bob", host: "10.0.0.1", isGuest: false, isBot: false, username: "u", realname: "r" },
    body: `message ${sequence}`,
  };
}

for (const [name, create] of IMPLEMENTATIONS) {
  describe(`history: ${name}`, () => {
    test("answers once for each commit, in order", () => {
      const history = create(ROOMY);
      const answers: (string | undefined)[] = [];
      history.commit([record(1, "#a")], (error) => answers.push(error?.message ?? "first"));
      history.commit([record(2, "#a")], (error) => answers.push(error?.message ?? "second"));
      assertEquals(answers, ["first", "second"]);
    });

    test("finds the newest messages of a target, oldest first", () => {
      const history = create(ROOMY);
      history.commit([record(1, "#a"), record(2, "#b"), record(3, "#a"), record(4, "#a")], () => {});
      assertEquals(history.latest("#a", 2), [record(3, "#a"), record(4, "#a")]);
      assertEquals(history.latest("#none", 2), []);
      assertEquals(history.latest("#a", 0), []);
    });

    test("is bounded: the oldest makes room", () => {
      const history = create({ ...ROOMY, messagesMax: 3 });
      for (let sequence = 1; sequence <= 5; sequence++) history.commit([record(sequence, "#a")], () => {});
      assertEquals(
        history.latest("#a", 10).map((row) => row.sequence),
        [3, 4, 5],
      );
    });

    test("is bounded in characters too", () => {
      const history = create({ ...ROOMY, charactersMax: "message 1".length * 2 });
      for (let sequence = 1; sequence <= 5; sequence++) history.commit([record(sequence, "#a")], () => {});
      assertEquals(
        history.latest("#a", 10).map((row) => row.sequence),
        [4, 5],
      );
    });
  });
}
