/** The TOML file of the settings. https://toml.io/en/v1.0.0 */
import { readFileSync, statSync } from "node:fs";
import { parse, TomlError } from "smol-toml";
import { SETTING_NAMES } from "./settings.ts";

/** Where a value was found, for the error message. */
export interface Origin {
  readonly place: "flag" | "environment" | "file";
  /** `--max-clients`, `CHAT_MAX_CLIENTS`, or `chat.toml:3: max-clients`. */
  readonly name: string;
}

export interface FoundValue {
  readonly value: unknown;
  readonly origin: Origin;
}

export interface UnknownKey {
  readonly file: string;
  readonly line: number;
  readonly key: string;
}

export type FileError =
  | { readonly kind: "unreadable-file"; readonly file: string; readonly reason: string }
  | { readonly kind: "bad-file"; readonly file: string; readonly line: number; readonly reason: string };

export interface SettingsFile {
  readonly values: ReadonlyMap<string, FoundValue>;
  readonly unknownKeys: readonly UnknownKey[];
  readonly errors: readonly FileError[];
}

export const NO_FILE: SettingsFile = { values: new Map(), unknownKeys: [], errors: [] };

export function readSettingsFile(file: string): SettingsFile {
  let source: string;
  try {
    source = readText(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...NO_FILE, errors: [{ kind: "unreadable-file", file, reason }] };
  }
  try {
    return sortKeys(file, source, parse(source));
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // The lines after the first quote the file, which may hold secrets.
    const [reason = ""] = error.message.split("\n");
    return { ...NO_FILE, errors: [{ kind: "bad-file", file, line: error.line, reason }] };
  }
}

/** What came through a pipe (`--config <(decrypt chat.toml)`) can be read only once, and stays what it was. */
const pipedTexts = new Map<string, string>();

function readText(file: string): string {
  const piped = pipedTexts.get(file);
  if (piped !== undefined) return piped;
  const text = readFileSync(file, "utf8");
  if (!statSync(file).isFile()) pipedTexts.set(file, text);
  return text;
}

function sortKeys(file: string, source: string, table: Readonly<Record<string, unknown>>): SettingsFile {
  const values = new Map<string, FoundValue>();
  const unknownKeys: UnknownKey[] = [];
  for (const [key, value] of Object.entries(table)) {
    const line = lineOf(key, source);
    const isKnown = SETTING_NAMES.some((name) => name === key);
    if (isKnown) values.set(key, { value, origin: { place: "file", name: `${file}:${line}: ${key}` } });
    else unknownKeys.push({ file, line, key });
  }
  return { values, unknownKeys, errors: [] };
}

/** The line a top-level key or table stands on, from 1. */
function lineOf(key: string, source: string): number {
  const escaped = key.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const start = new RegExp(`^\\s*(\\[+\\s*)?["']?${escaped}["']?\\s*[\\]=.]`);
  return source.split("\n").findIndex((row) => start.test(row)) + 1 || 1;
}
