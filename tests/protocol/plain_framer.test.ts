import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { PlainFramer, splitMessage } from "../../src/protocol/plain-framer.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (message: Uint8Array | undefined): string | undefined =>
  message && new TextDecoder().decode(message);

function messages(framer: PlainFramer, ...chunks: (string | Uint8Array)[]): string[] {
  const found: string[] = [];
  for (const chunk of chunks) {
    framer.push(typeof chunk === "string" ? bytes(chunk) : chunk);
    for (let message = framer.next(); message; message = framer.next()) found.push(text(message) ?? "");
  }
  return found;
}

describe("lines", () => {
  test("end with LF, CR LF or telnet's CR NUL", () => {
    assertEquals(messages(new PlainFramer(100), "a\nb\r\nc\r\0d\n"), ["a", "b", "c", "d"]);
  });

  test("may come in any pieces", () => {
    assertEquals(messages(new PlainFramer(100), "he", "llo", "\r", "\nwor", "ld\n"), ["hello", "world"]);
  });

  test("keep a lone CR and empty lines", () => {
    assertEquals(messages(new PlainFramer(100), "a\rb\n\nc\n"), ["a\rb", "", "c"]);
  });

  test("lose telnet's commands, also when cut", () => {
    const framer = new PlainFramer(100);
    const commands = [
      Uint8Array.of(0xff, 0xfb),
      Uint8Array.of(0x01, 0x68, 0xff, 0xfa, 0x18, 0x01),
      Uint8Array.of(0xff, 0xf0, 0x69, 0xff, 0xf1, 0x0a),
    ];
    assertEquals(messages(framer, ...commands), ["hi"]);
  });
});

describe("messages without newline", () => {
  test("wait 100 ms, then are whole", () => {
    const framer = new PlainFramer(100);
    assertEquals(messages(framer, "hello"), []);
    assertEquals(framer.pauseMs(), 100);
    assertEquals(text(framer.finish()), "hello");
    assertEquals(framer.pauseMs(), undefined);
    assertEquals(framer.finish(), undefined);
  });

  test("wait 1 s where a key was pressed, a newline was seen, or a character is not whole", () => {
    const typed = new PlainFramer(100);
    messages(typed, "h");
    assertEquals(typed.pauseMs(), 1000);
    messages(typed, "i");
    assertEquals(typed.pauseMs(), 1000);

    const chinese = new PlainFramer(100);
    messages(chinese, "你");
    assertEquals(chinese.pauseMs(), 1000);

    const lines = new PlainFramer(100);
    messages(lines, "one\ntwo");
    assertEquals(lines.pauseMs(), 1000);

    const cut = new PlainFramer(100);
    messages(cut, bytes("ab你").subarray(0, 4));
    assertEquals(cut.pauseMs(), 1000);
  });
});

describe("messages over the limit", () => {
  test("are split, and the rest goes on", () => {
    const framer = new PlainFramer(4);
    assertEquals(messages(framer, "abcdefghij\nk\n"), ["abcd", "efgh", "ij", "k"]);
  });

  test("are split between characters", () => {
    const framer = new PlainFramer(4);
    assertEquals(messages(framer, "你好吗\n"), ["你", "好", "吗"]);
  });

  test("are split between characters of gb18030 too", () => {
    // 你好吗 in GBK, two bytes a character.
    const framer = new PlainFramer(5);
    framer.push(Uint8Array.of(0xc4, 0xe3, 0xba, 0xc3, 0xc2, 0xf0, 0x0a));
    assertEquals(framer.next(), Uint8Array.of(0xc4, 0xe3, 0xba, 0xc3));
    assertEquals(framer.next(), Uint8Array.of(0xc2, 0xf0));
  });

  test("hold no more than the limit while no newline comes", () => {
    const framer = new PlainFramer(64);
    let received = 0;
    for (let index = 0; index < 1000; index++) {
      received += messages(framer, "x".repeat(100)).join("").length;
    }
    const rest = framer.finish()?.length ?? 0;
    assertEquals(received + rest, 100_000);
    assertEquals(rest <= 64, true);
  });

  test("splitMessage cuts a datagram the same way", () => {
    assertEquals(splitMessage(bytes("你好吗"), 4).map(text), ["你", "好", "吗"]);
    assertEquals(splitMessage(bytes("short"), 10).map(text), ["short"]);
  });
});
