/** What a typed line means, to a server of ours and to a tutorial's. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { readTyped, type TypedLine } from "../../src/client/typed-line.ts";

const examples: readonly { line: string; ours: TypedLine; plain: TypedLine }[] = [
  { line: "hello", ours: { kind: "send", text: "hello" }, plain: { kind: "send", text: "hello" } },
  {
    line: " indented",
    ours: { kind: "send", text: " indented" },
    plain: { kind: "send", text: " indented" },
  },
  { line: "", ours: { kind: "nothing" }, plain: { kind: "nothing" } },
  { line: "  ", ours: { kind: "nothing" }, plain: { kind: "nothing" } },
  { line: "exit", ours: { kind: "leave" }, plain: { kind: "leave" } },
  { line: "EXIT", ours: { kind: "leave" }, plain: { kind: "leave" } },
  { line: "/quit", ours: { kind: "leave", farewell: "/quit" }, plain: { kind: "leave" } },
  { line: "/Quit bye", ours: { kind: "leave", farewell: "/Quit bye" }, plain: { kind: "leave" } },
  { line: "/clear", ours: { kind: "clear" }, plain: { kind: "clear" } },
  { line: "/help", ours: { kind: "send", text: "/help" }, plain: { kind: "help" } },
  {
    line: "/nick ann",
    ours: { kind: "send", text: "/nick ann" },
    plain: { kind: "refuse", command: "/nick" },
  },
  {
    line: "/usr/bin",
    ours: { kind: "send", text: "/usr/bin" },
    plain: { kind: "refuse", command: "/usr/bin" },
  },
  { line: "//text", ours: { kind: "send", text: "//text" }, plain: { kind: "send", text: "/text" } },
  { line: "exit now", ours: { kind: "send", text: "exit now" }, plain: { kind: "send", text: "exit now" } },
];

describe("readTyped", () => {
  for (const { line, ours, plain } of examples) {
    test(JSON.stringify(line), () => {
      assertEquals({ ours: readTyped(line, "ours"), plain: readTyped(line, "plain") }, { ours, plain });
    });
  }
});
