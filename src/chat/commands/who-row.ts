/** One row of WHO. https://modern.ircdocs.horse/#rplwhoreply-352 */
import type { Effect } from "../../protocol/effects.ts";
import { type CommandContext, numeric } from "../effects.ts";
import type { Membership } from "../membership.ts";
import { shownPrefixes } from "../shown-prefixes.ts";
import type { User } from "../user.ts";

export interface Found {
  readonly user: User;
  /** In the channel that was asked for. */
  readonly membership?: Membership;
}

export function whoRow(context: CommandContext, found: Found): Effect {
  const { source } = found.user;
  return numeric(
    context.session,
    "RPL_WHOREPLY",
    channelOf(found),
    source.username,
    source.host,
    context.chat.settings.serverName,
    source.nick,
    flagsOf(context, found),
    // No server is between.
    `0 ${source.realname}`,
  );
}

export function channelOf({ membership }: Found): string {
  return membership?.channel.name ?? "*";
}

/** Here or gone, operator, prefixes in the channel, and `B` for a bot. https://ircv3.net/specs/extensions/bot-mode */
export function flagsOf({ capabilities }: CommandContext, { user, membership }: Found): string {
  const presence = user.isAway ? "G" : "H";
  const prefixes = membership ? shownPrefixes(membership, capabilities) : "";
  return `${presence}${user.isOperator ? "*" : ""}${prefixes}${user.source.isBot ? "B" : ""}`;
}
