import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { SendQueue } from "../../src/network/send-queue.ts";
import { TickBuffer } from "../../src/network/tick-buffer.ts";
import { FakeSocket } from "../helpers/fake-socket.ts";

function queued(queue: SendQueue, buffer: TickBuffer, text: string): void {
  buffer.writeText(text);
  queue.append(buffer);
}

test("what continues in the buffer leaves in one write, and what does not is joined", () => {
  const [socket, queue, buffer] = [new FakeSocket<null>(), new SendQueue({ bytes: 0 }), new TickBuffer()];
  queued(queue, buffer, "one ");
  queued(queue, buffer, "two ");
  buffer.writeText("for somebody else ");
  queued(queue, buffer, "three");
  queue.flush(socket);
  assertEquals(socket.writes.length, 1);
  assertEquals(socket.take(), "one two three");
  assertEquals(queue.isEmpty, true);
});

test("two queues with the same slice each get all of it", () => {
  const buffer = new TickBuffer();
  const [first, second] = [new SendQueue({ bytes: 0 }), new SendQueue({ bytes: 0 })];
  buffer.writeText("shared");
  first.append(buffer);
  second.append(buffer);
  const [a, b] = [new FakeSocket<null>(), new FakeSocket<null>()];
  first.flush(a);
  second.flush(b);
  assertEquals([a.take(), b.take()], ["shared", "shared"]);
});

test("what the kernel does not take waits as a copy, is counted, and leaves in order", () => {
  const total = { bytes: 0 };
  const [socket, queue, buffer] = [new FakeSocket<null>(), new SendQueue(total), new TickBuffer()];
  socket.room = 4;
  queued(queue, buffer, "hello ");
  queue.flush(socket);
  buffer.reset();
  queued(queue, buffer, "world!");
  queue.flush(socket);
  buffer.reset();
  assertEquals([queue.waitingBytes, total.bytes], [8, 8]);
  socket.room = 3;
  queue.drain(socket);
  assertEquals([queue.waitingBytes, total.bytes], [5, 5]);
  socket.room = 100;
  queue.drain(socket);
  assertEquals(socket.take(), "hello world!");
  assertEquals([queue.isEmpty, total.bytes], [true, 0]);
});

test("a text larger than the buffer gets a buffer of its own, and what was queued before keeps the old one", () => {
  const [socket, queue, buffer] = [new FakeSocket<null>(), new SendQueue({ bytes: 0 }), new TickBuffer()];
  const long = "长".repeat(200_000);
  queued(queue, buffer, "before ");
  queued(queue, buffer, long);
  queued(queue, buffer, " after");
  queue.flush(socket);
  assertEquals(socket.take(), `before ${long} after`);
});

test("a cleared queue gives its bytes back to the total", () => {
  const total = { bytes: 7 };
  const [socket, queue, buffer] = [new FakeSocket<null>(), new SendQueue(total), new TickBuffer()];
  socket.room = 0;
  queued(queue, buffer, "abc");
  queue.flush(socket);
  assertEquals(total.bytes, 10);
  queue.clear();
  assertEquals([total.bytes, queue.isEmpty], [7, true]);
});
