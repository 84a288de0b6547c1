/**
 * A transcript as data: who says what, and what everybody must be told, line by line.
 *
 * ```
 * # A comment.
 * %caps alice message-tags     she asks for these when she is first heard of, and registers
 * %raw carol                   nothing is said on her behalf
 * %plain dave                  speaks plain text; his greeting is swallowed
 * %operator alice              is one from the beginning
 * %setting network LAN         of this file's server
 * alice> PING x                says a line
 * alice| PIN                   says a part of one
 * alice< :server PONG server x reads a line; pattern.ts tells what may stand for what
 * alice< (nothing)             has nothing to read, though everything is done that was said
 * alice< (closed)              is not connected any more
 * %swallow alice               need not read what was said since somebody last read
 * %vanish alice                breaks the connection off
 * %wait 90s                    time passes, in files named *.memory.irc
 * ```
 * Everybody else connects and registers when they are first heard of. At the end, nobody may have anything unread.
 */

import type { RuleSettings } from "../../../src/protocol/rule-settings.ts";
import { RULE_SETTINGS } from "../../helpers/rule-settings.ts";

/** Where a step stands, for the error message. */
interface Place {
  /** Counted from 1. */
  readonly line: number;
}

export type Step = Place &
  (
    | { readonly kind: "greet"; readonly person: string }
    | { readonly kind: "send"; readonly person: string; readonly text: string; readonly isWhole: boolean }
    | { readonly kind: "read"; readonly person: string; readonly pattern: string }
    | { readonly kind: "nothing" | "closed" | "swallow" | "vanish"; readonly person: string }
    | { readonly kind: "wait"; readonly ms: number }
  );

export interface Transcript {
  readonly steps: readonly Step[];
  /** Capabilities of people who have some, by name. */
  readonly capabilities: ReadonlyMap<string, readonly string[]>;
  readonly operators: ReadonlySet<string>;
  /** Who says themselves who they are, or does not. */
  readonly strangers: ReadonlySet<string>;
  readonly settings: Partial<RuleSettings>;
}

interface Draft {
  readonly steps: Step[];
  readonly capabilities: Map<string, readonly string[]>;
  readonly operators: Set<string>;
  readonly strangers: Set<string>;
  settings: Partial<RuleSettings>;
}

/** @throws Error that names the line. */
export function parseTranscript(text: string): Transcript {
  const draft: Draft = {
    steps: [],
    capabilities: new Map(),
    operators: new Set(),
    strangers: new Set(),
    settings: {},
  };
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    if (line.startsWith("%")) readDirective(draft, line, index + 1);
    else draft.steps.push(readStep(line, index + 1));
  }
  return draft;
}

function readStep(text: string, line: number): Step {
  const [, person = "", sign, said = ""] = /^(\w+)([<>|])(?:[ ]+(.*))?$/.exec(text) ?? [];
  if (sign === ">" || sign === "|") return { line, kind: "send", person, text: said, isWhole: sign === ">" };
  if (sign !== "<" || said === "") throw new Error(`line ${line} is no line of a transcript: ${text}`);
  if (said.trim() === "(nothing)") return { line, kind: "nothing", person };
  if (said.trim() === "(closed)") return { line, kind: "closed", person };
  return { line, kind: "read", person, pattern: said };
}

function readDirective(draft: Draft, text: string, line: number): void {
  const [directive = "", first = "", ...rest] = text.split(/ +/);
  switch (directive) {
    case "%raw":
      draft.strangers.add(first);
      return;
    case "%plain":
      draft.steps.push({ line, kind: "greet", person: first });
      return;
    case "%caps":
      draft.capabilities.set(first, rest);
      return;
    case "%operator":
      draft.operators.add(first);
      return;
    case "%setting":
      draft.settings = { ...draft.settings, ...readSetting(draft.settings, first, rest.join(" ")) };
      return;
    case "%swallow":
      draft.steps.push({ line, kind: "swallow", person: first });
      return;
    case "%vanish":
      draft.steps.push({ line, kind: "vanish", person: first });
      return;
    case "%wait":
      draft.steps.push({ line, kind: "wait", ms: readDuration(first) });
      return;
    default:
      throw new Error(`line ${line} has an unknown directive: ${text}`);
  }
}

/** `motd` and `admin` have several lines: each directive adds one. */
function readSetting(before: Partial<RuleSettings>, name: string, value: string): Partial<RuleSettings> {
  switch (name) {
    case "motd":
      return { motd: withLine(before.motd, value), motdNamesRoom: false };
    case "admin":
      return { admin: withLine(before.admin, value) };
    case "casemapping":
      return { casemapping: value === "precis" ? "precis" : "ascii" };
    case "historyOnJoin":
      return { historyOnJoin: Number(value) };
    case "hasRelays":
    case "hasRoleplay":
      return { [name]: value === "true" };
    case "accounts":
      return { accounts: { ...RULE_SETTINGS.accounts, ...JSON.parse(value) } };
    case "defaultChannel":
    case "description":
    case "network":
    case "serverName":
    case "version":
      return { [name]: value };
    default:
      throw new Error(`there is no setting "${name}"`);
  }
}

/** `90s` or `300ms`, in milliseconds. */
function readDuration(text: string): number {
  const [, count, unit] = /^(\d+)(ms|s)$/.exec(text) ?? [];
  if (count === undefined) throw new Error(`"${text}" is no duration: write 90s or 300ms`);
  return Number(count) * (unit === "s" ? 1_000 : 1);
}

function withLine(before: readonly string[] = [], line: string): readonly string[] {
  return line === "" ? before : [...before, line];
}
