/** What the command line asks for. */
import { LANGUAGES, type Language } from "../locales/catalog.ts";
import { serverText } from "../locales/server/texts.ts";
import { type CareCommand, readCareCommand } from "./care/command.ts";
import { hostAndPort, parseEndpoint } from "./endpoint.ts";
import { FLAGS, type ParsedFlags } from "./flags.ts";
import { environmentName, type LoadError, type Loaded, loadSettings } from "./load-settings.ts";
import { SECRET_SETTINGS, SETTING_NAMES, type SettingName, type Settings } from "./settings.ts";

export type ServerCommand =
  | { readonly kind: "version" | "licenses" }
  | { readonly kind: "help" | "hash-password"; readonly language: Language }
  | { readonly kind: "usage-error"; readonly message: string }
  | { readonly kind: "config-error"; readonly messages: readonly string[] }
  | {
      readonly kind: "care";
      readonly command: CareCommand;
      readonly settings: Settings;
      readonly language: Language;
    }
  | {
      readonly kind: "start" | "check-config";
      readonly settings: Settings;
      readonly warnings: readonly string[];
    };

export interface CommandLine {
  readonly parsed: ParsedFlags;
  /** Flags that `parseArgs` did not know. */
  readonly unknownFlags: readonly string[];
  /** The words themselves, to tell a flag that was given from one that was not. */
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The locale's, where nobody names another. */
  readonly language: Language;
}

/** @returns what to do; never throws and never prints. */
export function readCommandLine(given: CommandLine): ServerCommand {
  const { parsed, unknownFlags } = given;
  const language = earlyLanguage(given);
  const line = { ...given, language };
  if (parsed["help"]) return { kind: "help", language };
  if (parsed["version"]) return { kind: "version" };
  if (parsed["licenses"]) return { kind: "licenses" };
  if (parsed["hash-password"]) return { kind: "hash-password", language };
  const [unknown] = unknownFlags;
  if (unknown !== undefined) return usageError(line, explainUnknown(unknown, language));
  const empty = FLAGS.string.find((name) => wasGiven(name, line) && isEmpty(parsed[name]));
  if (empty) return usageError(line, serverText(language, "flagNeedsValue", { flag: `--${empty}` }));

  const format = parsed["format"] as string | undefined;
  const care = readCareCommand({ words: parsed._.map(String), format });
  if (care && "error" in care) return usageError(line, serverText(language, care.error, { ...care }));
  if (!care && format !== undefined) return usageError(line, serverText(language, "onlyForExport"));
  const address = care ? {} : positionalAddress(line);
  if (address.error !== undefined) return usageError(line, address.error);
  const loaded = loadSettings({
    flags: givenFlags(line, address.listen),
    environment: line.environment,
    // An empty variable is an unset one, as for every other setting.
    file: (parsed["config"] as string | undefined) ?? (line.environment["CHAT_CONFIG"] || undefined),
  });
  const command = decide(line, loaded);
  if (!care || command.kind !== "start") return command;
  const { settings } = command;
  return { kind: "care", command: care, settings, language: settings.lang ?? language };
}

/** The language of what is said before the settings are known: the flag's or the environment's, if it is one. */
function earlyLanguage({ parsed, environment, language }: CommandLine): Language {
  const wanted = parsed["lang"] || environment["CHAT_LANG"];
  return LANGUAGES.find((known) => known === wanted) ?? language;
}

/** Without the flag's value: it may be a secret that somebody tries to hand over here. */
function explainUnknown(word: string, language: Language): string {
  const [flag = ""] = word.split("=");
  const setting = SECRET_SETTINGS.find((name) => flag === `--${name}`);
  if (!setting) return serverText(language, "unknownFlag", { flag });
  return serverText(language, "secretFlag", { flag, setting, variable: environmentName(setting) });
}

function decide(line: CommandLine, { settings, errors, unknownKeys }: Loaded): ServerCommand {
  const language = settings.lang ?? line.language;
  const messages = errors.map((error) => describe(error, language));
  const isUsage = errors.some((error) => error.kind === "bad-value" && error.origin.place === "flag");
  if (isUsage) return usageError(line, messages.join("\n"));
  if (messages.length > 0) return { kind: "config-error", messages };
  const warnings = unknownKeys.map(({ file, line: row, key }) =>
    serverText(language, "unknownKey", { file, line: row, key }),
  );
  return { kind: line.parsed["check-config"] ? "check-config" : "start", settings, warnings };
}

function usageError({ language }: CommandLine, message: string): ServerCommand {
  return { kind: "usage-error", message: `${message}\n${serverText(language, "tryHelp")}` };
}

/** No address, `HOST PORT`, `HOST:PORT` or `unix:/path`. */
function positionalAddress({ parsed, language }: CommandLine): { listen?: string; error?: string } {
  const words = parsed._.map(String);
  const [first = "", second] = words;
  if (words.length === 0) return {};
  const isOneAddress = words.length === 1 && /^unix:|:\S*$/.test(first);
  if (!isOneAddress && words.length !== 2) {
    const params = { count: words.length, arguments: words.join(" ") };
    return { error: serverText(language, "wrongArguments", params) };
  }
  const result = second === undefined ? parseEndpoint(first) : hostAndPort(first, second);
  if (result.kind === "error") {
    return { error: serverText(language, result.error, { argument: result.argument }) };
  }
  return { listen: second === undefined ? first : `${first} ${second}` };
}

/** Only what was really given: a boolean flag that is absent must not hide the environment's or the file's value. */
function givenFlags(line: CommandLine, address: string | undefined): Partial<Record<SettingName, unknown>> {
  const flags: Partial<Record<SettingName, unknown>> = {};
  for (const name of SETTING_NAMES) {
    if (wasGiven(name, line)) flags[name] = line.parsed[name];
  }
  const more = (line.parsed["listen"] as readonly string[] | undefined) ?? [];
  if (address !== undefined) flags.listen = [address, ...more];
  return flags;
}

function wasGiven(name: string, { words }: CommandLine): boolean {
  return words.some(
    (word) => word === `--${name}` || word === `--no-${name}` || word.startsWith(`--${name}=`),
  );
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) ? value.some(isEmpty) : value === undefined || value === "";
}

function describe(error: LoadError, language: Language): string {
  switch (error.kind) {
    case "bad-value": {
      const { setting, shown, origin } = error;
      const hint = serverText(language, `hint-${setting}`);
      if (shown === undefined) return serverText(language, "badSecrets", { origin: origin.name, hint });
      return serverText(language, "badValue", { origin: origin.name, value: shown, hint });
    }
    case "unreadable-file":
      return serverText(language, "unreadableFile", { file: error.file, reason: error.reason });
    case "bad-file":
      return serverText(language, "badFile", { file: error.file, line: error.line, reason: error.reason });
  }
}
