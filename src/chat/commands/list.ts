/** LIST [<channel or condition>{,…}]: which channels there are and what they are about. https://modern.ircdocs.horse/#list-message */
import type { Effect } from "../../protocol/effects.ts";
import { LIST_BYTES_MAX, REPLY_ROWS_MAX } from "../../protocol/limits.ts";
import { utf8Length } from "../../protocol/split-text.ts";
import type { Channel } from "../channel.ts";
import { type CommandContext, type CommandHandler, numeric } from "../effects.ts";
import { isVisibleChannel } from "../visibility.ts";
import { readListFilter } from "./list-filter.ts";

export const list: CommandHandler = (context) => {
  const { chat, session } = context;
  const isWanted = readListFilter(context);
  const found = [...chat.channels.all()]
    .filter((channel) => isListed(context, channel) && isWanted(channel))
    .sort((a, b) => b.memberCount - a.memberCount || (a.name < b.name ? -1 : 1));
  const end = numeric(session, "RPL_LISTEND", String(found.length));
  if (session.kind !== "irc") return [...found.slice(0, REPLY_ROWS_MAX).map((one) => row(context, one)), end];
  return [numeric(session, "RPL_LISTSTART", "Channel"), ...rowsForPrograms(context, found), end];
};

/** The default channel and registered ones stay when they are empty: people are shown the way back, to programs an empty channel is none. */
function isListed({ session, user }: CommandContext, channel: Channel): boolean {
  return (channel.memberCount > 0 || session.kind !== "irc") && isVisibleChannel(channel, user);
}

/**
 * Programs sort and search themselves, so they are given all: the limit is one of bytes, which 10,000 channels with ordinary
 * names and topics do not reach. Where the longest texts make it more, the largest channels come first.
 */
function rowsForPrograms(context: CommandContext, found: readonly Channel[]): Effect[] {
  const rows: Effect[] = [];
  let bytes = 0;
  for (const channel of found) {
    bytes += rowBytes(context, channel);
    if (bytes > LIST_BYTES_MAX) break;
    rows.push(row(context, channel));
  }
  return rows;
}

/** What is not the name or the topic: `:server 322 nick #name 12345 :topic` and the line's end. */
function rowBytes({ chat, user }: CommandContext, { name, topic }: Channel): number {
  const frame = ":  322   12345 :\r\n".length + utf8Length(chat.settings.serverName) + utf8Length(user.nick);
  return frame + utf8Length(name) + utf8Length(topic?.text ?? "");
}

function row({ session }: CommandContext, { name, memberCount, topic }: Channel): Effect {
  return numeric(session, "RPL_LIST", name, String(memberCount), topic?.text ?? "");
}
