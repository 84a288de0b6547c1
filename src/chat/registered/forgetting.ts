/** An account is no more: what it had in registered channels goes to others, or ends. docs/decisions/0021-channels-nobody-rules.md */
import type { Effect } from "../../protocol/effects.ts";
import type { LastingWrite } from "../../protocol/lasting.ts";
import type { Ownership } from "../../protocol/registered-channel.ts";
import type { Account } from "../accounts/account.ts";
import type { Channel } from "../channel.ts";
import type { Chat } from "../chat.ts";
import type { Moment } from "../effects.ts";
import { appointHeir } from "../inheritance.ts";
import { followOwnership } from "./access.ts";
import { channelRemoval, channelWrite, isStayedIn } from "./channel-row.ts";
import { changedOwnership, successorOf } from "./ownership.ts";

/** What the disk is told together with the end of the account. */
export function writesToForget(moment: Moment, account: Account): LastingWrite[] {
  return channelsOf(moment.chat, account).map((channel) => {
    const ownership = without(channel.ownership, account);
    const lasts = ownership !== undefined || isStayedIn(channel, account);
    return lasts ? channelWrite(moment, channel, ownership) : channelRemoval(moment, channel);
  });
}

/** The same here, once the disk has it: its rows are written again by whoever ends the account. */
export function forgetInChannels(moment: Moment, account: Account): Effect[] {
  const { chat } = moment;
  return channelsOf(chat, account).flatMap((channel) => {
    const before = channel.ownership;
    channel.ownership = without(before, account);
    const told = [...followOwnership(moment, channel, before), ...appointHeir(moment, channel)];
    chat.channels.removeIfEmpty(channel);
    return told;
  });
}

function channelsOf({ channels }: Chat, { id }: Account): Channel[] {
  return [...channels.all()].filter(({ ownership }) => ownership !== undefined && isNamed(ownership, id));
}

function isNamed({ founder, access, offeredTo }: Ownership, id: string): boolean {
  return founder === id || offeredTo === id || id in access;
}

/** The founder's place goes to who has been trusted most; where nobody was, the channel is like others from now on. */
function without(ownership: Ownership | undefined, { id }: Account): Ownership | undefined {
  if (!ownership) return undefined;
  const others = changedOwnership(ownership, { what: "access", account: id });
  const settled = others?.offeredTo === id ? changedOwnership(others, { what: "offered" }) : others;
  if (!settled || settled.founder !== id) return settled;
  const successor = successorOf(settled);
  return changedOwnership(
    settled,
    successor === undefined ? { what: "dropped" } : { what: "transferred", account: successor },
  );
}
