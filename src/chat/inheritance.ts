/**
 * A channel whose last operator has left while others stay: one of them is operator from now on, of what is said from now on.
 * Registered channels have their founder. docs/decisions/0021-channels-nobody-rules.md
 */
import type { Effect } from "../protocol/effects.ts";
import type { Channel } from "./channel.ts";
import type { Channels } from "./channels.ts";
import type { Moment } from "./effects.ts";
import { type Membership, RANK } from "./membership.ts";
import { markChanged } from "./registered/channel-row.ts";
import { tellPrefixes } from "./registered/service-modes.ts";
import type { User } from "./user.ts";

/** @param left who it was, not a member any more. */
export function inherit(moment: Moment, left: Membership): Effect[] {
  return left.rank < RANK.operator ? [] : appointHeir(moment, left.channel);
}

/** Nobody may rule the channel any more: somebody who stays does, or whoever of them comes back first. */
export function appointHeir(moment: Moment, channel: Channel): Effect[] {
  const { chat, stamped } = moment;
  if (!isUnruled(chat.channels, channel)) return [];
  const heir = heirAmong(channel.members());
  channel.awaitsHeir = heir === undefined;
  if (!heir) return [];

  // What operators alone have heard or could take back was for those before.
  channel.history.forgetRanks();
  channel.createdAtSequence = stamped.sequence;
  markChanged(chat, channel);
  heir.setPrefix("o");
  return tellPrefixes(moment, channel, [{ adding: true, letter: "o", user: heir.user }]);
}

/** Somebody who stays without devices is back, and may be who a channel waits for. */
export function inheritLate(moment: Moment, { channels }: User): Effect[] {
  return [...channels.values()].flatMap(({ channel }) =>
    channel.awaitsHeir ? appointHeir(moment, channel) : [],
  );
}

/** Who was operator when the server ended is so no more, unless they stay. */
export function awaitHeirs(channels: Channels): void {
  for (const channel of channels.all()) channel.awaitsHeir = isUnruled(channels, channel);
}

function isUnruled(channels: Channels, channel: Channel): boolean {
  if (channel.lasts || channel === channels.default) return false;
  for (const { rank } of channel.members()) if (rank >= RANK.operator) return false;
  return true;
}

/** The highest, then who has been here longest, of people whose programs can do what operators do. */
function heirAmong(members: Iterable<Membership>): Membership | undefined {
  let heir: Membership | undefined;
  for (const member of members) {
    if (isAble(member) && (heir === undefined || member.rank > heir.rank)) heir = member;
  }
  return heir;
}

function isAble({ user }: Membership): boolean {
  return !user.source.isBot && user.sessions.some(({ kind }) => kind === "irc");
}
