/** What a typed line means to a server without commands. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { isFarewell, readTyped, type TypedLine } from "../../src/client/typed-line.ts";

const examples: readonly [line: string, means: TypedLine][] = [
  ["hello", { kind: "send", text: "hello" }],
  [" indented", { kind: "send", text: " indented" }],
  ["", { kind: "nothing" }],
  ["  ", { kind: "nothing" }],
  ["exit", { kind: "leave" }],
  ["EXIT", { kind: "leave" }],
  ["/quit", { kind: "leave" }],
  ["/Quit bye", { kind: "leave" }],
  ["/quitter", { kind: "refuse", command: "/quitter" }],
  ["/clear", { kind: "clear" }],
  ["/help", { kind: "help" }],
  ["/nick ann", { kind: "refuse", command: "/nick" }],
  ["/usr/bin", { kind: "refuse", command: "/usr/bin" }],
  ["//text", { kind: "send", text: "/text" }],
  ["exit now", { kind: "send", text: "exit now" }],
];

describe("readTyped", () => {
  for (const [line, means] of examples) {
    test(JSON.stringify(line), () => assertEquals(readTyped(line), means));
  }
});

test("only exit and /quit end the program before it is known who listens", () => {
  const lines = ["exit", " Exit ", "/quit", "/QUIT bye", "/quitter", "exit now", "hello"];
  assertEquals(
    lines.map((line) => isFarewell(line)),
    [true, true, true, true, false, false, false],
  );
});
