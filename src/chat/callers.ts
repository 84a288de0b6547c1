/** Strangers who write to somebody who takes private messages only from people they have accepted (+g, +R). https://modern.ircdocs.horse/#user-modes */
import type { Effect } from "../protocol/effects.ts";
import { CALLER_NOTICE_MS } from "../protocol/limits.ts";
import type { NumericName } from "../protocol/numerics.ts";
import { AcceptList } from "./accept-list.ts";
import type { Account } from "./accounts/account.ts";
import { type CommandContext, numeric } from "./effects.ts";
import { refuse } from "./saying.ts";
import type { User } from "./user.ts";

/** The sender is told why; who has a door is told now and then who knocks. */
export function turnAway(context: CommandContext, other: User, why: NumericName): Effect[] {
  const isCall = why === "ERR_TARGUMODEG" && context.message.command === "PRIVMSG";
  return [...refuse(context, why, other.nick), ...(isCall ? announceCaller(context, other) : [])];
}

function announceCaller({ session, user, stamped }: CommandContext, other: User): Effect[] {
  const { timeMs } = stamped;
  const isSilent = timeMs < (other.lastCallAtMs ?? Number.NEGATIVE_INFINITY) + CALLER_NOTICE_MS;
  if (isSilent || other.isAbsent) return [];

  other.lastCallAtMs = timeMs;
  const { nick, username, host } = user.source;
  return [
    numeric(session, "RPL_TARGNOTIFY", other.nick),
    ...other.sessions.map((device) => numeric(device, "RPL_UMODEGMSG", nick, `${username}@${host}`)),
  ];
}

/**
 * Whoever turns strangers away wants to be answered by those they write to. A full list takes nobody more.
 * @param other an account where nobody is here with it.
 */
export function acceptReplies({ chat, user }: CommandContext, other: User | Account): void {
  const { flags } = user;
  // Nearly always, on the way of every private message.
  if (flags.size === 0 || user === other) return;
  const wouldBeTurnedAway =
    flags.has("caller-id") || (flags.has("registered-only") && "flags" in other && !other.account);
  if (!wouldBeTurnedAway) return;
  user.accepted ??= new AcceptList();
  if (user.accepted.add(chat, other) === "added") user.markUnsaved();
}
