/** Who may come into a channel. */
import type { NumericName } from "../protocol/numerics.ts";
import type { Channel } from "./channel.ts";
import type { CommandContext } from "./effects.ts";
import { isBanned, isOnList } from "./mask-lists.ts";
import { RANK } from "./membership.ts";
import { accessRank } from "./registered/ownership.ts";

/**
 * Why the asker may not come in, or undefined. An invitation opens everything; whoever rules here by their account, and the
 * server's operators, need none.
 * https://modern.ircdocs.horse/#channel-modes
 */
export function entryRefusal(
  { user }: CommandContext,
  channel: Channel,
  key: string,
): NumericName | undefined {
  if (channel.invited.has(user.id) || accessRank(channel, user) >= RANK.halfop) return undefined;
  if (isBanned(channel, user)) return "ERR_BANNEDFROMCHAN";
  // Who is on the invitation list is expected, logged in or not, as on Ergo.
  const isExpected = isOnList(channel.lists.I, user);
  if (channel.flags.has("invite-only") && !isExpected) return "ERR_INVITEONLYCHAN";
  const isUnknown = user.source.account === undefined;
  if (channel.flags.has("registered-join") && isUnknown && !isExpected) return "ERR_NEEDREGGEDNICK";
  if (channel.key !== undefined && channel.key !== key) return "ERR_BADCHANNELKEY";
  if (channel.limit !== undefined && channel.memberCount >= channel.limit) return "ERR_CHANNELISFULL";
  return undefined;
}
