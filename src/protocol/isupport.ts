/** What the server tells of itself in ISUPPORT. https://modern.ircdocs.horse/#feature-advertisement */
import {
  AWAY_BYTES_MAX,
  CHANNEL_LENGTH_MAX,
  CHANNELS_PER_USER_MAX,
  CHATHISTORY_MESSAGES_MAX,
  HOST_LENGTH_MAX,
  KICK_BYTES_MAX,
  LINE_BYTES_MAX,
  LIST_CONDITIONS_MAX,
  LIST_MASKS_MAX,
  MODES_PER_COMMAND_MAX,
  MONITOR_TARGETS_MAX,
  NICK_LENGTH_MAX,
  REALNAME_LENGTH_MAX,
  TARGETS_PER_COMMAND_MAX,
  TOPIC_BYTES_MAX,
  USERNAME_LENGTH_MAX,
} from "./limits.ts";
import { chanmodesToken, prefixToken, statusPrefixes } from "./modes.ts";
import type { RuleSettings } from "./rule-settings.ts";

/** "<client> <1-13 tokens> :are supported by this server" */
const TOKENS_PER_LINE = 13;

/** Commands that take several targets, and how many. https://modern.ircdocs.horse/#targmax-parameter */
const TARGMAX = [
  "JOIN:",
  `KICK:${TARGETS_PER_COMMAND_MAX}`,
  `LIST:${LIST_CONDITIONS_MAX}`,
  "NAMES:1",
  `NOTICE:${TARGETS_PER_COMMAND_MAX}`,
  "PART:",
  `PRIVMSG:${TARGETS_PER_COMMAND_MAX}`,
  `TAGMSG:${TARGETS_PER_COMMAND_MAX}`,
  "WHOIS:1",
].join(",");

/** Everybody who comes is told them: they are put together once for each configuration. */
const remembered = new WeakMap<RuleSettings, readonly (readonly string[])[]>();

/** @returns the tokens, at most 13 a line, by their names' order; frozen, since all get the same ones. */
export function isupportLines(settings: RuleSettings): readonly (readonly string[])[] {
  const known = remembered.get(settings);
  if (known) return known;
  const lines = linesOf(settings);
  remembered.set(settings, lines);
  return lines;
}

function linesOf(settings: RuleSettings): readonly (readonly string[])[] {
  const tokens = isupportTokens(settings);
  const lines: (readonly string[])[] = [];
  for (let start = 0; start < tokens.length; start += TOKENS_PER_LINE) {
    lines.push(Object.freeze(tokens.slice(start, start + TOKENS_PER_LINE)));
  }
  return lines;
}

function isupportTokens({ network, casemapping, defaultChannel }: RuleSettings): string[] {
  return [
    "ACCOUNTEXTBAN=a",
    `AWAYLEN=${AWAY_BYTES_MAX}`,
    "BOT=B",
    "CALLERID=g",
    `CASEMAPPING=${casemapping}`,
    `CHANLIMIT=#:${CHANNELS_PER_USER_MAX}`,
    `CHANMODES=${chanmodesToken()}`,
    `CHANNELLEN=${CHANNEL_LENGTH_MAX}`,
    "CHANTYPES=#",
    `CHATHISTORY=${CHATHISTORY_MESSAGES_MAX}`,
    "ELIST=CMNTU",
    "EXCEPTS=e",
    "EXTBAN=,am",
    `HOSTLEN=${HOST_LENGTH_MAX}`,
    "INVEX=I",
    `KICKLEN=${KICK_BYTES_MAX}`,
    `LINELEN=${LINE_BYTES_MAX + 2}`,
    `MAXLIST=beI:${LIST_MASKS_MAX}`,
    `MAXTARGETS=${TARGETS_PER_COMMAND_MAX}`,
    `MODES=${MODES_PER_COMMAND_MAX}`,
    `MONITOR=${MONITOR_TARGETS_MAX}`,
    "MSGREFTYPES=msgid,timestamp",
    `NAMELEN=${REALNAME_LENGTH_MAX}`,
    `NETWORK=${escapeValue(network)}`,
    `NICKLEN=${NICK_LENGTH_MAX}`,
    `PREFIX=${prefixToken()}`,
    "SAFELIST",
    "SAFERATE",
    `STATUSMSG=${statusPrefixes()}`,
    `TARGMAX=${TARGMAX}`,
    `TOPICLEN=${TOPIC_BYTES_MAX}`,
    `USERLEN=${USERNAME_LENGTH_MAX}`,
    "UTF8ONLY",
    "WHOX",
    `lanchat.local/CHANNEL=${escapeValue(defaultChannel)}`,
  ];
}

/** Spaces, `=` and backslashes as `\xHH`. https://modern.ircdocs.horse/#rplisupport-005 */
function escapeValue(value: string): string {
  return value.replace(
    /[\s=\\]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
}
