import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { Fifo } from "../../src/server/fifo.ts";

test("what went in first comes out first, whatever goes in between", () => {
  const queue = new Fifo<number>();
  const out: (number | undefined)[] = [];
  let next = 0;
  for (let round = 0; round < 50; round++) {
    for (let count = 0; count < round % 7; count++) queue.push(next++);
    for (let count = 0; count < round % 5 && queue.length > 0; count++) out.push(queue.shift());
  }
  const left = queue.length;
  while (queue.length > 0) out.push(queue.shift());
  assertEquals(out, [...Array(next).keys()]);
  assertEquals([left > 0, queue.first, queue.shift()], [true, undefined, undefined]);
});
