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

/**
 * Reads a line without its line end. Several spaces between two parts are one; only spaces separate.
 * Walks by index because every line of every client comes through here.
 *
 * @returns undefined for a line without a command.
 */
export function parseIrcLine(line: string): IrcLine | undefined {
  let tags: string | undefined;
  let source: string | undefined;
  let at = skipSpaces(line, 0);
  if (line.charCodeAt(at) === AT_SIGN) {
    const end = wordEnd(line, at);
    tags = line.slice(at + 1, end);
    at = skipSpaces(line, end);
  }
  if (line.charCodeAt(at) === COLON) {
    const end = wordEnd(line, at);
    source = line.slice(at + 1, end);
    at = skipSpaces(line, end);
  }
  const end = wordEnd(line, at);
  if (end === at) return undefined;
  return { tags, source, command: line.slice(at, end).toUpperCase(), params: parseParams(line, end) };
}

function parseParams(line: string, start: number): string[] {
  const params: string[] = [];
  let at = skipSpaces(line, start);
  while (at < line.length) {
    if (line.charCodeAt(at) === COLON) {
      params.push(line.slice(at + 1));
      break;
    }
    const end = wordEnd(line, at);
    params.push(line.slice(at, end));
    at = skipSpaces(line, end);
  }
  return params;
}

function skipSpaces(line: string, start: number): number {
  let at = start;
  while (line.charCodeAt(at) === SPACE) at++;
  return at;
}

function wordEnd(line: string, start: number): number {
  const space = line.indexOf(" ", start);
  return space === -1 ? line.length : space;
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
