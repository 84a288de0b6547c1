/** JOIN <channel>{,<channel>} [<key>{,<key>}]: enter channels, made where there are none. https://modern.ircdocs.horse/#join-message */
import type { Effect } from "../../protocol/effects.ts";
import { CHANNELS_MAX, CHANNELS_PER_USER_MAX } from "../../protocol/limits.ts";
import { isChannelName } from "../../protocol/names.ts";
import type { Channel } from "../channel.ts";
import { nameBehindKey } from "../channel-history.ts";
import { type CommandContext, type CommandHandler, deliver, eventFrom, notice, numeric } from "../effects.ts";
import { tellOfEntering } from "../entering.ts";
import { entryRefusal } from "../entry-rules.ts";
import type { Membership } from "../membership.ts";
import { remindOfKick } from "../moderation/remember-kick.ts";
import type { Session } from "../user.ts";
import { partChannel } from "./part.ts";

export const join: CommandHandler = (context) => {
  const [names = "", keys = ""] = context.message.params;

  // "JOIN 0" leaves all channels. https://modern.ircdocs.horse/#join-message
  if (names === "0")
    return [...context.user.channels.values()].flatMap(({ channel }) => partChannel(context, channel));
  const keyOf = keys.split(",");
  return names.split(",").flatMap((name, index) => joinOne(context, { name, key: keyOf[index] ?? "" }));
};

export interface Wanted {
  readonly name: string;
  readonly key: string;
}

function joinOne(context: CommandContext, wanted: Wanted): Effect[] {
  const { chat, session, user } = context;
  const { name } = wanted;

  if (name === "") return [];
  if (!isChannelName(name)) return [notAName(session, name)];
  const existing = chat.channel(name);
  if (existing?.has(user)) return session.kind === "plain" ? goOver(context, existing) : [];
  if (user.channels.size >= CHANNELS_PER_USER_MAX) return [numeric(session, "ERR_TOOMANYCHANNELS", name)];
  if (chat.channels.purgeOf(name)) return purged(session, name);
  if (!existing) {
    if (chat.channels.size >= CHANNELS_MAX) return [numeric(session, "ERR_TOOMANYCHANNELS", name)];
    return chat.channels.holder(name) ? [notAName(session, name)] : found(context, wanted);
  }
  const refusal = entryRefusal(context, existing, wanted.key);
  if (!refusal) return enter(context, existing, wanted.key);
  // Who is banned is not sent on: a ban is about the person, not about the room.
  const elsewhere = refusal === "ERR_BANNEDFROMCHAN" ? undefined : forwarded(context, existing);
  return elsewhere ?? [numeric(session, refusal, existing.name)];
}

/** Who is in several rooms talks in the one they have entered last. */
function goOver(context: CommandContext, { name }: Channel): Effect[] {
  const { session } = context;
  return [deliver(context, [session.id], eventFrom(context, { command: "JOIN", params: [name] }))];
}

/** What IRC programs expect, and what helps people. https://modern.ircdocs.horse/#errnosuchchannel-403 */
function notAName(session: Session, name: string): Effect {
  return numeric(session, session.kind === "irc" ? "ERR_NOSUCHCHANNEL" : "ERR_BADCHANMASK", name);
}

/** No number says it, so programs learn that there is no such channel, and people why. */
function purged(session: Session, name: string): Effect[] {
  const why = notice(session, "ChanServ", { name: "chan-is-purged", params: [name] });
  return session.kind === "irc" ? [numeric(session, "ERR_NOSUCHCHANNEL", name), why] : [why];
}

/** Who makes a channel is its operator. */
function found(context: CommandContext, { name, key }: Wanted): Effect[] {
  const { chat, user, stamped } = context;
  const channel = chat.channels.create(name, stamped);
  const membership = chat.channels.enter(user, channel);
  membership.setPrefix("o");
  bringKey(context, membership, key);
  return shown(context, channel);
}

function enter(context: CommandContext, channel: Channel, key: string): Effect[] {
  bringKey(context, context.chat.channels.enter(context.user, channel), key);
  return [...shown(context, channel), ...remindOfKick(context, channel)];
}

/** What was said behind this key is read with it, also where the channel was empty since and has no key any more. */
function bringKey({ chat }: CommandContext, membership: Membership, key: string): void {
  if (key === "") return;
  membership.nameBehindKey = nameBehindKey(chat.casemapping.channel(membership.channel.name), key);
}

/** Who cannot come in is sent where the channel's operators said, if that is open: once, so that no circle arises. */
function forwarded(context: CommandContext, channel: Channel): Effect[] | undefined {
  const { chat, session, user } = context;
  const target = channel.forward === undefined ? undefined : chat.channel(channel.forward);
  if (!target || target.has(user) || entryRefusal(context, target, "")) return undefined;
  return [numeric(session, "ERR_LINKCHANNEL", channel.name, target.name), ...enter(context, target, "")];
}

function shown(context: CommandContext, channel: Channel): Effect[] {
  const membership = channel.membership(context.user);
  return membership ? tellOfEntering(context, context.session, membership) : [];
}
