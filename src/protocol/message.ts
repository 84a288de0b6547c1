/** The language inside: IRC's messages, whatever dialect they came in. https://modern.ircdocs.horse/#message-format */

/** What a session asks. `command` is upper case. */
export interface Message {
  readonly command: string;
  readonly params: readonly string[];
  /** Client-only tags (`+typing=active;+reply=…`) as they came, still escaped. https://ircv3.net/specs/extensions/message-tags */
  readonly clientTags?: string;
  /** Where the sender cut the text's lines, as rising offsets into it. https://ircv3.net/specs/extensions/multiline */
  readonly cuts?: readonly number[];
}

/** Who did something, as others may see it. One object for as long as nothing of it changes; never mutated. */
export interface Source {
  readonly nick: string;
  /** What stands before the `@`; "" for the server itself. */
  readonly username: string;
  /** IP address, `local` for unix sockets, or the server's name. */
  readonly host: string;
  readonly realname: string;
  /** The account's name, for people who are logged in. */
  readonly account?: string;
  /** Has not taken a nick: plain text and the console show the address instead. */
  readonly isGuest: boolean;
  /** Says of itself that it is a program. https://ircv3.net/specs/extensions/bot-mode */
  readonly isBot: boolean;
}

/** What plain text and the console call a person: the address until it takes a nick. */
export function displayName(source: Source): string {
  return source.isGuest ? source.host : source.nick;
}

const ACTION = /^\u0001ACTION (.*?)\u0001?$/s;
const CTCP = "\u0001";

/** The text of a `/me`, or undefined for any other text. https://modern.ircdocs.horse/ctcp.html#action */
export function actionText(text: string): string | undefined {
  return text.startsWith(CTCP) ? ACTION.exec(text)?.[1] : undefined;
}

export function formatAction(text: string): string {
  return `${CTCP}ACTION ${text}${CTCP}`;
}

/** Any other client-to-client request (PING, VERSION …), which is not text for people. */
export function isCtcpRequest(text: string): boolean {
  return text.startsWith(CTCP) && actionText(text) === undefined;
}
