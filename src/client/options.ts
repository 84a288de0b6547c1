/** The flags and the environment, read into one value. */
import { LANGUAGES, type Language, languageOf } from "../locales/catalog.ts";
import { parseTarget, type Target, type TargetProblem } from "./target.ts";

/** What the person asked for. */
export type Request =
  | { readonly kind: "help" | "version" | "licenses" }
  | { readonly kind: "chat"; readonly target: Target; readonly udp: boolean; readonly irc: boolean }
  | { readonly kind: "usage"; readonly problem: UsageProblem; readonly word: string };

export type UsageProblem = TargetProblem | "usageUnknownFlag" | "usageBadLanguage" | "usageUdpUnix";

export interface Invocation {
  readonly language: Language;
  readonly request: Request;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The flags as `parseArgs` with `flagOptions` reads them. */
export interface Flags {
  readonly _: readonly string[];
  readonly lang: string | undefined;
  readonly help: boolean;
  readonly version: boolean;
  readonly licenses: boolean;
  readonly udp: boolean;
  readonly irc: boolean;
}

/** What `parseArgs` has to know. The environment's `CHAT_*` are the defaults; unknown flags are put into `unknown`. */
export function flagOptions(env: Environment, unknown: string[]) {
  return {
    string: ["_", "lang"],
    boolean: ["help", "version", "licenses", "plain", "udp", "irc"],
    alias: { help: "h", version: "V" },
    default: { plain: isOn(env["CHAT_PLAIN"]), udp: isOn(env["CHAT_UDP"]), irc: isOn(env["CHAT_IRC"]) },
    negatable: ["plain", "udp", "irc"],
    unknown: (word: string, flag?: string) => {
      if (flag !== undefined) unknown.push(word);
      return flag === undefined;
    },
  } as const;
}

/** Flags come before `CHAT_*`, and those before the locale. */
export function readInvocation(flags: Flags, unknown: readonly string[], env: Environment): Invocation {
  const wanted = flags.lang ?? env["CHAT_LANG"] ?? "";
  const language = LANGUAGES.find((name) => name === wanted.toLowerCase()) ?? languageOf(env);
  return { language, request: readRequest(flags, unknown) };
}

function readRequest(flags: Flags, [unknownFlag]: readonly string[]): Request {
  if (flags.help) return { kind: "help" };
  if (flags.version) return { kind: "version" };
  if (flags.licenses) return { kind: "licenses" };
  if (unknownFlag !== undefined) return usage("usageUnknownFlag", unknownFlag);
  const { lang } = flags;
  if (lang !== undefined && !LANGUAGES.some((name) => name === lang.toLowerCase())) {
    return usage("usageBadLanguage", lang);
  }
  const target = parseTarget(flags._);
  if (target.kind === "problem") return usage(target.problem, target.word);
  if (target.kind === "unix" && flags.udp) return usage("usageUdpUnix", "--udp");
  const irc = flags.irc || (target.kind === "tcp" && target.irc);
  return { kind: "chat", target, udp: flags.udp, irc };
}

function usage(problem: UsageProblem, word: string): Request {
  return { kind: "usage", problem, word };
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && !["", "0", "false", "no", "off"].includes(value.toLowerCase());
}
