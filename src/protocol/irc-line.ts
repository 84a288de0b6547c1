/** One IRC line as text: read into its parts, and put together again. https://modern.ircdocs.horse/#message-format */

export interface IrcLine {
  /** As they came: still escaped, without the `@`. */
  readonly tags: string | undefined;
  readonly source: string | undefined;
  /** Upper case. */
  readonly command: string;
  readonly params: readonly string[];
}

const SPACE = 0x20;
const COLON = 0x3a;
const AT_SIGN = 0x40;

/** The command of nearly every line: a text of its own would have to be cut out, read and hashed for each, 0.1 µs. */
const FREQUENT = "PRIVMSG";

/**
 * Reads a line without its line end: the part of `text` from `start` to `end`. Several spaces between two parts are one; only spaces separate.
 * Walks by index because every line of every client comes through here.
 *
 * @returns undefined for a line without a command.
 */
export function parseIrcLine(text: string, start = 0, end = text.length): IrcLine | undefined {
  let tags: string | undefined;
  let source: string | undefined;
  let at = skipSpaces(text, start);
  if (text.charCodeAt(at) === AT_SIGN && at < end) {
    const tagsEnd = wordEnd(text, at, end);
    tags = text.slice(at + 1, tagsEnd);
    at = skipSpaces(text, tagsEnd);
  }
  if (text.charCodeAt(at) === COLON && at < end) {
    const sourceEnd = wordEnd(text, at, end);
    source = text.slice(at + 1, sourceEnd);
    at = skipSpaces(text, sourceEnd);
  }
  const commandEnd = wordEnd(text, at, end);
  if (commandEnd <= at) return undefined;
  const isFrequent = commandEnd - at === FREQUENT.length && text.startsWith(FREQUENT, at);
  const command = isFrequent ? FREQUENT : text.slice(at, commandEnd).toUpperCase();
  return { tags, source, command, params: parseParams(text, commandEnd, end) };
}

function parseParams(text: string, start: number, end: number): string[] {
  const params: string[] = [];
  let at = skipSpaces(text, start);
  while (at < end) {
    if (text.charCodeAt(at) === COLON) {
      params.push(text.slice(at + 1, end));
      break;
    }
    const paramEnd = wordEnd(text, at, end);
    params.push(text.slice(at, paramEnd));
    at = skipSpaces(text, paramEnd);
  }
  return params;
}

/** Stops at the line's end, since no line end is a space. */
function skipSpaces(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === SPACE) at++;
  return at;
}

function wordEnd(text: string, start: number, end: number): number {
  const space = text.indexOf(" ", start);
  return space === -1 || space > end ? end : space;
}

const LINE_BREAKING = /[\r\n\0]/;
const LINE_BREAKING_ALL = /[\r\n\0]/g;
const WORD_BREAKING = /[\r\n\0 ]/;
const WORD_BREAKING_ALL = /[\r\n\0 ]/g;

/**
 * Puts `:source COMMAND a b :last` together, without tags and line end. The last param gets its `:` where it needs one,
 * or always with `forceTrailing`. Whatever the params hold, the line stays one line with as many params.
 */
export function formatIrcLine(
  line: {
    readonly source?: string | undefined;
    readonly command: string;
    readonly params: readonly string[];
  },
  options: { readonly forceTrailing?: boolean } = {},
): string {
  const { source, command, params } = line;
  let text = source ? `:${asWord(source)} ${command}` : command;
  const last = params.length - 1;
  for (let index = 0; index < last; index++) text += ` ${middleParam(params[index] ?? "")}`;
  if (last >= 0) text += ` ${lastParam(params[last] ?? "", options.forceTrailing)}`;
  return text;
}

function lastParam(param: string, forceTrailing = false): string {
  const text = LINE_BREAKING.test(param) ? param.replace(LINE_BREAKING_ALL, " ") : param;
  return forceTrailing || text === "" || text.startsWith(":") || text.includes(" ") ? `:${text}` : text;
}

/** A param that others follow must be a word: `::1` becomes `0::1`, which is the same address. */
function middleParam(param: string): string {
  if (param === "") return "*";
  const word = asWord(param);
  return word.startsWith(":") ? `0${word}` : word;
}

/** Looked at before it is replaced: nearly nothing has to be, and a replacement costs three times the look. */
function asWord(text: string): string {
  return WORD_BREAKING.test(text) ? text.replace(WORD_BREAKING_ALL, "_") : text;
}
