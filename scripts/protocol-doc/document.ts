/** docs/protocol.md as one text. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { en } from "../../src/locales/irc/en.ts";
import { linesEn } from "../../src/locales/irc/lines-en.ts";
import { roomText } from "../../src/locales/room/texts.ts";
import { CAPABILITY_NAMES, capabilitySpec } from "../../src/protocol/capabilities.ts";
import { HELP_SUBJECTS, type HelpSubject, helpOn } from "../../src/protocol/help.ts";
import { isupportLines } from "../../src/protocol/isupport.ts";
import { CHANNEL_MODES, PREFIX_MODES, USER_MODES } from "../../src/protocol/modes.ts";
import { NUMERICS } from "../../src/protocol/numerics.ts";
import type { RuleSettings } from "../../src/protocol/rule-settings.ts";
import { fileSpecs, functionSpecs, limitDocs } from "./doc-comments.ts";
import { code, quote, type Row, table } from "./markdown.ts";

const SETTINGS: RuleSettings = {
  defaultChannel: "#lobby",
  serverName: "lanchat.local",
  description: "",
  network: "LAN",
  version: "",
  motd: [],
  motdNamesRoom: false,
  admin: [],
  casemapping: "ascii",
  historyOnJoin: 0,
  accounts: { isOpen: true, beforeConnect: true, needsEmail: false, customNames: false },
  hasRelays: true,
  hasRoleplay: false,
};

/** @param root the project's folder. */
export function protocolDocument(root: string): string {
  const introduction = readFileSync(join(root, "scripts/protocol-doc/introduction.md"), "utf8").trim();
  return `${[
    introduction,
    section("Commands", table(["command", "what it does", "specification"], commandRows(root))),
    section("Capabilities", table(["capability", "specification"], capabilityRows())),
    section("ISUPPORT", `With the defaults:\n\n${table(["token", "value"], isupportRows())}`),
    section("Modes", modes()),
    section("Plain text", plainText()),
    section("Limits", table(["limit", "value", "why"], limitRows(root))),
    section("Numerics", table(["number", "name", "sentence"], numericRows())),
    section("FAIL, WARN and NOTE", table(["code", "sentence"], standardRows())),
  ].join("\n\n")}\n`;
}

function section(title: string, body: string): string {
  return `## ${title}\n\n${body}`;
}

const EDGE_FILES = ["src/network/irc/account-commands.ts", "src/network/irc/edge-commands.ts"];

/** What HELP says of each, with the specifications that the source names. */
function commandRows(root: string): Row[] {
  const rules = fileSpecs(join(root, "src/chat/commands"));
  const edge = new Map(EDGE_FILES.flatMap((file) => [...functionSpecs(join(root, file))]));
  return HELP_SUBJECTS.map((subject) => {
    const specs = rules.get(subject) ?? edge.get(subject) ?? [];
    const links = specs.length > 0 ? specs.join(" ") : unnamedSpec(subject);
    return [code(helpOn(subject)?.syntax ?? subject), meaningOf(subject), links];
  });
}

/** Commands that no specification has; several servers have some of them. */
export const OWN_COMMANDS: ReadonlySet<string> = new Set([
  "CHANLOG",
  "DLINE",
  "HISTORY",
  "KLINE",
  "REPORT",
  "REPORTS",
  "SAREGISTER",
  "SHUN",
  "UNDLINE",
  "UNKLINE",
  "UNSHUN",
]);

export const NO_SPEC = "this server's own";

function unnamedSpec(subject: string): string {
  if (OWN_COMMANDS.has(subject)) return NO_SPEC;
  return `https://modern.ircdocs.horse/#${subject.toLowerCase()}-message`;
}

/** The letters of MODE have tables of their own. */
function meaningOf(subject: HelpSubject): string {
  const keys = helpOn(subject)?.keys ?? [];
  return (subject === "MODE" ? keys.slice(0, 1) : keys).map((key) => linesEn[key]).join(" ");
}

function capabilityRows(): Row[] {
  return CAPABILITY_NAMES.map((name) => [code(name), capabilitySpec(name)]);
}

function isupportRows(): Row[] {
  return isupportLines(SETTINGS)
    .flat()
    .map((token) => {
      const [name = "", ...value] = token.split("=");
      return [code(name), value.length === 0 ? "" : code(value.join("="))];
    });
}

function modes(): string {
  const channel = Object.entries(CHANNEL_MODES).map(([letter, { kind, name }]) => [code(letter), name, kind]);
  const prefixes = PREFIX_MODES.map(({ letter, prefix, name }) => [code(letter), code(prefix), name]);
  const user = Object.entries(USER_MODES).map(([letter, { name }]) => [code(letter), name]);
  return [
    "Of a channel:",
    table(["mode", "name", "kind"], channel),
    quote(linesEn["channel-modes"]),
    quote(linesEn["channel-lists"]),
    "Of a member, the highest first:",
    table(["mode", "prefix", "name"], prefixes),
    "Of a user:",
    table(["mode", "name"], user),
    quote(linesEn["user-modes"]),
  ].join("\n\n");
}

function plainText(): string {
  return [
    "What `/help` says to people with nc or telnet:",
    `\`\`\`\n${roomText("en", "help")}\n\`\`\``,
    "And to the person at the server's terminal:",
    `\`\`\`\n${roomText("en", "consoleHelp", { channel: "#lobby" })}\n\`\`\``,
  ].join("\n\n");
}

function limitRows(root: string): Row[] {
  const limits = limitDocs(join(root, "src/protocol/limits.ts"));
  return limits.map(({ name, value, reason }) => [code(name), value, reason]);
}

function numericRows(): Row[] {
  return Object.entries(NUMERICS).map(([name, number]) => [
    String(number).padStart(3, "0"),
    code(name),
    en.numerics[name as keyof typeof NUMERICS],
  ]);
}

function standardRows(): Row[] {
  return Object.entries(en.standard).map(([name, text]) => [code(name), text]);
}
