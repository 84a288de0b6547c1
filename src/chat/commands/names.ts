/** NAMES [<channel>]: who is in a channel. https://modern.ircdocs.horse/#names-message */
import { type Capabilities, hasCapability } from "../../protocol/capabilities.ts";
import type { Effect } from "../../protocol/effects.ts";
import { NAMES_BYTES_MAX } from "../../protocol/limits.ts";
import type { Channel } from "../channel.ts";
import { type CommandContext, type CommandHandler, numeric } from "../effects.ts";
import { fillLines } from "../fill-lines.ts";
import type { Membership } from "../membership.ts";
import { shownPrefixes } from "../shown-prefixes.ts";
import { hostmask } from "../user.ts";
import { isVisibleChannel, visibleMembers } from "../visibility.ts";

export const names: CommandHandler = (context) => {
  const { chat, session, user, message } = context;
  const [wanted] = message.params;

  // The list of everybody everywhere is nothing anybody reads, and need not be given.
  if (!wanted) return [numeric(session, "RPL_ENDOFNAMES", "*")];
  const [first = ""] = wanted.split(",");
  const channel = chat.channel(first);
  if (!channel || !isVisibleChannel(channel, user)) return [numeric(session, "RPL_ENDOFNAMES", first)];

  return namesReplies(context, channel);
};

export function namesReplies({ session, user, capabilities }: CommandContext, channel: Channel): Effect[] {
  const symbol = channel.flags.has("secret") ? "@" : "=";
  const shown = visibleMembers(channel, user).map((membership) => nameOf(membership, capabilities));
  return [
    ...fillLines(shown, NAMES_BYTES_MAX).map((line) =>
      numeric(session, "RPL_NAMREPLY", symbol, channel.name, line),
    ),
    numeric(session, "RPL_ENDOFNAMES", channel.name),
  ];
}

/** https://ircv3.net/specs/extensions/userhost-in-names */
function nameOf(membership: Membership, capabilities: Capabilities): string {
  const { source } = membership.user;
  const name = hasCapability(capabilities, "userhost-in-names") ? hostmask(source) : source.nick;
  return shownPrefixes(membership, capabilities) + name;
}
