/** Text in pieces → lines. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { LINE_LENGTH_MAX, LineSplitter } from "../../src/client/line-splitter.ts";

describe("LineSplitter", () => {
  test("hands on finished lines and keeps the rest", () => {
    const splitter = new LineSplitter();
    assertEquals(splitter.push("one\ntwo\r\nthr"), ["one", "two"]);
    assertEquals(splitter.hasRest, true);
    assertEquals(splitter.push("ee\n"), ["three"]);
    assertEquals(splitter.hasRest, false);
  });

  test("a carriage return and its newline may come apart", () => {
    const splitter = new LineSplitter();
    assertEquals(splitter.push("one\r"), []);
    assertEquals(splitter.push("\n"), ["one"]);
  });

  test("empty lines are lines", () => {
    assertEquals(new LineSplitter().push("\n\na\n"), ["", "", "a"]);
  });

  test("flush hands on what has no end, once", () => {
    const splitter = new LineSplitter();
    splitter.push("Welcome to this chatroom!");
    assertEquals(splitter.flush(), "Welcome to this chatroom!");
    assertEquals(splitter.flush(), undefined);
  });

  test("the newline that comes after a flush is no line of its own", () => {
    const splitter = new LineSplitter();
    splitter.push("late");
    splitter.flush();
    assertEquals(splitter.push("\nnext\n"), ["next"]);
    assertEquals(splitter.push("\n"), [""]);
  });

  test("a stream without line ends is handed on in parts", () => {
    const splitter = new LineSplitter();
    const endless = "x".repeat(LINE_LENGTH_MAX + 1);
    assertEquals(splitter.push(endless), [endless]);
    assertEquals(splitter.hasRest, false);
  });
});
