/** WHOIS [<server>] <nick>: everything the asker may know of one person. https://modern.ircdocs.horse/#whois-message */
import type { Effect } from "../../protocol/effects.ts";
import { WORDS_BYTES_MAX } from "../../protocol/limits.ts";
import { compileMask } from "../../protocol/masks.ts";
import type { NumericName } from "../../protocol/numerics.ts";
import { type CommandContext, type CommandHandler, numeric } from "../effects.ts";
import { fillLines } from "../fill-lines.ts";
import { isMetadataAware, whoisKeyValue } from "../metadata/replies.ts";
import { awayReply } from "../presence/absence.ts";
import { isThisServer } from "../server-target.ts";
import { shownPrefixes } from "../shown-prefixes.ts";
import type { User } from "../user.ts";
import { userModes } from "../user-modes.ts";
import { isVisibleUser, visibleMemberships } from "../visibility.ts";

export const whois: CommandHandler = (context) => {
  const { chat, session, message } = context;
  const [first = "", second] = message.params;
  const [server, names] = second === undefined ? [undefined, first] : [first, second];
  const [wanted = ""] = names.split(",");

  if (wanted === "") return [numeric(session, "ERR_NONICKNAMEGIVEN")];
  if (!isThisServer(chat, server)) return [numeric(session, "ERR_NOSUCHSERVER", server ?? "")];
  const subject = chat.nicks.user(wanted) ?? firstMatch(context, wanted);
  const end = numeric(session, "RPL_ENDOFWHOIS", wanted);
  if (!subject) return [numeric(session, "ERR_NOSUCHNICK", wanted), end];

  return [...describe(context, subject), end];
};

/** `WHOIS b*`: the first of those whom the mask means. */
function firstMatch({ chat, user: viewer }: CommandContext, mask: string): User | undefined {
  if (!/[*?]/.test(mask)) return undefined;
  const isMatch = compileMask(mask, chat.casemapping.nick);
  for (const user of chat.nicks.users()) if (isMatch(user.nick) && isVisibleUser(user, viewer)) return user;
  return undefined;
}

/** Every numeric that the person gives reason to. */
function describe(context: CommandContext, subject: User): Effect[] {
  const { chat, session, user: viewer, stamped } = context;
  const { nick, username, host, realname, account, isBot } = subject.source;
  const replies: Effect[] = [];
  const tell = (name: NumericName, ...params: readonly string[]): void => {
    replies.push(numeric(session, name, nick, ...params));
  };

  tell("RPL_WHOISUSER", username, host, "*", realname);
  if (viewer === subject || viewer.isOperator) {
    tell("RPL_WHOISHOST", subject.actualHost, subject.actualHost);
    tell("RPL_WHOISMODES", userModes(subject));
  }
  for (const line of channelLines(context, subject)) tell("RPL_WHOISCHANNELS", line);
  tell("RPL_WHOISSERVER", chat.settings.serverName, chat.settings.description);
  replies.push(...awayReply(session, subject));
  if (subject.isOperator) tell("RPL_WHOISOPERATOR");
  if (account !== undefined) tell("RPL_WHOISACCOUNT", account);
  if (isBot) tell("RPL_WHOISBOT");
  const idleSeconds = Math.floor((stamped.timeMs - subject.lastSpokeAtMs) / 1000);
  tell("RPL_WHOISIDLE", String(idleSeconds), String(Math.floor(subject.signedOnAtMs / 1000)));
  return [...replies, ...metadataLines(context, subject)];
}

/** To who can read it. */
function metadataLines({ chat, session, user: viewer }: CommandContext, subject: User): Effect[] {
  if (!isMetadataAware(session) || !isVisibleUser(subject, viewer)) return [];
  return Array.from(chat.metadata.of(subject.id), (value) => whoisKeyValue(session, subject.nick, value));
}

/** `@#games +#chess`: where the person is, as far as the asker may know. */
function channelLines({ user: viewer, capabilities }: CommandContext, subject: User): readonly string[] {
  const names = visibleMemberships(subject, viewer).map(
    (membership) => shownPrefixes(membership, capabilities) + membership.channel.name,
  );
  return fillLines(names, WORDS_BYTES_MAX);
}
