/** From what people write to a setting's value. Text stands for every kind, since the environment has nothing else. */
import { parseSecret, type Secret } from "./secret.ts";
import { SETTING_NAMES, SETTINGS, type Setting, type SettingName } from "./settings.ts";

export type ParsedSetting =
  | { readonly kind: "value"; readonly value: unknown }
  /** `shown` is what may be told of the wrong value: nothing where it could be a secret. */
  | { readonly kind: "wrong"; readonly shown: string | undefined };

/** A value from anywhere, as the setting's type. */
export function parseSetting(name: SettingName, written: unknown): ParsedSetting {
  const setting: Setting = SETTINGS[name];
  if (setting.kind === "secrets") return parseSecrets(setting, written);
  const value = parseValue(setting, written);
  return value === undefined ? { kind: "wrong", shown: textOf(written) } : { kind: "value", value };
}

function parseValue(setting: Exclude<Setting, { kind: "secrets" }>, written: unknown): unknown {
  switch (setting.kind) {
    case "list":
      return parseList(setting, written);
    case "lines":
      return parseLines(setting, written);
    case "text":
      return typeof written === "string" && setting.accepts(written) ? written : undefined;
    case "switch":
      return parseSwitch(written);
    case "number": {
      const number = typeof written === "string" && /^\d+$/.test(written) ? Number(written) : written;
      return typeof number === "number" && setting.accepts(number) ? number : undefined;
    }
  }
}

function parseList(setting: Setting & { kind: "list" }, written: unknown): readonly string[] | undefined {
  const all = Array.isArray(written) ? written.map(textOf) : textOf(written).split(",");
  const texts = all.map((text) => text.trim()).filter((text) => text !== "");
  return texts.every(setting.accepts) ? texts : undefined;
}

function parseLines(
  { linesMax }: Setting & { kind: "lines" },
  written: unknown,
): readonly string[] | undefined {
  const all: readonly unknown[] = Array.isArray(written) ? written : [written];
  if (!all.every((text) => typeof text === "string")) return undefined;
  const lines = all.flatMap((text) => text.replace(/\r?\n$/, "").split(/\r?\n/));
  const isShort = lines.every((line) => line.length <= LINE_CHARACTERS_MAX && !/[\r\0]/.test(line));
  return isShort && lines.length <= linesMax ? lines : undefined;
}

/** Far more than a screen is wide. */
const LINE_CHARACTERS_MAX = 1_000;

function parseSwitch(written: unknown): boolean | undefined {
  if (typeof written === "boolean") return written;
  if (/^(1|true|yes|on)$/i.test(textOf(written))) return true;
  return /^(0|false|no|off)$/i.test(textOf(written)) ? false : undefined;
}

function parseSecrets(setting: Setting & { kind: "secrets" }, written: unknown): ParsedSetting {
  const secrets = new Map<string, Secret>();
  for (const [name, text] of writtenSecrets(written)) {
    const secret = typeof text === "string" ? parseSecret(text) : undefined;
    // Keys that follow the table in the file belong to it: `channel = "#a"` there is no operator.
    const isSetting = SETTING_NAMES.some((known) => known === name);
    if (!secret || isSetting || !setting.accepts(name, secret)) {
      return { kind: "wrong", shown: typeof written === "string" ? undefined : name };
    }
    secrets.set(name, secret);
  }
  return { kind: "value", value: secrets };
}

function writtenSecrets(written: unknown): readonly (readonly [string, unknown])[] {
  if (typeof written === "object" && written !== null) return Object.entries(written);
  const pairs = textOf(written)
    .split(",")
    .filter((pair) => pair.trim() !== "");
  return pairs.map((pair) => {
    const [, name = "", secret] = /^\s*([^=]*?)\s*=(.*)$/s.exec(pair) ?? [];
    return [name, secret];
  });
}

/** Tables of a file have no text of their own: asking for it throws. */
function textOf(written: unknown): string {
  if (Array.isArray(written)) return written.map(textOf).join(",");
  const isTable = typeof written === "object" && written !== null && !(written instanceof Date);
  return isTable ? JSON.stringify(written) : String(written);
}
