/** One line of an IRC server, read into what a client asks of it. */
import { parseIrcLine } from "../../protocol/irc-line.ts";
import { guestNick } from "../../protocol/names.ts";
import { parseTags } from "../../protocol/tags.ts";

export interface Incoming {
  /** Who it comes from; "" where the line does not say, which means the server. */
  readonly nick: string;
  /** What people call them: a guest of our server by the address, as in plain text; everybody else by the nick. */
  readonly name: string;
  /** `nick!user@host`, or the server's name. */
  readonly source: string;
  readonly command: string;
  readonly params: readonly string[];
  readonly tags: ReadonlyMap<string, string>;
}

const NO_TAGS: ReadonlyMap<string, string> = new Map();

/** @returns undefined for a line without a command. */
export function readIncoming(text: string): Incoming | undefined {
  const line = parseIrcLine(text);
  if (!line) return undefined;
  const { source = "", command, params } = line;
  const tags = line.tags === undefined ? NO_TAGS : parseTags(line.tags);
  return { nick: nickOf(source), name: nameOf(source), source, command, params, tags };
}

/** `ann!a@host` → `ann` */
export function nickOf(source: string): string {
  return /^[^!@]*/.exec(source)?.[0] ?? "";
}

/** `g10-0-0-7-2!~g@10.0.0.7` → `10.0.0.7`; a nick that only looks like it is not of this address. */
function nameOf(source: string): string {
  const nick = nickOf(source);
  const host = /@(.+)$/.exec(source)?.[1];
  if (host === undefined) return nick;
  const guest = guestNick(host);
  const isGuest = nick.startsWith(guest) && /^(?:-\d+)?$/.test(nick.slice(guest.length));
  return isGuest ? host : nick;
}

export function isNumeric(command: string): boolean {
  return /^\d{3}$/.test(command);
}

/** Whether it says that something could not be done. https://modern.ircdocs.horse/#numerics */
export function isRefusal({ command }: Incoming): boolean {
  return /^[45]\d\d$/.test(command) || command === "FAIL";
}

const IRC_SHAPE = /^(?:[:@]\S+ |(?:PING|ERROR|NOTICE|AUTHENTICATE) )/;

/** Whether it looks like IRC at all: a server of ours may still send its plain greeting while it is asked for IRC. */
export function looksLikeIrc(text: string): boolean {
  return IRC_SHAPE.test(text);
}
