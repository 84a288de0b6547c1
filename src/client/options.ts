/** The flags and the environment, read into one value. */
import { LANGUAGES, type Language, languageOf } from "../locales/catalog.ts";
import { isTakeableNick } from "../protocol/names.ts";
import type { Identity } from "./irc/identity.ts";
import { guestName } from "./irc/nick-candidates.ts";
import { HISTORY_LINES_MAX } from "./limits.ts";
import { parseTarget, type Target, type TargetProblem } from "./target.ts";

/** To talk with people somewhere. */
export interface ChatRequest {
  readonly kind: "chat";
  readonly target: Target;
  readonly udp: boolean;
  /** The person says that an IRC server is there. */
  readonly irc: boolean;
  /** Who to be where the server asks. */
  readonly identity: Identity;
}

/** What the person asked for. */
export type Request =
  | ChatRequest
  | { readonly kind: "help" | "version" | "licenses" }
  | { readonly kind: "usage"; readonly problem: UsageProblem; readonly word: string };

export type UsageProblem =
  | TargetProblem
  | "usageUnknownFlag"
  | "usageBadLanguage"
  | "usageBadNick"
  | "usageBadHistory"
  | "usageBadAccount"
  | "usagePasswordFile"
  | "usageUdpAccount"
  | "usageUdpUnix";

export interface Invocation {
  readonly language: Language;
  readonly request: Request;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The flags as `parseArgs` with `flagOptions` reads them. */
export interface Flags {
  readonly _: readonly string[];
  readonly lang: string | undefined;
  readonly nick: string | undefined;
  readonly account: string | undefined;
  readonly "password-file": string | undefined;
  readonly channel: string | undefined;
  readonly history: string | undefined;
  readonly help: boolean;
  readonly version: boolean;
  readonly licenses: boolean;
  readonly udp: boolean;
  readonly irc: boolean;
}

/** What `parseArgs` has to know. The environment's `CHAT_*` are the defaults; unknown flags are put into `unknown`. */
export function flagOptions(env: Environment, unknown: string[]) {
  return {
    string: ["_", "lang", "nick", "account", "password-file", "channel", "history"],
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

/** What was said on the command line and around it. `random`: 0 … 1, for the name of somebody without one. */
export interface CommandLine {
  readonly flags: Flags;
  readonly unknown: readonly string[];
  readonly env: Environment;
  readonly random: number;
  /** @returns the first line of a file. @throws where it cannot be read. */
  readonly readFirstLine: (file: string) => string;
}

/** Flags come before `CHAT_*`, and those before the locale and the system's user name. */
export function readInvocation(commandLine: CommandLine): Invocation {
  const { flags, env } = commandLine;
  const wanted = flags.lang ?? env["CHAT_LANG"] ?? "";
  const language = LANGUAGES.find((name) => name === wanted.toLowerCase()) ?? languageOf(env);
  return { language, request: readRequest(commandLine) };
}

function readRequest(commandLine: CommandLine): Request {
  const { flags, unknown, env, random } = commandLine;
  // What stands behind it may be a password.
  const unknownFlag = unknown[0]?.replace(/=.*$/s, "");
  if (flags.help) return { kind: "help" };
  if (flags.version) return { kind: "version" };
  if (flags.licenses) return { kind: "licenses" };
  if (unknownFlag !== undefined) return usage("usageUnknownFlag", unknownFlag);
  const { lang } = flags;
  if (lang !== undefined && !LANGUAGES.some((name) => name === lang.toLowerCase())) {
    return usage("usageBadLanguage", lang);
  }
  const nick = flags.nick ?? (env["CHAT_NICK"] || undefined);
  if (nick !== undefined && !isTakeableNick(nick)) return usage("usageBadNick", nick);
  const history = flags.history ?? (env["CHAT_HISTORY"] || undefined);
  if (history !== undefined && !isLineCount(history)) return usage("usageBadHistory", history);
  const account = flags.account ?? (env["CHAT_ACCOUNT"] || undefined);
  if (account !== undefined && !/^[^\s:][^\s]*$/.test(account)) return usage("usageBadAccount", account);
  if (flags.account !== undefined && flags.udp) return usage("usageUdpAccount", "");
  const password = readPassword(commandLine);
  if (password.kind === "unreadable") return usage("usagePasswordFile", password.file);
  const target = parseTarget(flags._);
  if (target.kind === "problem") return usage(target.problem, target.word);
  if (target.kind === "unix" && flags.udp) return usage("usageUdpUnix", "--udp");
  const irc = flags.irc || (target.kind === "tcp" && target.irc);
  const identity = {
    nick: nick ?? takeable(account) ?? systemNick(env) ?? guestName(random),
    account,
    password: password.text,
    rooms: roomNames(flags.channel ?? (roomsOf(target) || env["CHAT_CHANNEL"] || "")),
    historyShown: history === undefined ? undefined : Number(history),
    operPassword: env["CHAT_OPER_PASSWORD"],
  };
  return { kind: "chat", target, udp: flags.udp, irc, identity };
}

function isLineCount(text: string): boolean {
  return /^\d{1,4}$/.test(text) && Number(text) <= HISTORY_LINES_MAX;
}

type Password =
  | { readonly kind: "read"; readonly text: string | undefined }
  | { readonly kind: "unreadable"; readonly file: string };

/** A command line is seen by everybody on the machine, so no password is ever in it. */
function readPassword({ flags, env, readFirstLine }: CommandLine): Password {
  const word = flags["password-file"] === undefined ? env["CHAT_PASSWORD"] || undefined : undefined;
  const file = flags["password-file"] ?? (env["CHAT_PASSWORD_FILE"] || undefined);
  if (word !== undefined || file === undefined) return { kind: "read", text: word };
  try {
    return { kind: "read", text: readFirstLine(file) || undefined };
  } catch {
    return { kind: "unreadable", file };
  }
}

/** The name the person has on this machine, if it can be one here. */
function systemNick(env: Environment): string | undefined {
  return takeable(env["USER"] || env["LOGNAME"] || env["USERNAME"]);
}

function takeable(name = ""): string | undefined {
  return isTakeableNick(name) ? name : undefined;
}

/** Those in the address. */
function roomsOf(target: Target): string {
  return target.kind === "tcp" ? target.rooms : "";
}

/** `tea,#coffee` → `["#tea", "#coffee"]` */
function roomNames(list: string): string[] {
  const names = list.split(/[\s,]+/).filter((name) => name !== "");
  return names.map((name) => (/^[#&+!]/.test(name) ? name : `#${name}`));
}

function usage(problem: UsageProblem, word: string): Request {
  return { kind: "usage", problem, word };
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && !["", "0", "false", "no", "off"].includes(value.toLowerCase());
}
