/** Events and replies as IRC lines, without their tags. The only place that knows how a line looks. */
import type { Language } from "../../locales/catalog.ts";
import { absentText, ircNumericLine, ircStandardLine, quitText } from "../../locales/irc/texts.ts";
import type { ChatEvent } from "../../protocol/effects.ts";
import { formatIrcLine } from "../../protocol/irc-line.ts";
import { LINE_BYTES_MAX } from "../../protocol/limits.ts";
import { actionText, formatAction, type Source } from "../../protocol/message.ts";
import { splitLines } from "../../protocol/multiline.ts";
import { type NumericName, numericCode } from "../../protocol/numerics.ts";
import { cutText, splitText, utf8Length } from "../../protocol/split-text.ts";
import type { StandardReply } from "../../protocol/words.ts";

/** `nick!user@host`, or the server's name. */
export function renderSource({ nick, username, host }: Source): string {
  return username === "" ? nick : `${nick}!${username}@${host}`;
}

/** The lines of one event; several only where a text has several lines or is too long for one. */
export function renderEvent(event: ChatEvent, language: Language): string[] {
  const source = renderSource(event.source);
  const { command, params } = event;
  switch (command) {
    case "PRIVMSG":
    case "NOTICE":
      return renderMessage(event, source);
    case "QUIT":
      return [fit(`:${source} QUIT :${oneLine(quitText(language, event.reason ?? { kind: "closed" }))}`)];
    case "AWAY":
      return renderAway(event, source, language);
    case "JOIN":
    case "NICK":
    case "MODE":
    case "TAGMSG":
      return [formatIrcLine({ source, command, params })];
    default:
      // What ends in somebody's words has them behind a colon, as every client expects.
      return [fit(formatIrcLine({ source, command, params }, { forceTrailing: endsInWords(event) }))];
  }
}

/** Whether what is shown depends on the reader's language. */
export function hasOurWords({ command, isAbsent }: ChatEvent): boolean {
  return command === "QUIT" || isAbsent === true;
}

/** Without words for who is back. https://ircv3.net/specs/extensions/away-notify */
function renderAway({ params: [text], isAbsent }: ChatEvent, source: string, language: Language): string[] {
  const words = isAbsent ? absentText(language) : text;
  return [words === undefined ? `:${source} AWAY` : fit(`:${source} AWAY :${words}`)];
}

/** Commands of one parameter, which is words. */
const WORDS_ALONE: ReadonlySet<string> = new Set(["SETNAME", "WALLOPS"]);

function endsInWords({ command, params }: ChatEvent): boolean {
  return params.length > 1 || (params.length === 1 && WORDS_ALONE.has(command));
}

/** JOIN with the account and the real name. https://ircv3.net/specs/extensions/extended-join */
export function renderExtendedJoin(source: Source, channel: string): string {
  const names = [channel, source.account ?? "*", source.realname];
  const line = { source: renderSource(source), command: "JOIN", params: names };
  return fit(formatIrcLine(line, { forceTrailing: true }));
}

/** https://modern.ircdocs.horse/#message-format: a line is 512 bytes; longer texts are cut between characters. */
function renderMessage({ command, params, cuts }: ChatEvent, source: string): string[] {
  const [target = "", text = ""] = params;
  const start = `:${source} ${command} ${target} :`;
  const action = actionText(text) ?? "";
  // Each piece of what somebody does is something they do.
  const format = (piece: string) => start + (action === "" ? piece : formatAction(piece));
  const bytesMax = LINE_BYTES_MAX - utf8Length(format(""));
  const lines = action === "" ? splitLines(text, cuts) : splitLines(action, cutsOfAction(action, cuts));
  return lines
    .map((line, index) => oneLine(index === 0 ? line.text : withoutRequest(line.text)))
    .filter((line) => line !== "")
    .flatMap((line) => splitText(line, bytesMax))
    .map(format);
}

/** Those within its words. */
function cutsOfAction(action: string, cuts: readonly number[] = []): number[] {
  const before = formatAction("").length - 1;
  return cuts.map((cut) => cut - before).filter((cut) => cut > 0 && cut < action.length);
}

/** A line in the middle of a message asks nobody's program for anything. */
function withoutRequest(line: string): string {
  return line.replace(/^\u0001+/, "");
}

export interface NumericParts {
  readonly serverName: string;
  readonly nick: string;
  readonly language: Language;
}

export function renderNumeric(
  { serverName, nick, language }: NumericParts,
  name: NumericName,
  params: readonly string[],
): string {
  // Only frozen lists are not extensible, and `isFrozen` would look at each item.
  const isOwn = Object.isExtensible(params);
  const rest = isOwn ? restOf(language, name, params) : commonRest(language, name, params);
  return fit(`:${serverName} ${numericCode(name)} ${nick}${rest}`);
}

/** What follows the nick. */
function restOf(language: Language, name: NumericName, params: readonly string[]): string {
  const code = numericCode(name);
  const line = { command: code, params: ircNumericLine(language, name, params) };
  return formatIrcLine(line, { forceTrailing: true }).slice(code.length);
}

type Remembered = WeakMap<readonly string[], string>;

/** Half of a welcome's lines are the same for all: putting them together each time was 7 µs of a registration. */
const remembered: Readonly<Record<Language, Remembered>> = { en: new WeakMap(), zh: new WeakMap() };

function commonRest(language: Language, name: NumericName, params: readonly string[]): string {
  const known = remembered[language].get(params);
  if (known !== undefined) return known;
  const rest = restOf(language, name, params);
  remembered[language].set(params, rest);
  return rest;
}

/** https://ircv3.net/specs/extensions/standard-replies */
export function renderStandardReply(serverName: string, language: Language, reply: StandardReply): string {
  const line = { source: serverName, command: reply.severity, params: ircStandardLine(language, reply) };
  return fit(formatIrcLine(line, { forceTrailing: true }));
}

/** Somebody's words at the end of a line (a topic, a real name) are cut between characters where they do not fit. */
function fit(line: string): string {
  return cutText(line, LINE_BYTES_MAX);
}

/** A lone CR, too, ends a line for some clients. */
export function oneLine(text: string): string {
  return text.replace(/[\r\n\0]+/g, " ");
}
