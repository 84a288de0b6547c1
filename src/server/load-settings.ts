/** Settings from the command line, before the environment, before the file, before the defaults. */
import { readFileSync } from "node:fs";
import { parse, TomlError } from "smol-toml";
import {
  type BadValue,
  DEFAULTS,
  type Origin,
  parseSetting,
  SETTING_NAMES,
  type SettingName,
  type Settings,
} from "./settings.ts";

export interface LoadSources {
  /** Values of flags that were given. */
  readonly flags: Readonly<Partial<Record<SettingName, unknown>>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The TOML file's path, where one was named. */
  readonly file: string | undefined;
}

export type LoadError =
  | { readonly kind: "bad-value"; readonly bad: BadValue }
  | { readonly kind: "unreadable-file"; readonly file: string; readonly reason: string }
  | { readonly kind: "bad-file"; readonly file: string; readonly line: number; readonly reason: string };

export interface UnknownKey {
  readonly file: string;
  readonly line: number;
  readonly key: string;
}

export interface Loaded {
  readonly settings: Settings;
  readonly errors: readonly LoadError[];
  /** Keys of the file that mean nothing: a warning, not an error. */
  readonly unknownKeys: readonly UnknownKey[];
}

export function loadSettings({ flags, environment, file }: LoadSources): Loaded {
  const fromFile = file === undefined ? NO_FILE : readSettingsFile(file);
  const errors: LoadError[] = [...fromFile.errors];
  const settings: Record<string, unknown> = { ...DEFAULTS };
  for (const name of SETTING_NAMES) {
    const found = findValue(name, { flags, environment, fromFile });
    if (!found) continue;
    const value = parseSetting(name, found.value);
    if (value === undefined) {
      errors.push({
        kind: "bad-value",
        bad: { setting: name, origin: found.origin, value: String(found.value) },
      });
    } else {
      settings[name] = value;
    }
  }
  return { settings: settings as unknown as Settings, errors, unknownKeys: fromFile.unknownKeys };
}

/** `max-clients` → `CHAT_MAX_CLIENTS`. */
export function environmentName(setting: string): string {
  return `CHAT_${setting.toUpperCase().replaceAll("-", "_")}`;
}

interface FoundValue {
  readonly value: unknown;
  readonly origin: Origin;
}

function findValue(
  name: SettingName,
  {
    flags,
    environment,
    fromFile,
  }: Pick<LoadSources, "flags" | "environment"> & { readonly fromFile: SettingsFile },
): FoundValue | undefined {
  const flag = flags[name];
  if (flag !== undefined) return { value: flag, origin: { place: "flag", name: `--${name}` } };
  const variable = environmentName(name);
  const text = environment[variable];
  if (text !== undefined && text !== "") {
    return { value: text, origin: { place: "environment", name: variable } };
  }
  return fromFile.values.get(name);
}

interface SettingsFile {
  readonly values: ReadonlyMap<string, FoundValue>;
  readonly unknownKeys: readonly UnknownKey[];
  readonly errors: readonly LoadError[];
}

const NO_FILE: SettingsFile = { values: new Map(), unknownKeys: [], errors: [] };

/** https://toml.io/en/v1.0.0 */
function readSettingsFile(file: string): SettingsFile {
  let source: string;
  try {
    source = readFileSync(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...NO_FILE, errors: [{ kind: "unreadable-file", file, reason }] };
  }
  try {
    return sortKeys(file, source, parse(source));
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [reason = ""] = error.message.split("\n");
    return { ...NO_FILE, errors: [{ kind: "bad-file", file, line: error.line, reason }] };
  }
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
