/** One event is encoded once for many; what one of them alone is sent in between is nobody else's. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { IrcEncoding } from "../../src/network/irc/encoding.ts";
import { PlainEncoding } from "../../src/network/plain/encoding.ts";
import { SendQueue } from "../../src/network/send-queue.ts";
import type { ChatEvent } from "../../src/protocol/effects.ts";
import { FakeSocket } from "../helpers/fake-socket.ts";

const EVENT: ChatEvent = {
  command: "TOPIC",
  params: ["#lobby", "for all"],
  source: { nick: "ann", username: "a", host: "10.0.0.1", realname: "", isGuest: false, isBot: false },
  sequence: 1,
  index: 0,
  timeMs: 0,
};

interface Encoder {
  event(queue: SendQueue): void;
  own(queue: SendQueue, text: string): void;
}

/** What three readers are sent: the event, then something for the second one alone, then the event again. */
function readThree({ event, own }: Encoder): string[] {
  const queues = [0, 1, 2].map(() => new SendQueue({ bytes: 0 }));
  queues.forEach((queue, reader) => {
    if (reader === 1) own(queue, "for you alone");
    else event(queue);
  });
  return queues.map((queue) => {
    const socket = new FakeSocket<undefined>();
    queue.flush(socket);
    return socket.take();
  });
}

test("on IRC nobody reads what another one alone is sent", () => {
  const encoding = new IrcEncoding({ language: "en", historyId: "test" }).classFor(0, "lines");
  const [first, own, last] = readThree({
    event: (queue) => encoding.queueEvent(EVENT, queue),
    own: (queue, text) => encoding.queueLines([text], queue),
  });
  assertEquals([own, last], ["for you alone\r\n", first]);
});

test("in plain text nobody reads what another one alone is sent", () => {
  const encoding = new PlainEncoding().classesFor("en", "utf-8").current;
  const [first, own, last] = readThree({
    event: (queue) => encoding.queueEvent(EVENT, queue),
    own: (queue, text) => encoding.queueText(text, queue),
  });
  assertEquals([own, last], ["for you alone", first]);
});
