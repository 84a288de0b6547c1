/** Settings from the command line, before the environment, before the file, before the defaults. */

import { parseSetting } from "./setting-values.ts";
import { DEFAULTS, SETTING_NAMES, type SettingName, type Settings } from "./settings.ts";
import {
  type FileError,
  type FoundValue,
  NO_FILE,
  type Origin,
  readSettingsFile,
  type SettingsFile,
  type UnknownKey,
} from "./settings-file.ts";

export interface LoadSources {
  /** Values of flags that were given. */
  readonly flags: Readonly<Partial<Record<SettingName, unknown>>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The TOML file's path, where one was named. */
  readonly file: string | undefined;
}

export type LoadError =
  | {
      readonly kind: "bad-value";
      readonly setting: SettingName;
      readonly origin: Origin;
      /** What may be shown of it: nothing that could be a secret. */
      readonly shown: string | undefined;
    }
  | FileError;

export interface Loaded {
  readonly settings: Settings;
  readonly errors: readonly LoadError[];
  /** Keys of the file that mean nothing: a warning, not an error. */
  readonly unknownKeys: readonly UnknownKey[];
}

export function loadSettings(sources: LoadSources): Loaded {
  const fromFile = sources.file === undefined ? NO_FILE : readSettingsFile(sources.file);
  const errors: LoadError[] = [...fromFile.errors];
  const settings: Record<string, unknown> = { ...DEFAULTS };
  for (const name of SETTING_NAMES) {
    const found = findValue(name, sources, fromFile);
    if (!found) continue;
    const parsed = parseSetting(name, found.value);
    if (parsed.kind === "value") settings[name] = parsed.value;
    else errors.push({ kind: "bad-value", setting: name, origin: found.origin, shown: parsed.shown });
  }
  return { settings: settings as unknown as Settings, errors, unknownKeys: fromFile.unknownKeys };
}

/** `max-clients` → `CHAT_MAX_CLIENTS`. */
export function environmentName(setting: string): string {
  return `CHAT_${setting.toUpperCase().replaceAll("-", "_")}`;
}

function findValue(
  name: SettingName,
  { flags, environment }: LoadSources,
  fromFile: SettingsFile,
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
