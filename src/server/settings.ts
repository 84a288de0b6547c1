/** Every setting of the server: one table for flags, environment and file, so that the three cannot differ. */
import { LANGUAGES, type Language } from "../locales/catalog.ts";
import { PLAIN_MESSAGE_BYTES_DEFAULT } from "../protocol/limits.ts";
import { isChannelName } from "../protocol/names.ts";
import { parseEndpoint } from "./endpoint.ts";

export interface Settings {
  /** As people write them; empty means every interface at 8081. */
  readonly listen: readonly string[];
  /** undefined: from the locale. */
  readonly lang: Language | undefined;
  readonly channel: string;
  readonly welcome: string;
  readonly echo: boolean;
  readonly udp: boolean;
  /** Bytes of the largest plain message. */
  readonly "buffer-size": number;
  /** undefined: as many as the system's limit of open files allows. */
  readonly "max-clients": number | undefined;
}

export type SettingName = keyof Settings;

export const DEFAULTS: Settings = {
  listen: [],
  lang: undefined,
  channel: "#lobby",
  welcome: "",
  echo: false,
  udp: true,
  "buffer-size": PLAIN_MESSAGE_BYTES_DEFAULT,
  "max-clients": undefined,
};

/** How a value is written, and what it may be. `parse` answers undefined for a value that is not allowed. */
interface Setting {
  readonly kind: "text" | "texts" | "switch" | "number";
  /** Whether a value of the right kind is allowed. */
  accepts(value: string | number | boolean): boolean;
}

const anything = (): boolean => true;

function between(min: number, max: number): (value: unknown) => boolean {
  return (value) => typeof value === "number" && Number.isInteger(value) && value >= min && value <= max;
}

export const SETTINGS = {
  listen: { kind: "texts", accepts: (value) => parseEndpoint(String(value)).kind === "endpoint" },
  lang: { kind: "text", accepts: (value) => LANGUAGES.some((language) => language === value) },
  channel: { kind: "text", accepts: (value) => isChannelName(String(value)) },
  // One screen of text; it is sent to everybody who comes.
  welcome: { kind: "text", accepts: (value) => String(value).length <= 2_000 },
  echo: { kind: "switch", accepts: anything },
  udp: { kind: "switch", accepts: anything },
  // Below 64 bytes a greeting of Chinese words would be torn; above 64 KiB one message is no message.
  "buffer-size": { kind: "number", accepts: between(64, 65_536) },
  "max-clients": { kind: "number", accepts: between(1, 1_000_000) },
} as const satisfies Record<SettingName, Setting>;

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

/** Where a value was found, for the error message. */
export interface Origin {
  readonly place: "flag" | "environment" | "file";
  /** `--max-clients`, `CHAT_MAX_CLIENTS`, or `chat.toml:3: max-clients`. */
  readonly name: string;
}

export interface BadValue {
  readonly setting: SettingName;
  readonly origin: Origin;
  readonly value: string;
}

/** A value from anywhere, as the setting's type; undefined where it is not one. Text stands for all kinds. */
export function parseSetting(name: SettingName, value: unknown): unknown {
  const setting: Setting = SETTINGS[name];
  switch (setting.kind) {
    case "texts": {
      const all = Array.isArray(value) ? value.map(String) : String(value).split(",");
      const texts = all.map((text) => text.trim()).filter((text) => text !== "");
      return texts.every(setting.accepts) ? texts : undefined;
    }
    case "text":
      return typeof value === "string" && setting.accepts(value) ? value : undefined;
    case "switch":
      return parseSwitch(value);
    case "number": {
      const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
      return typeof number === "number" && setting.accepts(number) ? number : undefined;
    }
  }
}

function parseSwitch(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (/^(1|true|yes|on)$/i.test(String(value))) return true;
  return /^(0|false|no|off)$/i.test(String(value)) ? false : undefined;
}
