/** One event is encoded once for many; what one of them alone is sent in between is nobody else's. */
import { describe, test } from "node:test";
import { assertEquals, assertStrictEquals } from "@std/assert";
import type { Language } from "../../src/locales/catalog.ts";
import { IrcEncoding } from "../../src/network/irc/encoding.ts";
import type { ReaderClass } from "../../src/network/irc/reader-class.ts";
import { PlainEncoding } from "../../src/network/plain/encoding.ts";
import { SendQueue } from "../../src/network/send-queue.ts";
import { NO_CAPABILITIES } from "../../src/protocol/capabilities.ts";
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
  const encoding = new IrcEncoding({ language: "en", historyId: "test" }).classFor({
    capabilities: 0,
    framing: "lines",
  });
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

describe("who has chosen a language", () => {
  const QUIT: ChatEvent = { ...EVENT, command: "QUIT", params: [], reason: { kind: "quit", text: "bye" } };
  const reader = { capabilities: NO_CAPABILITIES, framing: "lines" } as const;

  interface Shown {
    readonly text: string;
    /** Where it lies. */
    readonly memory: Uint8Array | undefined;
    readonly start: number;
  }

  function shownBy(readerClass: ReaderClass, event: ChatEvent): Shown {
    const queue = new SendQueue({ bytes: 0 });
    const append = queue.append.bind(queue);
    let [memory, start]: [Uint8Array | undefined, number] = [undefined, -1];
    queue.append = (buffer) => {
      [memory, start] = [buffer.bytes, buffer.start];
      append(buffer);
    };
    readerClass.queueEvent(event, queue);
    const socket = new FakeSocket<undefined>();
    queue.flush(socket);
    return { text: socket.take(), memory, start };
  }

  test("shares what has no words of the server in it", () => {
    const encoding = new IrcEncoding({ language: "en", historyId: "test" });
    const common = shownBy(encoding.classFor(reader), EVENT);
    const chosen = shownBy(encoding.classFor({ ...reader, language: "zh" }), EVENT);
    assertStrictEquals(chosen.memory, common.memory);
    assertEquals([chosen.text, chosen.start], [common.text, common.start]);
  });

  test("needs no more memory with each tick", () => {
    const encoding = new IrcEncoding({ language: "en", historyId: "test" });
    const chosen = encoding.classFor({ ...reader, language: "zh" });
    const starts = [1, 2, 3].map(() => {
      const { start } = shownBy(chosen, { ...QUIT });
      encoding.reset();
      return start;
    });
    assertEquals(starts, [0, 0, 0]);
  });

  test("reads why somebody left in that language, whatever the server's is", () => {
    const encoding = new IrcEncoding({ language: "en", historyId: "test" });
    const classes = [undefined, "en", "zh"].map((language) =>
      encoding.classFor({ ...reader, language: language as Language | undefined }),
    );
    const english = ":ann!a@10.0.0.1 QUIT :Quit: bye\r\n";
    const chinese = ":ann!a@10.0.0.1 QUIT :退出：bye\r\n";
    const texts = () => classes.map((readerClass) => shownBy(readerClass, QUIT).text);
    assertEquals(texts(), [english, english, chinese]);
    encoding.reset();
    encoding.language = "zh";
    assertEquals(texts(), [chinese, english, chinese]);
  });
});
