/**
 * A channel whose last operator has left while others stay: one of them is operator from now on, of what is said from now on.
 * Registered channels have their founder. docs/decisions/0021-channels-nobody-rules.md
 */
import type { Effect } from "../protocol/effects.ts";
import type { Moment } from "./effects.ts";
import { type Membership, RANK } from "./membership.ts";
import { markChanged } from "./registered/changes.ts";
import { tellPrefixes } from "./registered/service-modes.ts";

/** @param left who it was, not a member any more. */
export function inherit(moment: Moment, left: Membership): Effect[] {
  const { chat, stamped } = moment;
  const { channel, rank } = left;
  if (rank < RANK.operator || channel.lasts || channel === chat.channels.default) return [];
  const members = [...channel.members()];
  if (members.some((member) => member.rank >= RANK.operator)) return [];
  const heir = heirAmong(members);
  if (!heir) return [];

  // What operators alone have heard or could take back was for those before.
  channel.history.forgetRanks();
  channel.createdAtSequence = stamped.sequence;
  markChanged(chat, channel);
  heir.setPrefix("o");
  return tellPrefixes(moment, channel, [{ adding: true, letter: "o", user: heir.user }]);
}

/** The highest, then who has been here longest, of people whose programs can do what operators do. */
function heirAmong(members: readonly Membership[]): Membership | undefined {
  let heir: Membership | undefined;
  for (const member of members) {
    if (isAble(member) && (heir === undefined || member.rank > heir.rank)) heir = member;
  }
  return heir;
}

function isAble({ user }: Membership): boolean {
  return !user.source.isBot && user.sessions.some(({ kind }) => kind === "irc");
}
