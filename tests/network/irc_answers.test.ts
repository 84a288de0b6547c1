/** Each question of a session is answered in its turn, whoever answers it. */
import { test } from "node:test";
import { assertEquals, assertThrows } from "@std/assert";
import { Answers } from "../../src/network/irc/answers.ts";

function setUp() {
  const lines: string[] = [];
  const answers = new Answers({ serverName: "server", sendLines: (sent) => lines.push(...sent) });
  const add = (line: string): void => answers.add({ tags: "", line });
  return { answers, lines, add };
}

test("what the edge answers waits for an answer that is under way, since history is asked for it", () => {
  const { answers, lines, add } = setUp();
  answers.asked(undefined);
  answers.begin();
  answers.inTurn(() => add("PONG"), undefined);
  add("what history found");
  answers.end();
  assertEquals(lines, ["what history found", "PONG"]);
});

test("what an answer asks for itself is answered within it, and takes nobody else's turn", () => {
  const { answers, lines, add } = setUp();
  answers.asked("1");
  answers.inTurn(() => add("PONG"), "2");
  answers.begin();
  add("JOIN #new");
  answers.asked(undefined);
  answers.begin();
  add("353");
  answers.end();
  answers.end();
  answers.asked("3");
  answers.begin();
  add("401");
  answers.end();
  assertEquals(lines, [
    "@label=1 :server BATCH +1 labeled-response",
    "@batch=1 JOIN #new",
    "@batch=1 353",
    ":server BATCH -1",
    "@label=2 PONG",
    "@label=3 401",
  ]);
});

test("an answer of the edge that fails takes nobody else's turn", () => {
  const { answers, lines, add } = setUp();
  const fail = (): never => {
    throw new Error("broken");
  };
  assertThrows(() => answers.inTurn(fail, "1"), Error, "broken");
  answers.inTurn(() => add("PONG"), "2");
  assertEquals(lines.at(-1), "@label=2 PONG");
});
