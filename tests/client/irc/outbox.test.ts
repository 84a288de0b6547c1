/** Lines on their way out, no faster than the server takes them. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { OUTBOX_LINES_MAX, Outbox } from "../../../src/client/irc/outbox.ts";

function outbox() {
  const sent: string[] = [];
  const box = new Outbox({
    send: ({ line }) => void sent.push(line),
    fence: (token) => void sent.push(`PING ${token}`),
  });
  const add = (from: number, to: number, isSafe = false) => {
    for (let number = from; number <= to; number++) box.add({ line: String(number) }, isSafe);
  };
  return { box, sent, add };
}

describe("outbox", () => {
  test("a few lines go out at once; more wait until the server has answered", () => {
    const { box, sent, add } = outbox();
    add(1, 6);
    assertEquals([sent.splice(0), box.isIdle], [["1", "2", "3", "4", "PING fence-1"], false]);
    assertEquals(box.answered("fence-1", false), true);
    assertEquals([sent, box.isIdle], [["5", "6"], true]);
  });

  test("only the newest question counts as answered", () => {
    const { box, sent, add } = outbox();
    add(1, 5);
    sent.length = 0;
    assertEquals(
      [box.answered("fence-0", false), box.answered("keepalive", false), sent],
      [false, false, []],
    );
  });

  test("a server that takes any number is asked rarely", () => {
    const { sent, add } = outbox();
    add(1, 257, true);
    assertEquals([sent.length, sent.at(-1)], [257, "PING fence-1"]);
  });

  test("says when it is full, and gives back what it did not send", () => {
    const { box, add } = outbox();
    add(1, OUTBOX_LINES_MAX + 4);
    assertEquals(box.isFull, true);
    assertEquals(box.reset().at(0), { line: "5" });
    assertEquals([box.isFull, box.isIdle], [false, true]);
  });
});
