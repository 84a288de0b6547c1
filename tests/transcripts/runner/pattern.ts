/**
 * Lines as transcripts write them: `{time}`, `{word}`, `{*}`, `{msgid:m1}` (any, remembered), `{m1}` (the same again),
 * `{x*400}` (repeated) and `\x01` (a byte).
 */
import { Buffer } from "node:buffer";

/** What earlier lines have shown, by the name that the transcript gave it. */
export type Memory = Map<string, string>;

const WILDCARDS: Readonly<Record<string, string>> = {
  "*": ".*",
  word: "\\S+",
  time: "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z",
  msgid: "[0-9a-z-]{1,32}",
};

/** Text between braces, or a byte by its number. */
const SPECIAL = /\{([^{}]+)\}|\\x([0-9a-fA-F]{2})/g;
const REPEATED = /^(.+)\*(\d+)$/s;

/** The bytes a person sends. */
export function bytesToSend(text: string, memory: Memory): Uint8Array {
  const parts: Uint8Array[] = [];
  let start = 0;
  for (const match of text.matchAll(SPECIAL)) {
    const [special, braced, byte] = match;
    const meant = braced === undefined ? undefined : (repeated(braced) ?? memory.get(braced));
    parts.push(Buffer.from(text.slice(start, match.index)));
    parts.push(byte === undefined ? Buffer.from(meant ?? special) : Uint8Array.of(Number.parseInt(byte, 16)));
    start = match.index + special.length;
  }
  return Buffer.concat([...parts, Buffer.from(text.slice(start))]);
}

/** Whether a line is the one that was expected; if so, what it shows is remembered. Tags may stand in any order. */
export function matchLine(pattern: string, line: string, memory: Memory): boolean {
  const expected = splitTags(pattern);
  const got = splitTags(line);
  const learned: Memory = new Map(memory);
  const isMatch = matchTags(expected.tags, got.tags, learned) && matchText(expected.rest, got.rest, learned);
  if (isMatch) for (const [name, value] of learned) memory.set(name, value);
  return isMatch;
}

function splitTags(line: string): { readonly tags: readonly string[]; readonly rest: string } {
  const [, tags, rest] = /^@(\S+) +(.*)$/s.exec(line) ?? [];
  return tags === undefined ? { tags: [], rest: line } : { tags: tags.split(";"), rest: rest ?? "" };
}

function matchTags(expected: readonly string[], got: readonly string[], learned: Memory): boolean {
  if (expected.length !== got.length) return false;
  const left = new Set(got);
  for (const pattern of expected) {
    const found = [...left].find((tag) => matchText(pattern, tag, learned));
    if (found === undefined || !left.delete(found)) return false;
  }
  return true;
}

function matchText(pattern: string, text: string, learned: Memory): boolean {
  const names: string[] = [];
  let source = "";
  let start = 0;
  for (const match of pattern.matchAll(SPECIAL)) {
    const [special, braced, byte] = match;
    source += RegExp.escape(pattern.slice(start, match.index));
    source += byte === undefined ? braces(braced ?? "", learned, names) : `\\x${byte}`;
    start = match.index + special.length;
  }
  const found = new RegExp(`^${source}${RegExp.escape(pattern.slice(start))}$`, "s").exec(text);
  for (const [index, name] of names.entries()) if (found) learned.set(name, found[index + 1] ?? "");
  return found !== null;
}

/** @param names is given the names of what the expression captures. */
function braces(text: string, learned: Memory, names: string[]): string {
  const [kind = "", name] = text.split(":", 2);
  const wildcard = WILDCARDS[kind];
  if (wildcard !== undefined && name !== undefined) names.push(name);
  if (wildcard !== undefined) return name === undefined ? wildcard : `(${wildcard})`;
  const literal = repeated(text) ?? learned.get(text);
  if (literal === undefined) throw new Error(`nothing is remembered as {${text}}`);
  return RegExp.escape(literal);
}

function repeated(text: string): string | undefined {
  const [, piece, count] = REPEATED.exec(text) ?? [];
  return piece?.repeat(Number(count));
}

/** A line for the error message, as a transcript would write it. */
export function showLine(line: string): string {
  return line
    .replace(/[\0-\x1f\x7f]/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`)
    .replace(LONG_RUN, (run) => `{${[...run][0]}*${[...run].length}}`);
}

/** The same character more often than anybody would count. */
const LONG_RUN = /(.)\1{11,}/gu;
