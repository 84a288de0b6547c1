/** What HELP explains: how each command is written. The sentences are in src/locales/irc. https://modern.ircdocs.horse/#help-message */

const SYNTAX = {
  ACCEPT: "ACCEPT [*|[-]<nick>{,[-]<nick>}]",
  ADMIN: "ADMIN [<server>]",
  AUTHENTICATE: "AUTHENTICATE <mechanism, piece, + or *>",
  AWAY: "AWAY [<text>]",
  BATCH: "BATCH <+|-><reference> [draft/multiline <nick or channel>]",
  CAP: "CAP <LS|LIST|REQ|END> [<capabilities>]",
  CHANLOG: "CHANLOG <channel> [<count>]",
  CHANSERV: "CHANSERV <subcommand> [<words>]",
  CHATHISTORY: "CHATHISTORY <subcommand> <target or time> <point or time> [<point>] <count>",
  CHGHOST: "CHGHOST <nick> <username> <host>",
  CS: "CS <subcommand> [<words>]",
  DLINE: "DLINE [<minutes>] <address or range> [<reason>]",
  HELP: "HELP [<subject>]",
  HELPOP: "HELPOP [<subject>]",
  HISTORY: "HISTORY <channel or nick> [<count>]",
  INFO: "INFO [<server>]",
  INVITE: "INVITE [<nick> <channel>]",
  ISON: "ISON <nick>{ <nick>}",
  ISUPPORT: "ISUPPORT",
  JOIN: "JOIN <channel>{,<channel>} [<key>{,<key>}]",
  KICK: "KICK <channel> <nick>{,<nick>} [<reason>]",
  KILL: "KILL <nick> [<reason>]",
  KLINE: "KLINE [<minutes>] <user@host> [<reason>]",
  LANGUAGE: "LANGUAGE [<code>{ <code>}]",
  LINKS: "LINKS [<mask>]",
  LIST: "LIST [<channel or condition>{,<channel or condition>}]",
  LUSERS: "LUSERS",
  MARKREAD: "MARKREAD <channel or nick> [timestamp=<time>]",
  METADATA: "METADATA <*, nick or channel> <subcommand> [<key or value>]",
  MODE: "MODE <nick or channel> [<modes> [<parameter>{ <parameter>}]]",
  MONITOR: "MONITOR <+|-|C|L|S> [<nick>{,<nick>}]",
  MOTD: "MOTD [<server>]",
  NAMES: "NAMES <channel>",
  NICK: "NICK <nick>",
  NICKSERV: "NICKSERV <subcommand> [<words>]",
  NOTICE: "NOTICE <nick or channel>{,<nick or channel>} <text>",
  NPC: "NPC <channel> <name> <text>",
  NPCA: "NPCA <channel> <name> <text>",
  NS: "NS <subcommand> [<words>]",
  OPER: "OPER <name> <password>",
  PART: "PART <channel>{,<channel>} [<reason>]",
  PASS: "PASS <account>:<password>",
  PERSISTENCE: "PERSISTENCE <GET|SET> [<ON|OFF|DEFAULT>]",
  PING: "PING <token>",
  PONG: "PONG <token>",
  PRIVMSG: "PRIVMSG <nick or channel>{,<nick or channel>} <text>",
  QUIT: "QUIT [<reason>]",
  REDACT: "REDACT <channel or nick> <msgid> [<reason>]",
  REGISTER: "REGISTER <account or *> <e-mail or *> <password>",
  REHASH: "REHASH",
  RELAYMSG: "RELAYMSG <channel> <name>/<network> <text>",
  RENAME: "RENAME <channel> <name> [<reason>]",
  REPORT: "REPORT <nick or msgid> [<text>]",
  REPORTS: "REPORTS [<count>]",
  SAREGISTER: "SAREGISTER <account> <password>",
  SCENE: "SCENE <channel> <text>",
  SEARCH: "SEARCH <attribute>=<value>{;<attribute>=<value>}",
  SETNAME: "SETNAME <real name>",
  SHUN: "SHUN <LIST, nick, mask, address or account> [<duration>] [<reason>]",
  TAGMSG: "@<tags> TAGMSG <nick or channel>{,<nick or channel>}",
  TIME: "TIME [<server>]",
  TOPIC: "TOPIC <channel> [<text>]",
  UBAN: "UBAN <ADD|DEL|LIST|INFO> [<address, range, mask, account or nick> [DURATION <duration>] [<reason>]]",
  UNDLINE: "UNDLINE <address or range>",
  UNKLINE: "UNKLINE <user@host>",
  UNSHUN: "UNSHUN <nick, mask, address or account>",
  USER: "USER <username> 0 * <real name>",
  USERHOST: "USERHOST <nick>{ <nick>}",
  VERIFY: "VERIFY <account> <code>",
  VERSION: "VERSION [<server>]",
  WALLOPS: "WALLOPS <text>",
  WEBIRC: "WEBIRC <password> <gateway> <host> <address>",
  WHO: "WHO <channel, nick or mask> [o][%<fields>[,<token>]]",
  WHOIS: "WHOIS <nick>",
  WHOWAS: "WHOWAS <nick> [<count>]",
  ZNC: "ZNC *playback PLAY <channel or nick>{,<channel or nick>} [<from> [<to>]]",
} as const satisfies Readonly<Record<string, string>>;

export type HelpSubject = keyof typeof SYNTAX;

/** What one sentence cannot say. */
const MORE = {
  CHATHISTORY: ["chathistory-subcommands", "chathistory-points"],
  LIST: ["list-conditions"],
  SEARCH: ["search-attributes", "search-words"],
  METADATA: ["metadata-subcommands"],
  MODE: ["channel-modes", "channel-lists", "member-modes", "user-modes"],
  WHO: ["who-fields"],
} as const satisfies Partial<Readonly<Record<HelpSubject, readonly string[]>>>;

export type HelpKey = Lowercase<HelpSubject> | (typeof MORE)[keyof typeof MORE][number];

export interface Help {
  readonly subject: HelpSubject;
  readonly syntax: string;
  /** Each names a sentence in src/locales/irc. */
  readonly keys: readonly HelpKey[];
}

export const HELP_SUBJECTS = Object.keys(SYNTAX) as readonly HelpSubject[];

/** @param name in any case. @returns undefined for what there is no help on. */
export function helpOn(name: string): Help | undefined {
  const subject = HELP_SUBJECTS.find((known) => known === name.toUpperCase());
  if (subject === undefined) return undefined;
  const more: Partial<Readonly<Record<HelpSubject, readonly HelpKey[]>>> = MORE;
  const first = subject.toLowerCase() as Lowercase<HelpSubject>;
  return { subject, syntax: SYNTAX[subject], keys: [first, ...(more[subject] ?? [])] };
}
