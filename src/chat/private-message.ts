/** Something is said to one person, who may be away, or not here at all. */
import type { Effect, SessionId } from "../protocol/effects.ts";
import { pairTarget } from "../protocol/history.ts";
import type { Account } from "./accounts/account.ts";
import { ownSessions } from "./audience.ts";
import { acceptReplies, turnAway } from "./callers.ts";
import { type CommandContext, eventFrom, numeric } from "./effects.ts";
import { awayReply } from "./presence/absence.ts";
import { saying } from "./saying.ts";
import { send, sendFromOutside } from "./sending.ts";
import { sayingRefusal } from "./speaking-rules.ts";
import type { Session, User } from "./user.ts";

export function sayToUser(context: CommandContext, other: User): Effect[] {
  const { session, user, message } = context;
  const [, text = ""] = message.params;

  const refusal = sayingRefusal(other, user, text);
  if (refusal) return turnAway(context, other, refusal);

  if (message.command !== "TAGMSG") acceptReplies(context, other);
  user.lastSpokeAtMs = context.stamped.timeMs;
  const said = eventFrom(context, saying(message, other.nick));
  const target = pairTarget(user.id, other.id);
  const effects =
    other === user
      ? send(context, said, { to: ownSessions(user), target })
      : sendFromOutside(context, said, { to: withSender(ownSessions(other), session), target });
  // Nearly always, on the way of every private message.
  if (message.command !== "PRIVMSG" || (other.awayText === undefined && !other.isAbsent)) return effects;
  return [...effects, ...awayReply(session, other)];
}

function withSender(to: SessionId[], { id }: Session): readonly SessionId[] {
  to.push(id);
  return to;
}

/** Nobody is called so, but it is the name of an account: its owner is here under another nick, or reads it later. */
export function sayToOwner(context: CommandContext, account: Account): Effect[] {
  const { session, user, message } = context;
  if (account.user) return sayToUser(context, account.user);

  if (message.command !== "TAGMSG") acceptReplies(context, account);
  user.lastSpokeAtMs = context.stamped.timeMs;
  const said = eventFrom(context, saying(message, account.name));
  const target = pairTarget(user.id, account.id);
  const effects = sendFromOutside(context, said, { to: [session.id], target });
  if (message.command === "PRIVMSG") effects.push(numeric(session, "RPL_WAITING", account.name));
  return effects;
}
