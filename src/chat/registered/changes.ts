/** Changes of whose a channel is: on the disk first, then so, then told. */
import type { Effect } from "../../protocol/effects.ts";
import type { LastingOutcome } from "../../protocol/lasting.ts";
import type { NoticeName } from "../../protocol/notices.ts";
import type { ChannelChange } from "../../protocol/registered-channel.ts";
import type { Kept } from "../accounts/register.ts";
import type { Channel } from "../channel.ts";
import type { Chat } from "../chat.ts";
import { type CommandContext, type Moment, notice } from "../effects.ts";
import { appointHeir } from "../inheritance.ts";
import { followOwnership } from "./access.ts";
import { channelWrite, markUnsaved } from "./channel-row.ts";
import { changedOwnership } from "./ownership.ts";

type Changed = LastingOutcome & { readonly kind: "channel-changed" };

/** Asks for the change. Until the disk has answered, the channel stays, whoever leaves, and keeps its name. */
export function propose(context: CommandContext, channel: Channel, change: ChannelChange): Effect[] {
  const { session } = context;
  channel.pending.push(change);
  const ownership = channel.pending.reduce(changedOwnership, channel.ownership);
  const outcome: Changed = { kind: "channel-changed", channel: channel.name, change };
  const writes = [channelWrite(context, channel, ownership)];
  return [{ kind: "keep", session: session.id, writes, outcome }];
}

/** The disk has answered. */
export function applyChannelChange(moment: Moment, { channel: name, change }: Changed, kept: Kept): Effect[] {
  const { chat, stamped } = moment;
  const { session, isKept } = kept;
  const say = (said: NoticeName, ...params: readonly string[]): Effect[] =>
    session ? [notice(session, "ChanServ", { name: said, params })] : [];

  const channel = chat.channel(name);
  // Whatever else has changed meanwhile, the row says what is so.
  markUnsaved(chat, name);
  if (!channel) return say("chan-unregistered", name);
  channel.pending.shift();
  const before = channel.ownership;
  const ownership = changedOwnership(before, change);
  if (!isKept || before === ownership || !isPossible(chat, name, change)) {
    chat.channels.removeIfEmpty(channel);
    const said = say(isKept ? "chan-changed-meanwhile" : "cannot-store", channel.name);
    return [...appointHeir(moment, channel), ...said];
  }

  channel.ownership = ownership;
  if (change.what === "registered") channel.history.settle(stamped.sequence);
  const told = [...followOwnership(moment, channel, before), ...appointHeir(moment, channel)];
  chat.channels.removeIfEmpty(channel);
  return [...told, ...say(...doneWords(chat, channel, change)), ...tellOffered(chat, channel, change)];
}

/** Whoever it is about may be no more by now, and the channel may be closed for good. */
function isPossible({ accounts, channels }: Chat, name: string, change: ChannelChange): boolean {
  if (channels.purgeOf(name)) return false;
  const id = change.what === "registered" ? change.founder : "account" in change ? change.account : undefined;
  return id === undefined || accounts.get(id) !== undefined;
}

/** What whoever asked for it is told. */
function doneWords(
  { accounts }: Chat,
  { name }: Channel,
  change: ChannelChange,
): readonly [NoticeName, ...string[]] {
  switch (change.what) {
    case "registered":
      return ["chan-registered", name];
    case "dropped":
      return ["chan-dropped", name];
    case "access": {
      const account = accounts.get(change.account)?.name ?? "*";
      if (change.letter === undefined) return ["chan-access-taken", name, account];
      return ["chan-access-given", name, account, change.letter];
    }
    case "offered":
      if (change.account === undefined) return ["chan-offer-withdrawn", name];
      return ["chan-offered", name, accounts.get(change.account)?.name ?? "*"];
    case "transferred":
      return ["chan-transferred", name, accounts.get(change.account)?.name ?? "*"];
  }
}

/** Whoever shall take the channel learns of it, if they are here. */
function tellOffered({ accounts }: Chat, { name }: Channel, change: ChannelChange): Effect[] {
  if (change.what !== "offered") return [];
  const sessions = accounts.get(change.account)?.user?.sessions ?? [];
  return sessions.map((session) => notice(session, "ChanServ", { name: "chan-offer", params: [name] }));
}
