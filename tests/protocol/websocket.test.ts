/** WebSocket frames, with the examples of https://www.rfc-editor.org/rfc/rfc6455#section-5.7 */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { WEBSOCKET_MESSAGE_BYTES_MAX } from "../../src/protocol/limits.ts";
import { CLOSE_CODES, closeFrame, frame, frameHeader } from "../../src/protocol/websocket.ts";
import { type WebSocketEvent, WebSocketFramer } from "../../src/protocol/websocket-framer.ts";

const MASK = [0x37, 0xfa, 0x21, 0x3d];

/** A client's frame; `first` holds FIN, the reserved bits and the opcode. */
function clientFrame(first: number, payload: Uint8Array): Uint8Array {
  const length =
    payload.length < 126
      ? [payload.length]
      : payload.length < 65_536
        ? [126, payload.length >> 8, payload.length & 255]
        : [127, 0, 0, 0, 0, 0, payload.length >> 16, (payload.length >> 8) & 255, payload.length & 255];
  const [short = 0, ...rest] = length;
  const masked = payload.map((byte, index) => byte ^ MASK[index & 3]!);
  return Uint8Array.of(first, short | 0x80, ...rest, ...MASK, ...masked);
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (content: string, first = 0x81): Uint8Array => clientFrame(first, utf8(content));

function read(...chunks: Uint8Array[]): WebSocketEvent[] {
  const framer = new WebSocketFramer();
  return chunks.flatMap((chunk) => {
    framer.push(chunk);
    const events: WebSocketEvent[] = [];
    for (let event = framer.next(); event; event = framer.next()) events.push(event);
    return events;
  });
}

const error = (code: number): WebSocketEvent[] => [{ kind: "error", code }];

test("a masked text message is read", () => {
  const hello = Uint8Array.of(0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58);
  assertEquals(read(hello), [{ kind: "text", bytes: utf8("Hello") }]);
});

test("messages are read whatever the chunks", () => {
  const bytes = Uint8Array.of(...text("你好"), ...clientFrame(0x82, Uint8Array.of(0xff)), ...text(""));
  const expected: WebSocketEvent[] = [
    { kind: "text", bytes: utf8("你好") },
    { kind: "binary", bytes: Uint8Array.of(0xff) },
    { kind: "text", bytes: utf8("") },
  ];
  assertEquals(read(bytes.slice()), expected);
  assertEquals(read(...[...bytes].map((byte) => Uint8Array.of(byte))), expected);
});

test("fragments are joined, control frames between them come at once", () => {
  assertEquals(
    read(text("Hel", 0x01), text("?", 0x89), text("", 0x00), text("!", 0x8a), text("lo", 0x80), text("next")),
    [
      { kind: "ping", payload: utf8("?") },
      { kind: "text", bytes: utf8("Hello") },
      { kind: "text", bytes: utf8("next") },
    ],
  );
});

test("a character may be cut by fragments, but not by messages", () => {
  const [first, ...rest] = utf8("é");
  const cut = [clientFrame(0x01, Uint8Array.of(first!)), clientFrame(0x80, Uint8Array.of(...rest))];
  assertEquals(read(...cut), [{ kind: "text", bytes: utf8("é") }]);
  assertEquals(read(clientFrame(0x81, Uint8Array.of(first!))), error(CLOSE_CODES.invalidText));
});

test("a message of the largest size is read, also in fragments, and nothing above it", () => {
  const largest = new Uint8Array(WEBSOCKET_MESSAGE_BYTES_MAX).fill(0x61);
  assertEquals(read(clientFrame(0x81, largest)), [{ kind: "text", bytes: largest }]);
  const parts = [clientFrame(0x01, largest.subarray(1)), text("a", 0x80)];
  assertEquals(read(...parts), [{ kind: "text", bytes: largest }]);
  assertEquals(read(clientFrame(0x01, largest), text("a", 0x80)), error(CLOSE_CODES.messageTooBig));
});

test("a frame that is too big is refused by its head alone", () => {
  const heads = [
    [0x81, 0xfe, 0x40, 0x01],
    [0x82, 0xff, 0, 0, 0, 1, 0, 0, 0, 0],
    [0x82, 0xff, 255, 255, 255, 255, 255, 255, 255, 255],
  ];
  for (const head of heads) {
    assertEquals(read(Uint8Array.of(...head, ...MASK)), error(CLOSE_CODES.messageTooBig));
  }
});

const BROKEN: Readonly<Record<string, readonly Uint8Array[]>> = {
  "a frame without a mask": [Uint8Array.of(0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f)],
  "a reserved bit": [text("a", 0xc1)],
  "an unknown data opcode": [text("a", 0x83)],
  "an unknown control opcode": [text("a", 0x8b)],
  "a ping in fragments": [text("a", 0x09)],
  "a ping of 126 bytes": [clientFrame(0x89, new Uint8Array(126))],
  "a continuation of nothing": [text("a", 0x80)],
  "a new message inside another": [text("a", 0x01), text("b")],
  "a close code cut in half": [clientFrame(0x88, Uint8Array.of(3))],
  "a close code that is never sent": [clientFrame(0x88, Uint8Array.of(1005 >> 8, 1005 & 255))],
  "a close code of nobody": [clientFrame(0x88, Uint8Array.of(5000 >> 8, 5000 & 255))],
};

for (const [name, chunks] of Object.entries(BROKEN)) {
  test(`${name} breaks the protocol`, () => {
    assertEquals(read(...chunks), error(CLOSE_CODES.protocolError));
  });
}

test("a goodbye is told with its code, and nothing after it is read", () => {
  const bye = (...payload: number[]): Uint8Array => clientFrame(0x88, Uint8Array.of(...payload));
  const after = text("after");
  assertEquals(read(Uint8Array.of(...bye(3, 232, 0x6f, 0x6b), ...after), after), [
    { kind: "close", code: CLOSE_CODES.normal },
  ]);
  assertEquals(read(bye(), after), [{ kind: "close", code: CLOSE_CODES.none }]);
  assertEquals(read(bye(15, 160)), [{ kind: "close", code: 4000 }]);
  assertEquals(read(bye(3, 232, 0xff), after), error(CLOSE_CODES.invalidText));
});

test("a server's frames are not masked and have the shortest length", () => {
  assertEquals(frame("text", utf8("Hello")), Uint8Array.of(0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f));
  assertEquals(frame("pong", utf8("")), Uint8Array.of(0x8a, 0x00));
  assertEquals(frameHeader("binary", 125), Uint8Array.of(0x82, 125));
  assertEquals(frameHeader("binary", 126), Uint8Array.of(0x82, 126, 0, 126));
  assertEquals(frameHeader("binary", 65_535), Uint8Array.of(0x82, 126, 255, 255));
  assertEquals(frameHeader("text", 65_536), Uint8Array.of(0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0));
});

test("a close frame carries its code, unless there is none", () => {
  assertEquals(closeFrame(CLOSE_CODES.goingAway), Uint8Array.of(0x88, 2, 3, 233));
  assertEquals(closeFrame(CLOSE_CODES.none), Uint8Array.of(0x88, 0));
});
