/** Looks up what IRC people read, and puts it where the wire has it: into the last parameter. */
import { catalog, type Language } from "../catalog.ts";
import { en, type IrcTexts } from "./en.ts";
import { type IrcLines, linesEn } from "./lines-en.ts";
import { linesZh } from "./lines-zh.ts";
import { zh } from "./zh.ts";

export type IrcNumeric = keyof IrcTexts["numerics"];
export type StandardCode = keyof IrcTexts["standard"];

/** Why a session ended, the shape of `EndReason`: a person's own words where there are some. */
export interface Ending {
  readonly kind: Exclude<
    keyof IrcTexts["endings"],
    "quit-text" | "kicked-text" | "banned-text" | "banned-until"
  >;
  readonly by?: string;
  readonly text?: string;
  readonly nick?: string;
  /** When they may come back. */
  readonly until?: string;
}

/** Numerics of whose parameters only the first ones go on the line: the others are for the sentence, or for plain text. */
const PARAMS_ON_LINE: Readonly<Partial<Record<IrcNumeric, number>>> = {
  RPL_WELCOME: 0,
  RPL_YOURHOST: 0,
  RPL_CREATED: 0,
  RPL_LUSERCLIENT: 0,
  RPL_LUSERME: 0,
  RPL_WHOISCERTFP: 1,
  RPL_ENDOFWHO: 1,
  RPL_LISTEND: 0,
  RPL_MOTDSTART: 0,
  RPL_WHOISHOST: 1,
  RPL_WHOISMODES: 1,
  ERR_NORECIPIENT: 0,
};

/**
 * Numerics that show a line of ours: which parameter names it. What follows the name is for the sentence; what is no name
 * is shown as it is.
 */
const LINE_NAMED_AT: Readonly<Partial<Record<IrcNumeric, number>>> = {
  RPL_INFO: 0,
  // Whatever an operator wrote begins with a dash.
  RPL_MOTD: 0,
  RPL_HELPSTART: 1,
  RPL_HELPTXT: 1,
};

const numericText = catalog<IrcNumeric>({ en: en.numerics, zh: zh.numerics });
const endingText = catalog<keyof IrcTexts["endings"]>({ en: en.endings, zh: zh.endings });
const closingLink = catalog<"closingLink">({ en, zh });
const lineText = catalog<keyof IrcLines>({ en: linesEn, zh: linesZh });

/** The sentence of a FAIL, WARN or NOTE. */
export const standardText = catalog<StandardCode>({ en: en.standard, zh: zh.standard });

/** @returns the parameters of a numeric as they go on the wire, but for the nick it is addressed to. */
export function ircNumericLine(
  language: Language,
  name: IrcNumeric,
  params: readonly string[],
): readonly string[] {
  const namedAt = LINE_NAMED_AT[name];
  if (namedAt !== undefined) return withLine(language, params, namedAt);
  const sentence = numericText(language, name, params);
  if (sentence === "") return params;
  return [...params.slice(0, PARAMS_ON_LINE[name]), sentence];
}

function withLine(language: Language, params: readonly string[], namedAt: number): readonly string[] {
  const name = params[namedAt] ?? "";
  if (!isLineName(name)) return params;
  return [...params.slice(0, namedAt), lineText(language, name, params.slice(namedAt + 1))];
}

function isLineName(name: string): name is keyof IrcLines {
  return Object.hasOwn(linesEn, name);
}

/** @returns the parameters of a FAIL, WARN or NOTE. A code without a sentence of its own has that of UNKNOWN_ERROR. */
export function ircStandardLine(
  language: Language,
  reply: { readonly command: string; readonly code: string; readonly context: readonly string[] },
): readonly string[] {
  const { command, code, context } = reply;
  const text = standardText(language, isStandardCode(code) ? code : "UNKNOWN_ERROR");
  return [command, code, ...context, text];
}

function isStandardCode(code: string): code is StandardCode {
  return Object.hasOwn(en.standard, code);
}

/** Why somebody is away who has not said so: in the AWAY, and in the reply to who asks. */
export function absentText(language: Language): string {
  return numericText(language, "RPL_ABSENT", []);
}

/** What others read in the QUIT of a session that ended. */
export function quitText(language: Language, { kind, by = "", text = "", nick = "" }: Ending): string {
  const hasWords = text !== "" && (kind === "quit" || kind === "kicked" || kind === "banned");
  return endingText(language, hasWords ? `${kind}-text` : kind, { by, text, nick });
}

/** What the one who is sent away reads in the ERROR. @param host the person's, as others see it. */
export function closingText(language: Language, ending: Ending, host: string): string {
  const { until } = ending;
  const why = quitText(language, ending);
  const reason = until === undefined ? why : endingText(language, "banned-until", { banned: why, until });
  return closingLink(language, "closingLink", { host, reason });
}
