/** The command line and the environment, read into one value. */
import { parseArgs } from "@std/cli/parse-args";
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

type Environment = Readonly<Record<string, string | undefined>>;

/** Flags come before `CHAT_*`, and those before the locale. */
export function readInvocation(args: readonly string[], env: Environment): Invocation {
  const unknown: string[] = [];
  const flags = parseArgs(args, {
    string: ["_", "lang"],
    boolean: ["help", "version", "licenses", "plain", "udp", "irc"],
    alias: { help: "h", version: "V" },
    default: { plain: isOn(env["CHAT_PLAIN"]), udp: isOn(env["CHAT_UDP"]), irc: isOn(env["CHAT_IRC"]) },
    negatable: ["plain", "udp", "irc"],
    unknown: (arg, key) => {
      if (key !== undefined) unknown.push(arg);
      return key === undefined;
    },
  });
  const wanted = flags.lang ?? env["CHAT_LANG"] ?? "";
  const language = LANGUAGES.find((name) => name === wanted.toLowerCase()) ?? languageOf(env);
  const usage = (problem: UsageProblem, word: string): Invocation => ({
    language,
    request: { kind: "usage", problem, word },
  });

  if (flags.help) return { language, request: { kind: "help" } };
  if (flags.version) return { language, request: { kind: "version" } };
  if (flags.licenses) return { language, request: { kind: "licenses" } };
  if (unknown[0] !== undefined) return usage("usageUnknownFlag", unknown[0]);
  if (flags.lang !== undefined && flags.lang.toLowerCase() !== language)
    return usage("usageBadLanguage", flags.lang);
  const target = parseTarget(flags._);
  if (target.kind === "problem") return usage(target.problem, target.word);
  if (target.kind === "unix" && flags.udp) return usage("usageUdpUnix", "--udp");
  const irc = flags.irc || (target.kind === "tcp" && target.irc);
  return { language, request: { kind: "chat", target, udp: flags.udp, irc } };
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && !["", "0", "false", "no", "off"].includes(value.toLowerCase());
}
