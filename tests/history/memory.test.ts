/** What is particular to the history in memory: it is bounded. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { type MemoryLimits, memoryHistory } from "../../src/history/memory.ts";
import { row } from "../helpers/history-rows.ts";

function keptOfFive(limits: Partial<MemoryLimits>): readonly number[] {
  const history = memoryHistory({ messagesMax: 10, charactersMax: 1_000, ...limits }, "h");
  for (let sequence = 1; sequence <= 5; sequence++) history.commit([row("h", sequence)], () => {});
  return history.latest("#a", 10).map(({ sequence }) => sequence);
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
    history.commit([row("h", 1, { body: "x".repeat(20) })], () => {});
    history.commit([{ ...row("h", 2, { body: "" }), write: "redaction", replyTo: "h-1-0" }], () => {});
    history.commit([row("h", 3, { body: "y".repeat(20) })], () => {});
    assertEquals(
      history.latest("#a", 10).map(({ sequence }) => sequence),
      [1, 2, 3],
    );
  });
});
