/** Who may say something where. */
import { isCtcpRequest } from "../protocol/message.ts";
import type { NumericName } from "../protocol/numerics.ts";
import type { Channel } from "./channel.ts";
import { isBanned, isMuted } from "./mask-lists.ts";
import { RANK } from "./membership.ts";
import { rankIn } from "./ranks.ts";
import type { User } from "./user.ts";

/** Whether the channel lets this user say this. https://modern.ircdocs.horse/#channel-modes */
export function maySpeakIn(channel: Channel, user: User, text: string): boolean {
  const { flags } = channel;
  // Programs answer these by themselves, so no rank makes them welcome.
  if (flags.has("no-ctcp") && isCtcpRequest(text)) return false;
  if (rankIn(channel, user) >= RANK.voice) return true;
  if (flags.has("no-external") && !channel.has(user)) return false;
  if (flags.has("moderated")) return false;
  if (flags.has("registered-speak") && user.source.account === undefined) return false;
  // Most channels have no list at all: nothing is compared there.
  return channel.lists.b.size === 0 || !(isBanned(channel, user) || isMuted(channel, user));
}

/** Whether what this user says there is for the channel's operators alone. */
export function isForOperators(channel: Channel, user: User): boolean {
  return channel.flags.has("op-moderated") && rankIn(channel, user) < RANK.voice;
}

/** Why the user does not take this from that sender in private, or undefined. */
export function sayingRefusal(user: User, sender: User, text: string): NumericName | undefined {
  if (user === sender || sender.isOperator) return undefined;
  if (user.flags.has("no-ctcp") && isCtcpRequest(text)) return "ERR_CANTSENDTOUSER";
  // Nearly always, on the way of every private message.
  if (user.flags.size === 0 || user.accepted?.has(sender)) return undefined;
  if (user.flags.has("registered-only") && sender.source.account === undefined) return "ERR_NEEDREGGEDNICK";
  return user.flags.has("caller-id") ? "ERR_TARGUMODEG" : undefined;
}
