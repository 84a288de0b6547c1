/** What holds for any bytes: first lines, PROXY headers, WebSocket frames. */
import { test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { detectDialect } from "../../src/protocol/dialect.ts";
import { PROXY_HEADER_BYTES_MAX, WEBSOCKET_MESSAGE_BYTES_MAX } from "../../src/protocol/limits.ts";
import { parseProxyHeader } from "../../src/protocol/proxy-header.ts";
import { frameHeader } from "../../src/protocol/websocket.ts";
import { type WebSocketEvent, WebSocketFramer } from "../../src/protocol/websocket-framer.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const sorted = places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b);
  const ends = [...sorted, bytes.length];
  return ends.map((end, index) => bytes.slice(ends[index - 1] ?? 0, end));
}

// WebSocket.

interface ClientFrame {
  readonly head: number;
  readonly mask: Uint8Array;
  readonly payload: Uint8Array;
}

/** The server's header with the mask bit set, the mask, and the masked payload. */
function encode({ head, mask, payload }: ClientFrame): Uint8Array {
  const header = frameHeader("binary", payload.length);
  header[0] = head;
  header[1] = header[1]! | 0x80;
  return Uint8Array.of(...header, ...mask, ...payload.map((byte, index) => byte ^ mask[index & 3]!));
}

const mask = fc.uint8Array({ minLength: 4, maxLength: 4 });

/** One binary message in any fragments, with pings in between. */
const fragmented = fc.array(
  fc.record({ mask, payload: fc.uint8Array({ maxLength: 300 }), ping: fc.option(fc.uint8Array()) }),
  { minLength: 1, maxLength: 5 },
);

function framesOf(parts: readonly { mask: Uint8Array; payload: Uint8Array; ping: Uint8Array | null }[]) {
  return parts.flatMap(({ mask, payload, ping }, index) => {
    const fin = index === parts.length - 1 ? 0x80 : 0;
    const frame = encode({ head: fin | (index === 0 ? 2 : 0), mask, payload });
    return ping ? [encode({ head: 0x89, mask, payload: ping }), frame] : [frame];
  });
}

function read(chunks: readonly Uint8Array[]): WebSocketEvent[] {
  const framer = new WebSocketFramer();
  const events: WebSocketEvent[] = [];
  for (const chunk of chunks) {
    framer.push(chunk);
    for (let event = framer.next(); event; event = framer.next()) events.push(event);
  }
  return events;
}

const joined = (parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

test("WebSocket messages arrive whole, whatever their masks, fragments and chunks", () => {
  fc.assert(
    fc.property(fc.array(fragmented, { maxLength: 4 }), fc.array(fc.nat(10_000)), (messages, places) => {
      const bytes = joined(messages.flatMap(framesOf));
      const expected = messages.flatMap((parts): WebSocketEvent[] => [
        ...parts.flatMap(({ ping }) => (ping ? [{ kind: "ping" as const, payload: ping }] : [])),
        { kind: "binary", bytes: joined(parts.map(({ payload }) => payload)) },
      ]);
      assertEquals(read(cut(bytes, places)), expected);
    }),
  );
});

test("any bytes are read alike in any chunks, and no message is too big or bad text", () => {
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 500 }),
    fc
      .array(fc.record({ head: fc.nat(255), mask, payload: fc.uint8Array({ maxLength: 60 }) }))
      .map((frames) => joined(frames.map(encode))),
  );
  fc.assert(
    fc.property(anything, fc.array(fc.nat(10_000)), (bytes, places) => {
      const events = read([bytes.slice()]);
      assertEquals(read(cut(bytes, places)), events);
      const ends = events.findIndex(({ kind }) => kind === "close" || kind === "error");
      assert(ends === -1 || ends === events.length - 1);
      for (const event of events) {
        if (!("bytes" in event)) continue;
        assert(event.bytes.length <= WEBSOCKET_MESSAGE_BYTES_MAX);
        if (event.kind === "text") new TextDecoder("utf-8", { fatal: true }).decode(event.bytes);
      }
    }),
    { numRuns: 1_000 },
  );
});

// PROXY.

const port = fc.nat(65_535);
const ipv4Line = fc
  .tuple(fc.ipV4(), fc.ipV4(), port, port)
  .map(([from, to, fromPort, toPort]) => utf8(`PROXY TCP4 ${from} ${to} ${fromPort} ${toPort}\r\n`));
const ipv6Line = fc
  .tuple(fc.ipV6(), port)
  .map(([from, fromPort]) => utf8(`PROXY TCP6 ${from} ::1 ${fromPort} 1\r\n`));
const binaryHeader = fc
  .tuple(fc.constantFrom(0x11, 0x21, 0x31), fc.uint8Array({ minLength: 216, maxLength: 300 }))
  .map(([family, rest]) =>
    joined([
      utf8("\r\n\r\n\0\r\nQUIT\n"),
      Uint8Array.of(0x21, family, rest.length >> 8, rest.length & 255),
      rest,
    ]),
  );

test("a PROXY header is found whole, and every start of it is waited for", () => {
  fc.assert(
    fc.property(fc.oneof(ipv4Line, ipv6Line, binaryHeader), fc.nat(), (header, place) => {
      const early = parseProxyHeader(header.subarray(0, place % header.length));
      assertEquals(early, { kind: "incomplete" });
      const whole = parseProxyHeader(header);
      assert(whole.kind === "proxied" && whole.length === header.length && whole.source !== undefined);
      assertEquals(parseProxyHeader(joined([header, utf8("NICK bob\r\n")])), whole);
    }),
    { numRuns: 1_000 },
  );
});

test("whatever starts like a PROXY header is decided within its limit", () => {
  const start = fc.constantFrom("PROXY ", "PROXY TCP4 ", "PROXY UNKNOWN", "\r\n\r\n\0\r\nQUIT\n", "");
  fc.assert(
    fc.property(start, fc.uint8Array({ maxLength: 200 }), (first, rest) => {
      const bytes = joined([utf8(first), rest, new Uint8Array(PROXY_HEADER_BYTES_MAX)]);
      const header = parseProxyHeader(bytes);
      assert(header.kind !== "incomplete");
      if (header.kind === "proxied") assert(header.length <= PROXY_HEADER_BYTES_MAX);
    }),
    { numRuns: 1_000 },
  );
});

// First lines.

const word = fc.stringMatching(/^[!-~]{1,8}$/);
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((list) => list.join(" "));

const firstLine = fc.oneof(
  fc.tuple(fc.constantFrom("NICK", "PASS", "AUTHENTICATE", "PING"), word).map((parts) => parts.join(" ")),
  fc.tuple(fc.constantFrom("NICK", "PASS", "PING", "QUIT"), words).map(([name, rest]) => `${name} :${rest}`),
  fc
    .tuple(
      word,
      word,
      word,
      fc.oneof(
        word,
        words.map((text) => `:${text}`),
      ),
    )
    .map((p) => `USER ${p.join(" ")}`),
  fc.tuple(fc.constantFrom("LS", "REQ", "END"), words).map(([name, rest]) => `CAP ${name} ${rest}`),
  fc.tuple(word, word, word, words).map((parts) => `WEBIRC ${parts.join(" ")}`),
  fc.constantFrom("QUIT", "CAP LS", "CAP END", "QUIT "),
);

test("an IRC program's first line is never taken for text while it is on its way", () => {
  fc.assert(
    fc.property(firstLine, fc.constantFrom("\n", "\r\n"), fc.nat(), (line, end, place) => {
      const bytes = utf8(line + end);
      assertEquals(detectDialect(bytes), "irc");
      assertEquals(detectDialect(bytes.subarray(0, place % bytes.length)), undefined);
    }),
    { numRuns: 2_000 },
  );
});
