/** NAMES [<channel>{,<channel>}]: who is in a channel. https://modern.ircdocs.horse/#names-message */
import { hasCapability } from "../../protocol/capabilities.ts";
import type { Effect } from "../../protocol/effects.ts";
import { NAMES_BYTES_MAX } from "../../protocol/limits.ts";
import { utf8Length } from "../../protocol/split-text.ts";
import type { Channel } from "../channel.ts";
import { type CommandContext, type CommandHandler, numeric } from "../effects.ts";
import type { Membership } from "../membership.ts";
import { hostmask } from "../user.ts";
import { isVisibleChannel, isVisibleUser } from "../visibility.ts";

export const names: CommandHandler = (context) => {
  const [wanted] = context.message.params;
  // The list of everybody everywhere is nothing anybody reads. https://modern.ircdocs.horse/#names-message allows it.
  if (!wanted) return [numeric(context.session, "RPL_ENDOFNAMES", "*")];
  const [first = ""] = wanted.split(",");
  const channel = context.chat.channel(first);
  if (!channel || !isVisibleChannel(channel, context.user)) {
    return [numeric(context.session, "RPL_ENDOFNAMES", first)];
  }
  return namesReplies(context, channel);
};

export function namesReplies(context: CommandContext, channel: Channel): Effect[] {
  const { session } = context;
  const symbol = channel.flags.has("secret") ? "@" : "=";
  const lines = linesOf(shownNames(context, channel));
  return [
    ...lines.map((line) => numeric(session, "RPL_NAMREPLY", symbol, channel.name, line)),
    numeric(session, "RPL_ENDOFNAMES", channel.name),
  ];
}

function shownNames(context: CommandContext, channel: Channel): string[] {
  const { user, capabilities } = context;
  const isMember = channel.has(user);
  const shown: string[] = [];
  for (const membership of channel.members()) {
    if (!channel.shows(membership, user)) continue;
    if (!isMember && !isVisibleUser(membership.user, user)) continue;
    shown.push(nameOf(membership, capabilities));
  }
  return shown;
}

/** https://ircv3.net/specs/extensions/multi-prefix, https://ircv3.net/specs/extensions/userhost-in-names */
function nameOf(membership: Membership, capabilities: number): string {
  const prefixes = membership.shownPrefixes(hasCapability(capabilities, "multi-prefix") ? "all" : "highest");
  const { source } = membership.user;
  return prefixes + (hasCapability(capabilities, "userhost-in-names") ? hostmask(source) : source.nick);
}

/** As many names in each line as fit. */
function linesOf(shown: readonly string[]): string[] {
  const lines: string[] = [];
  let line = "";
  let bytes = 0;
  for (const name of shown) {
    const nameBytes = utf8Length(name) + 1;
    if (line !== "" && bytes + nameBytes > NAMES_BYTES_MAX) {
      lines.push(line);
      line = "";
      bytes = 0;
    }
    line = line === "" ? name : `${line} ${name}`;
    bytes += nameBytes;
  }
  return line === "" ? lines : [...lines, line];
}
