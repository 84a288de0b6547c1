/** What is particular to the history in memory: it is bounded. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import type { History } from "../../src/history/history.ts";
import { type MemoryLimits, memoryHistory } from "../../src/history/memory.ts";
import { row, sequences } from "../helpers/history-rows.ts";

function keptOf(history: History): readonly number[] {
  let kept: readonly number[] = [];
  history.find(
    { kind: "page", target: "#a", take: "last", limit: 10, asOf: 1_000, withRedacted: true },
    (found) => {
      if (!(found instanceof Error)) kept = sequences(found);
    },
  );
  return kept;
}

function keptOfFive(limits: Partial<MemoryLimits>): readonly number[] {
  const history = memoryHistory({ messagesMax: 10, charactersMax: 1_000, ...limits }, "h");
  for (let sequence = 1; sequence <= 5; sequence++) history.commit([row(sequence)], () => {});
  return keptOf(history);
}

describe("history in memory", () => {
  test("lets the oldest make room", () => {
    assertEquals(keptOfFive({}), [1, 2, 3, 4, 5]);
    assertEquals(keptOfFive({ messagesMax: 3 }), [3, 4, 5]);
  });

  test("is bounded in characters too", () => {
    assertEquals(keptOfFive({ charactersMax: "message 1".length * 2 }), [4, 5]);
  });

  test("has room again where a message lost its words", () => {
    const history = memoryHistory({ messagesMax: 10, charactersMax: 20 }, "h");
    history.commit([row(1, { body: "x".repeat(20) })], () => {});
    history.commit([{ ...row(2, { body: "" }), write: "redaction", replyTo: "h-1-0" }], () => {});
    history.commit([row(3, { body: "y".repeat(20) })], () => {});
    assertEquals(keptOf(history), [1, 2, 3]);
  });

  test("has room again where somebody was forgotten", () => {
    const history = memoryHistory({ messagesMax: 10, charactersMax: 20 }, "h");
    history.commit([row(1, { body: "x".repeat(10) })], () => {});
    history.commit([row(2, { body: "y".repeat(10), senderId: "ann" })], () => {});
    history.commit([{ write: "forget", senderId: "ann", sequence: 3, index: 0, timeMs: 3 }], () => {});
    history.commit([row(4, { body: "z".repeat(10) })], () => {});
    assertEquals(keptOf(history), [1, 4]);
  });
});
