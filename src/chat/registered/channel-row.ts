/** A channel as a row that outlives a restart: a registered one, or one where somebody stays without devices. */
import type { LastingRow, LastingWrite } from "../../protocol/lasting.ts";
import type { ChannelRecord, ListRecord, Ownership } from "../../protocol/registered-channel.ts";
import type { Account } from "../accounts/account.ts";
import type { Channel, ListEntry, MaskLists } from "../channel.ts";
import type { Chat } from "../chat.ts";
import { type Moment, takePlace } from "../effects.ts";
import { listEntry } from "../mask-lists.ts";

/**
 * As it shall be; takes its place among what the entry does.
 * @param ownership undefined: the channel lasts only as long as somebody stays in it.
 */
export function channelWrite(
  moment: Moment,
  channel: Channel,
  ownership: Ownership | undefined,
): LastingWrite {
  const row = channelRemoval(moment, channel);
  if (!ownership && !isStayedIn(channel)) return row;
  return { ...row, value: JSON.stringify(recordOf(channel, ownership)) };
}

/** Takes it away, whoever stays there. */
export function channelRemoval(moment: Moment, { name }: Channel): Omit<LastingWrite, "value"> {
  const key = moment.chat.casemapping.channel(name);
  return { write: "lasting", kind: "channel", key, ...takePlace(moment), hasHappened: false };
}

/** The row of a channel as it is; undefined where it has none, or not under this key. */
export function channelValue({ chat }: Moment, key: string): string | undefined {
  const channel = chat.channel(key);
  if (!channel || !hasRow(channel) || chat.casemapping.channel(channel.name) !== key) return undefined;
  return JSON.stringify(recordOf(channel, channel.ownership));
}

export function hasRow(channel: Channel): boolean {
  return channel.ownership !== undefined || isStayedIn(channel);
}

/**
 * Its door must not be open after a restart to people who are not to hear those who are still there.
 * @param leaving an account that ends: its user stays nowhere.
 */
export function isStayedIn(channel: Channel, leaving?: Account): boolean {
  for (const { user } of channel.members()) if (user.isAlwaysOn && user.account !== leaving) return true;
  return false;
}

/** The channel's row is to be written again, where it has one. */
export function markChanged(chat: Chat, channel: Channel): void {
  if (hasRow(channel)) markUnsaved(chat, channel.name);
}

export function markUnsaved({ unsaved, casemapping }: Chat, name: string): void {
  unsaved.mark("channel", casemapping.channel(name));
}

function recordOf(channel: Channel, ownership: Ownership | undefined): ChannelRecord {
  const {
    name,
    createdAtMs,
    createdAtSequence,
    topic,
    flags,
    key,
    limit,
    forward,
    lists,
    history,
    metadata,
  } = channel;
  return {
    name,
    ...(ownership && { ownership }),
    createdAtMs,
    createdAtSequence,
    ...(topic && { topic }),
    flags: [...flags],
    ...(key !== undefined && { key }),
    ...(limit !== undefined && { limit }),
    ...(forward !== undefined && { forward }),
    lists: { b: listOf(lists.b), e: listOf(lists.e), I: listOf(lists.I) },
    door: history.record(),
    ...(metadata.size > 0 && { metadata: Object.fromEntries(metadata) }),
  };
}

function listOf(list: ReadonlyMap<string, ListEntry>): readonly ListRecord[] {
  return [...list.values()].map(({ mask, setBy, setAtMs }) => ({ mask, setBy, setAtMs }));
}

/** The channel is there again, with nobody in it. @throws SyntaxError where the row is no JSON. */
export function restoreChannel(chat: Chat, { key: place, value }: LastingRow): void {
  // Written above, into a file that is ours.
  const record = JSON.parse(value) as ChannelRecord;
  const { name, ownership, createdAtMs, createdAtSequence, flags } = record;
  // The default channel may have another name by now. What is nobody's makes room.
  if (!ownership && !isFree(chat, name)) return;
  const channel = chat.channels.restore({ name, createdAtMs, createdAtSequence, flags });
  channel.ownership = ownership;
  channel.topic = record.topic;
  channel.key = record.key;
  channel.limit = record.limit;
  channel.forward = record.forward;
  if (record.metadata) channel.metadata = new Map(Object.entries(record.metadata));
  channel.history.restore(record.door);
  moveRow(chat, channel, place);
  fillLists(chat, channel.lists, record.lists);
}

/** Names may be compared in another way than when the row was written: what is found under two keys would be two channels. */
function moveRow({ casemapping, unsaved }: Chat, { name }: Channel, place: string): void {
  const key = casemapping.channel(name);
  if (key === place) return;
  unsaved.mark("channel", place);
  unsaved.mark("channel", key);
}

function isFree({ channels }: Chat, name: string): boolean {
  const holder = channels.holder(name);
  return holder === undefined || (holder === channels.default && holder === channels.find(name));
}

function fillLists({ casemapping }: Chat, lists: MaskLists, records: ChannelRecord["lists"]): void {
  for (const letter of ["b", "e", "I"] as const) {
    for (const { mask, ...origin } of records[letter])
      lists[letter].set(casemapping.nick(mask), listEntry(mask, casemapping.nick, origin));
  }
}
