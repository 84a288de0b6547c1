/** What ChanServ's commands share: how they answer, and which channels the asker may know of. */
import type { ActName } from "../../../protocol/acts.ts";
import type { ChanServCommand, ChanServNotice } from "../../../protocol/chanserv-notices.ts";
import type { Effect } from "../../../protocol/effects.ts";
import type { NoticeName } from "../../../protocol/notices.ts";
import type { ChannelChange, Ownership } from "../../../protocol/registered-channel.ts";
import type { Account } from "../../accounts/account.ts";
import type { Channel } from "../../channel.ts";
import type { Chat } from "../../chat.ts";
import { acted, type CommandContext, notice } from "../../effects.ts";
import { RANK, type Rank } from "../../membership.ts";
import { accessRank, ownRank } from "../../registered/ownership.ts";
import type { User } from "../../user.ts";
import { isVisibleChannel } from "../../visibility.ts";

/** @param words behind the subcommand. */
export type ChanServHandler = (context: CommandContext, words: readonly string[]) => Effect[];

/** A channel that is somebody's. */
export interface RegisteredChannel {
  readonly channel: Channel;
  readonly ownership: Ownership;
}

export function say({ session }: CommandContext, name: NoticeName, ...params: readonly string[]): Effect[] {
  return [notice(session, "ChanServ", { name, params })];
}

/** How the command is written. */
export function usage(context: CommandContext, command: ChanServCommand): Effect[] {
  return say(context, `help-chanserv-${command}` satisfies ChanServNotice);
}

/** The registered channel of this name, if the asker may know of it. */
export function registeredChannel(
  { chat, user }: CommandContext,
  name: string,
): RegisteredChannel | undefined {
  const channel = chat.channel(name);
  const ownership = channel?.ownership;
  return channel && ownership && mayKnow(channel, user) ? { channel, ownership } : undefined;
}

/** A secret channel is no secret to who has access to it, or is asked to be its founder. */
export function mayKnow(channel: Channel, user: User): boolean {
  const offeredTo = channel.ownership?.offeredTo;
  const isOffered = offeredTo !== undefined && offeredTo === user.account?.id;
  return isOffered || isVisibleChannel(channel, user) || accessRank(channel, user) > RANK.none;
}

/** The channel's founder, or an operator of the server. */
export function isFounder(channel: Channel, user: User): boolean {
  return accessRank(channel, user) === RANK.founder;
}

/** What an operator of the server does that the own account does not allow: for the log. */
export function actedAsOperator(
  context: CommandContext,
  action: ActName,
  {
    channel,
    needed,
    reason = "",
  }: { readonly channel: Channel; readonly needed: Rank; readonly reason?: string },
): Effect[] {
  if (ownRank(channel, context.user.account) >= needed) return [];
  return [acted(context, action, { target: channel.name, reason })];
}

/** `*` for an account that is no more. */
export function accountName({ accounts }: Chat, id: string): string {
  return accounts.get(id)?.name ?? "*";
}

/** Whose the channel is after the change. */
function founderBy(change: ChannelChange): string | undefined {
  switch (change.what) {
    case "registered":
      return change.founder;
    case "transferred":
      return change.account;
    default:
      return undefined;
  }
}

/** Channels that are this account's, or will be when the disk has answered. */
export function foundedBy({ channels }: Chat, { id }: Account): number {
  let count = 0;
  for (const { ownership, pending } of channels.all()) {
    if (ownership?.founder === id || pending.some((change) => founderBy(change) === id)) count++;
  }
  return count;
}
