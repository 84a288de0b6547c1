/** What people are in registered channels by their accounts, while they are there. */
import type { Effect } from "../../protocol/effects.ts";
import type { Ownership } from "../../protocol/registered-channel.ts";
import type { Account } from "../accounts/account.ts";
import type { Channel } from "../channel.ts";
import type { Moment } from "../effects.ts";
import type { User } from "../user.ts";
import { accessLetter } from "./ownership.ts";
import { clearPrefix, type PrefixChange, setPrefix, tellPrefixes } from "./service-modes.ts";

/** Somebody has logged in where they are already: they are there what their account is. */
export function prefixesOnLogin(moment: Moment, user: User): Effect[] {
  return changeEverywhere(moment, user, (channel) => {
    const letter = accessLetter(channel, user.account);
    return letter === undefined ? [] : setPrefix(channel, user, letter);
  });
}

/** Somebody is a guest again: what the account was, the guest is not. */
export function prefixesOnLogout(moment: Moment, user: User, account: Account): Effect[] {
  return changeEverywhere(moment, user, (channel) => {
    const letter = accessLetter(channel, account);
    return letter === undefined ? [] : clearPrefix(channel, user, letter);
  });
}

function changeEverywhere(
  moment: Moment,
  user: User,
  change: (channel: Channel) => readonly PrefixChange[],
): Effect[] {
  return [...user.channels.values()].flatMap(({ channel }) => tellPrefixes(moment, channel, change(channel)));
}

/**
 * The channel's ownership is another one: who is there and had access by the one before has it by this one. Where it is nobody's
 * any more, everybody stays what they are.
 */
export function followOwnership(moment: Moment, channel: Channel, before: Ownership | undefined): Effect[] {
  const { ownership } = channel;
  if (!ownership) return [];
  const changes = [...accountsOf(before, ownership)].flatMap((id): PrefixChange[] => {
    const was = accessLetter({ ownership: before }, { id });
    const is = accessLetter({ ownership }, { id });
    if (was === is) return [];
    const user = moment.chat.accounts.get(id)?.user;
    return [
      ...(was === undefined ? [] : clearPrefix(channel, user, was)),
      ...(is === undefined ? [] : setPrefix(channel, user, is)),
    ];
  });
  return tellPrefixes(moment, channel, changes);
}

function accountsOf(...ownerships: readonly (Ownership | undefined)[]): Set<string> {
  return new Set(
    ownerships.flatMap((one) => (one === undefined ? [] : [one.founder, ...Object.keys(one.access)])),
  );
}
