/** Prefixes that ChanServ gives and takes, and how others are told. */
import type { Effect, SessionId } from "../../protocol/effects.ts";
import { NO_SESSION } from "../../protocol/effects.ts";
import type { Source } from "../../protocol/message.ts";
import { formatModeChanges, type PrefixLetter } from "../../protocol/modes.ts";
import type { Channel } from "../channel.ts";
import type { Chat } from "../chat.ts";
import { deliver, eventBy, type Moment } from "../effects.ts";
import { recordEvent } from "../event-records.ts";
import type { Membership } from "../membership.ts";
import type { User } from "../user.ts";

export interface PrefixChange {
  readonly adding: boolean;
  readonly letter: PrefixLetter;
  readonly user: User;
}

/** Who does what nobody did. */
export function chanServ({ settings }: Chat): Source {
  const host = settings.serverName;
  return { nick: "ChanServ", username: "ChanServ", host, realname: "", isGuest: false, isBot: false };
}

/** To everybody in the channel; it stands in its history. */
export function tellPrefixes(moment: Moment, channel: Channel, changes: readonly PrefixChange[]): Effect[] {
  const [first] = changes;
  if (!first) return [];
  const event = prefixEvent(moment, channel, changes);
  const actor = { chat: moment.chat, session: { id: NO_SESSION, user: first.user } };
  return [recordEvent(actor, event), deliver(actor, channel.audience(), event)];
}

/** Somebody has come in with what they are here by their account: told to those who were told of their coming, and part of it. */
export function tellEntryPrefixes(
  moment: Moment,
  membership: Membership,
  audience: readonly SessionId[],
): Effect[] {
  const { channel, user } = membership;
  if (!channel.ownership) return [];
  const changes = membership.letters().map((letter) => ({ adding: true, letter, user }));
  if (changes.length === 0) return [];
  return [deliver({ session: { id: NO_SESSION } }, audience, prefixEvent(moment, channel, changes))];
}

function prefixEvent(moment: Moment, { name }: Channel, changes: readonly PrefixChange[]) {
  const modes = changes.map(({ adding, letter, user }) => ({ adding, letter, param: user.nick }));
  return eventBy(moment, chanServ(moment.chat), {
    command: "MODE",
    params: [name, ...formatModeChanges(modes)],
  });
}

/** @returns what has changed: nothing for who is not there, or is that already. */
export function setPrefix(channel: Channel, user: User | undefined, letter: PrefixLetter): PrefixChange[] {
  const membership = user && channel.membership(user);
  return membership?.setPrefix(letter) ? [{ adding: true, letter, user: membership.user }] : [];
}

/** The same for taking it away. */
export function clearPrefix(channel: Channel, user: User | undefined, letter: PrefixLetter): PrefixChange[] {
  const membership = user && channel.membership(user);
  return membership?.clearPrefix(letter) ? [{ adding: false, letter, user: membership.user }] : [];
}
