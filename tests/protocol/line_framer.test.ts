import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { LINE_BYTES_MAX, LINE_END_BYTES_MAX, TAGS_BYTES_MAX } from "../../src/protocol/limits.ts";
import { checkLine, type FramedLine, LineFramer, type LineSpan } from "../../src/protocol/line-framer.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = ({ text, start, end }: LineSpan): string => text.slice(start, end);
const show = (line: FramedLine | undefined): string =>
  line?.kind === "line" ? textOf(line) : `<${line?.kind}>`;

function lines(framer: LineFramer, ...chunks: string[]): string[] {
  const found: string[] = [];
  for (const chunk of chunks) {
    framer.push(bytes(chunk));
    for (let line = framer.next(); line; line = framer.next()) found.push(show(line));
  }
  return found;
}

const GOOD = "x".repeat(LINE_BYTES_MAX);
const GOOD_TAGS = `@${"t".repeat(TAGS_BYTES_MAX - 2)} `;

describe("lines", () => {
  test("end with LF or CR LF, and may come in any pieces", () => {
    assertEquals(lines(new LineFramer(), "a\nb\r\nc", "d\r", "\ne"), ["a", "b", "cd"]);
  });

  test("that are empty are skipped", () => {
    assertEquals(lines(new LineFramer(), "\r\n\n\r", "\na\n"), ["a"]);
  });

  test("keep a CR in their middle", () => {
    assertEquals(lines(new LineFramer(), "a\rb\r\n"), ["a\rb"]);
  });

  test("lose their NULs, however they come", () => {
    const text = "a\0\0b\n\0c\nd\n";
    assertEquals(lines(new LineFramer(), text), ["ab", "c", "d"]);
    assertEquals(lines(new LineFramer(), ...text), ["ab", "c", "d"]);
    assertEquals(show(checkLine(bytes("\0a\0"))), "a");
    const framer = new LineFramer();
    framer.push(new Uint8Array([0x61, 0, 0xff, 0x0a]));
    assertEquals(framer.next(), { kind: "not-utf8", text: "a\ufffd", start: 0, end: 2, byteLength: 3 });
  });

  test("stay in order when the next read comes before the last one is used up", () => {
    const framer = new LineFramer();
    framer.push(bytes("a\nb\nc"));
    assertEquals(show(framer.next()), "a");
    assertEquals(lines(framer, "d\n"), ["b", "cd"]);
  });

  test("end with the stream", () => {
    const framer = new LineFramer();
    assertEquals(lines(framer, "QUIT\r"), []);
    assertEquals(show(framer.finish()), "QUIT");
    assertEquals(framer.finish(), undefined);
  });
});

describe("what is no UTF-8", () => {
  const FOREIGN = new Uint8Array([0x61, 0xff, 0x0a]);

  test("is told apart line by line, whatever came with it", () => {
    const framer = new LineFramer();
    framer.push(new Uint8Array([...bytes("你\n"), ...FOREIGN, ...bytes("b\nc")]));
    framer.push(bytes("\nd\n"));
    const found: unknown[] = [];
    for (let line = framer.next(); line && "text" in line; line = framer.next())
      found.push([line.kind, textOf(line), line.byteLength]);
    assertEquals(found, [
      ["line", "你", 3],
      ["not-utf8", "a\ufffd", 2],
      ["line", "b", 1],
      ["line", "c", 1],
      ["line", "d", 1],
    ]);
  });

  test("is not a character that two reads share", () => {
    const framer = new LineFramer();
    const [first, ...rest] = bytes("你\n");
    framer.push(new Uint8Array([...bytes("a\n"), first ?? 0]));
    framer.push(new Uint8Array(rest));
    assertEquals([show(framer.next()), show(framer.next())], ["a", "你"]);
  });

  test("is not a byte order mark, which is dropped", () => {
    assertEquals(lines(new LineFramer(), "\ufeffa\n\ufeffb\n", "\ufeff", "c\n"), ["a", "b", "c"]);
  });
});

describe("limits", () => {
  test("count bytes, in lines that came together too", () => {
    const chinese = "好".repeat(LINE_BYTES_MAX / 3);
    const tags = `@${"好".repeat(TAGS_BYTES_MAX / 3 - 1)} `;
    assertEquals(lines(new LineFramer(), `${chinese}\n${chinese}x\na\n`), [chinese, "<too-long>", "a"]);
    assertEquals(lines(new LineFramer(), `@t=好 ${chinese}\n@t=好 ${chinese}x\n`), [
      `@t=好 ${chinese}`,
      "<too-long>",
    ]);
    assertEquals(lines(new LineFramer(), `${tags}${chinese}\n`), [tags + chinese]);
  });

  test("are reached by the longest line and the longest tags together", () => {
    assertEquals(lines(new LineFramer(), `${GOOD_TAGS}${GOOD}\r\n`), [GOOD_TAGS + GOOD]);
  });

  test("are passed by one byte more of either, once per line, and the next line is fine", () => {
    assertEquals(lines(new LineFramer(), `${GOOD}x\r\na\n`), ["<too-long>", "a"]);
    assertEquals(lines(new LineFramer(), `${GOOD_TAGS}${GOOD}x\r\na\n`), ["<too-long>", "a"]);
    assertEquals(lines(new LineFramer(), `@t${GOOD_TAGS.slice(1)}x\r\na\n`), ["<too-long>", "a"]);
    assertEquals(lines(new LineFramer(), `@${"t".repeat(TAGS_BYTES_MAX)}\r\na\n`), ["<too-long>", "a"]);
  });

  test("let a long line be skipped over several reads", () => {
    const part = "x".repeat(5_000);
    assertEquals(lines(new LineFramer(), part, part, part, "\na\n"), ["<too-long>", "a"]);
  });

  test("hold at the stream's end too", () => {
    const framer = new LineFramer();
    assertEquals(lines(framer, `${GOOD}x`), []);
    assertEquals(framer.finish(), { kind: "too-long" });
  });

  test("end what never ends: nothing is returned after it", () => {
    const framer = new LineFramer();
    const end = "x".repeat(LINE_END_BYTES_MAX);
    assertEquals(lines(framer, "a\n", end, "x", "\nb\n"), ["a", "<endless>"]);
    assertEquals(framer.finish(), undefined);
    assertEquals(lines(new LineFramer(), `${end}\nb\n`), ["<too-long>", "b"]);
    assertEquals(lines(new LineFramer(), `${end}x\nb\n`), ["<endless>"]);
  });
});

test("a line that came whole is held against the same limits", () => {
  assertEquals(
    ["a", "a\r\n", "", GOOD_TAGS + GOOD, `${GOOD}x`].map((text) => show(checkLine(bytes(text)))),
    ["a", "a", "<undefined>", GOOD_TAGS + GOOD, "<too-long>"],
  );
});
