import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { fileSpecs, functionSpecs, limitDocs } from "../../scripts/protocol-doc/doc-comments.ts";
import { NO_SPEC, OWN_COMMANDS, protocolDocument } from "../../scripts/protocol-doc/document.ts";
import { table } from "../../scripts/protocol-doc/markdown.ts";
import { COMMAND_NAMES } from "../../src/chat/commands/table.ts";
import { EDGE_COMMANDS } from "../../src/network/irc/edge-commands.ts";
import * as limits from "../../src/protocol/limits.ts";

const ROOT = join(import.meta.dirname ?? "", "../..");

/** No commands for anybody but the person at the server's terminal. */
const CONSOLE_ONLY = new Set(["OP", "DEOP"]);

/** The rows of one section's first table, without its head. */
function rowsOf(section: string): string[] {
  const [, rest = ""] = protocolDocument(ROOT).split(`\n## ${section}\n`);
  const [text = ""] = rest.split("\n## ");
  return text.split("\n").filter((line) => line.startsWith("| `"));
}

test("docs/protocol.md says what the tables say; `bun scripts/protocol-doc.ts` writes it", () => {
  assertEquals(readFileSync(join(ROOT, "docs/protocol.md"), "utf8"), protocolDocument(ROOT));
});

test("every command of the rules and of the edge has a row, and no other", () => {
  const names = rowsOf("Commands").map((row) => /^\| `(?:@<tags> )?([A-Z]+)/.exec(row)?.[1]);
  const known = [...COMMAND_NAMES, ...EDGE_COMMANDS.keys()].filter((name) => !CONSOLE_ONLY.has(name));
  assertEquals(names, known.sort());
});

test("every row of a command names its specification, or that there is none", () => {
  const unnamed = rowsOf("Commands").filter((row) => !/ \| https:\/\/\S+( https:\/\/\S+)* \|$/.test(row));
  assertEquals(
    unnamed.filter((row) => !row.endsWith(` | ${NO_SPEC} |`)),
    [],
  );
  assertEquals(unnamed.length, OWN_COMMANDS.size);
});

test("every limit has a row with its reason", () => {
  const documented = limitDocs(join(ROOT, "src/protocol/limits.ts"));
  assertEquals(documented.map(({ name }) => name).sort(), Object.keys(limits).sort());
  assertEquals(
    documented.filter(({ reason }) => reason === ""),
    [],
  );
  const burst = documented.find(({ name }) => name === "INPUT_UNITS_BURST");
  assertStringIncludes(burst?.reason ?? "", "What one connection may send at once");
});

test("specifications stand in the first comment of a command's file, or above its function", () => {
  const rules = fileSpecs(join(ROOT, "src/chat/commands"));
  assertEquals(rules.get("HELPOP"), ["https://modern.ircdocs.horse/#help-message"]);
  assertEquals(rules.get("AWAY"), [
    "https://modern.ircdocs.horse/#away-message",
    "https://ircv3.net/specs/extensions/away-notify",
  ]);
  const edge = functionSpecs(join(ROOT, "src/network/irc/edge-commands.ts"));
  assertEquals(edge.get("WEBIRC"), ["https://ircv3.net/specs/extensions/webirc"]);
});

test("nothing in a cell ends it or becomes markup, but in code stars stay as they are", () => {
  assertEquals(
    table(["a", "b"], [["`x|*`", "*mask* <10"]]),
    "| a | b |\n| --- | --- |\n| `x\\|*` | \\*mask\\* \\<10 |",
  );
});

test("every part of it is filled", () => {
  const text = protocolDocument(ROOT);
  for (const row of [
    "| `server-time` | https://ircv3.net/",
    "| `CASEMAPPING` | `ascii` |",
    "| `t` | topic-lock | flag |",
    "/nick NAME",
    "/op NAME",
    "| `LINES_PER_TICK_MAX` | 64 |",
    "| 001 | `RPL_WELCOME` |",
    "| `INVALID_UTF8` |",
  ]) {
    assertStringIncludes(text, row);
  }
});
