/** What cuts streams into pieces: the same pieces, however the stream arrives, and each within its limit. */
import { Buffer } from "node:buffer";
import { assert, assertEquals } from "@std/assert";
import { LINE_BYTES_MAX, TAGS_BYTES_MAX, WEBSOCKET_MESSAGE_BYTES_MAX } from "../../../src/protocol/limits.ts";
import { LineFramer } from "../../../src/protocol/line-framer.ts";
import { PlainFramer } from "../../../src/protocol/plain-framer.ts";
import { TelnetFilter } from "../../../src/protocol/telnet.ts";
import { WebSocketFramer } from "../../../src/protocol/websocket-framer.ts";
import { cut } from "../inputs.ts";
import type { Target } from "../target.ts";

interface Framer {
  push(bytes: Uint8Array): void;
  /** The next piece, as `kind: bytes`; undefined for none yet. */
  next(): string | undefined;
  /** What is left at the end. */
  finish(): string | undefined;
}

function read(framer: Framer, pieces: readonly Uint8Array[]): string[] {
  const found: string[] = [];
  for (const piece of pieces) {
    framer.push(piece);
    for (let next = framer.next(); next !== undefined; next = framer.next()) found.push(next);
  }
  const rest = framer.finish();
  return rest === undefined ? found : [...found, rest];
}

type Expected = Pick<Target, "grammar" | "outcomes">;

/** @param make a new framer for each reading. */
export function framerTarget(name: string, make: () => Framer, expected: Expected): Target {
  return {
    name,
    ...expected,
    check(bytes, random) {
      const whole = read(make(), [bytes.slice()]);
      assertEquals(read(make(), cut(bytes, random)), whole);
      return whole.map((piece) => piece.split(":", 1).join(""));
    },
  };
}

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");

/** @param framer one that may be broken on purpose. */
export function describeLines(framer: LineFramer): Framer {
  const describe = (line: ReturnType<LineFramer["next"]>): string | undefined => {
    if (line?.kind !== "line" && line?.kind !== "not-utf8") return line?.kind;
    const text = line.text.slice(line.start, line.end);
    assert(line.byteLength <= TAGS_BYTES_MAX + LINE_BYTES_MAX && !text.includes("\n"));
    return `${line.kind}: ${line.byteLength} ${text}`;
  };
  return {
    push: (bytes) => framer.push(bytes),
    next: () => describe(framer.next()),
    finish: () => describe(framer.finish()),
  };
}

export const LINES: Expected = {
  grammar: {
    examples: ["NICK bob\r\nUSER a 0 * :b\r\n", "@a=b;+c=d PRIVMSG #a :hi\n", "\r\n\n\r\r\n", "QUIT"],
    tokens: ["\r\n", "\n", "\r", "@", " ", ":", "\0", ";"],
  },
  outcomes: ["line", "not-utf8", "too-long", "endless"],
};

const lines = framerTarget("line framer", () => describeLines(new LineFramer()), LINES);

const PLAIN_BYTES_MAX = 64;

const plain = framerTarget(
  "plain framer",
  () => {
    const framer = new PlainFramer(PLAIN_BYTES_MAX);
    const describe = (bytes: Uint8Array | undefined): string | undefined => {
      assert((bytes?.length ?? 0) <= PLAIN_BYTES_MAX);
      return bytes && `message: ${latin1(bytes)}`;
    };
    return {
      push: (bytes) => framer.push(bytes),
      next: () => describe(framer.next()),
      finish: () => describe(framer.finish()),
    };
  },
  {
    outcomes: ["message"],
    grammar: {
      examples: ["hello\nyou\r\n", "\xe4\xbd\xa0\xe5\xa5\xbd\n", "\xff\xfd\x18hi\r\0", "x".repeat(70)],
      tokens: ["\n", "\r", "\r\n", "\0", "\xff", "\xff\xfa", "\xff\xf0", "\xe4\xbd", "\x81\x30\x81\x30"],
    },
  },
);

const webSocket = framerTarget(
  "WebSocket framer",
  () => {
    const framer = new WebSocketFramer();
    let isOver = false;
    return {
      push: (bytes) => framer.push(bytes),
      next() {
        const event = framer.next();
        if (!event) return undefined;
        assert(!isOver, "nothing follows the end");
        isOver = event.kind === "close" || event.kind === "error";
        if ("code" in event) return `${event.kind} ${event.code}`;
        const bytes = "bytes" in event ? event.bytes : event.payload;
        assert(bytes.length <= WEBSOCKET_MESSAGE_BYTES_MAX);
        return `${event.kind}: ${latin1(bytes)}`;
      },
      finish: () => undefined,
    };
  },
  {
    outcomes: [
      "text",
      "binary",
      "ping",
      "close 1000",
      "close 1005",
      "error 1002",
      "error 1007",
      "error 1009",
    ],
    grammar: {
      examples: [
        "\x81\x82\0\0\0\0hi",
        "\x02\x81\x01\x02\x03\x04i\x80\x81\x01\x02\x03\x04k\x82\x80abcd",
        "\x01\x81\x01\x02\x03\x04i\x80\x81\x01\x02\x03\x04k",
        "\x89\x80abcd\x88\x82abcd\x62\x8a",
      ],
      tokens: [
        "\x81\xfe\x01\0",
        "\x82\xff\0\0\0\0\0\0\x40\0",
        "\x80\x80",
        "\x8a\x80",
        "\x88\x80",
        "\x09\x80",
        "\0\0\0\0",
      ],
    },
  },
);

const telnet: Target = {
  name: "telnet",
  outcomes: ["filtered", "as it came"],
  grammar: {
    examples: ["\xff\xfb\x01hello\r\0", "\xff\xfa\x18\0xterm\xff\xf0a\n", "a\xff\xffb"],
    tokens: ["\xff", "\xfa", "\xf0", "\0", "\r", "\n", "\xfb", "\xff\xf0"],
  },
  check(bytes, random) {
    const filter = new TelnetFilter();
    const whole = latin1(new TelnetFilter().filter(bytes));
    const pieces = cut(bytes, random).map((piece) => latin1(filter.filter(piece)));
    assertEquals(pieces.join(""), whole);
    assert(!/[\0\xff]/.test(whole) && whole.length <= bytes.length);
    return [whole.length < bytes.length ? "filtered" : "as it came"];
  },
};

export const FRAMERS: readonly Target[] = [lines, plain, webSocket, telnet];
