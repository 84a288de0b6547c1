/** Channels that the server's operators close for good: nobody is in them, nobody makes them again. */
import type { Effect } from "../../protocol/effects.ts";
import type { LastingRow, LastingWrite } from "../../protocol/lasting.ts";
import type { PurgeRecord } from "../../protocol/registered-channel.ts";
import type { Kept } from "../accounts/register.ts";
import { ownSessions } from "../audience.ts";
import type { Channel } from "../channel.ts";
import type { Chat } from "../chat.ts";
import { type CommandContext, deliver, eventBy, type Moment, notice, takePlace } from "../effects.ts";
import { channelRemoval } from "./channel-row.ts";
import { chanServ } from "./service-modes.ts";

/** Asks the disk. @param purge of a channel that is there or not. */
export function proposePurge(context: CommandContext, purge: PurgeRecord): Effect[] {
  const { chat, session } = context;
  const channel = chat.channel(purge.name);
  const write = { ...placeOf(context, purge.name), value: JSON.stringify(purge) };
  const writes = channel ? [write, channelRemoval(context, channel)] : [write];
  return [{ kind: "keep", session: session.id, writes, outcome: { kind: "channel-purged", purge } }];
}

export function proposeUnpurge(context: CommandContext, name: string): Effect[] {
  const writes = [placeOf(context, name)];
  const outcome = { kind: "channel-unpurged", name } as const;
  return [{ kind: "keep", session: context.session.id, writes, outcome }];
}

function placeOf(moment: Moment, name: string): LastingWrite {
  const key = moment.chat.casemapping.channel(name);
  return { write: "lasting", kind: "purge", key, ...takePlace(moment), hasHappened: false };
}

export function applyPurged(moment: Moment, purge: PurgeRecord, { session, isKept }: Kept): Effect[] {
  const { chat } = moment;
  const { name } = purge;
  const words = { name: isKept ? "chan-purged" : "cannot-store", params: [name] } as const;
  const told = session ? [notice(session, "ChanServ", words)] : [];
  if (!isKept) return told;

  chat.channels.purge(purge);
  const channel = chat.channel(name);
  return [...(channel ? empty(moment, channel, purge) : []), ...told];
}

/** Everybody is sent out, which each of them is told of the own sessions alone: the others are, too. */
function empty(moment: Moment, channel: Channel, { reason }: PurgeRecord): Effect[] {
  const { chat } = moment;
  const source = chanServ(chat);
  const told = [...channel.members()].flatMap(({ user }) => {
    const params = [channel.name, user.nick, reason || source.nick];
    const [session] = user.sessions;
    chat.channels.leave(user, channel);
    const kicked = eventBy(moment, source, { command: "KICK", params });
    return session ? [deliver({ session }, ownSessions(user), kicked)] : [];
  });
  channel.ownership = undefined;
  chat.unsaved.mark("channel", chat.casemapping.channel(channel.name));
  chat.channels.removeIfEmpty(channel);
  return told;
}

export function applyUnpurged({ chat }: Moment, name: string, { session, isKept }: Kept): Effect[] {
  if (isKept) chat.channels.unpurge(name);
  const words = { name: isKept ? "chan-unpurged" : "cannot-store", params: [name] } as const;
  return session ? [notice(session, "ChanServ", words)] : [];
}

/** @throws SyntaxError where the row is no JSON. */
export function restorePurge({ channels }: Chat, { value }: LastingRow): void {
  // Written above, into a file that is ours.
  const purge = JSON.parse(value) as PurgeRecord;
  channels.purge(purge);
  // What was done in it while the disk was asked may have been written behind; then the server was killed.
  const channel = channels.find(purge.name);
  if (channel) channel.ownership = undefined;
}
