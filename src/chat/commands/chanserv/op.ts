/** OP and DEOP <channel> [<nick>]: be there what one's access allows, or let others be. */
import type { PrefixLetter } from "../../../protocol/modes.ts";
import type { Channel } from "../../channel.ts";
import type { CommandContext } from "../../effects.ts";
import { RANK, rankOfPrefix } from "../../membership.ts";
import { mayRule } from "../../ranks.ts";
import { accessLetter, accessRank } from "../../registered/ownership.ts";
import { clearPrefix, setPrefix, tellPrefixes } from "../../registered/service-modes.ts";
import type { User } from "../../user.ts";
import { actedAsOperator, type ChanServHandler, registeredChannel, say, usage } from "./asked.ts";

export const opBy: ChanServHandler = (context, [name, nick]) => {
  if (name === undefined) return usage(context, "OP");
  const channel = registeredChannel(context, name)?.channel;
  if (!channel) return say(context, "chan-unregistered", name);
  // Nor is such a person told who is there.
  if (accessRank(channel, context.user) === RANK.none) return say(context, "chan-no-access", channel.name);
  const other = subject(context, nick);
  const membership = other && channel.membership(other);
  if (!membership) return say(context, "chan-not-there", channel.name, nick ?? context.user.nick);
  const letter = grantable(context, channel, membership.user);
  if (letter === undefined) return say(context, "chan-no-access", channel.name);

  const changes = setPrefix(channel, membership.user, letter);
  return [
    ...tellPrefixes(context, channel, changes),
    ...say(context, "chan-opped", channel.name, membership.user.nick, letter),
    ...actedAsOperator(context, "mode", {
      channel,
      needed: RANK.voice,
      reason: `+${letter} ${membership.user.nick}`,
    }),
  ];
};

function subject({ chat, user }: CommandContext, nick: string | undefined): User | undefined {
  return nick === undefined ? user : chat.nicks.user(nick);
}

/** Oneself what one's account is; others become operators. */
function grantable({ user }: CommandContext, channel: Channel, other: User): PrefixLetter | undefined {
  const own = other === user ? accessLetter(channel, user.account) : undefined;
  if (own !== undefined) return own;
  return mayRule(accessRank(channel, user), rankOfPrefix("o")) ? "o" : undefined;
}

export const deopBy: ChanServHandler = (context, [name, nick]) => {
  const { user } = context;
  if (name === undefined) return usage(context, "DEOP");
  const channel = registeredChannel(context, name)?.channel;
  if (!channel) return say(context, "chan-unregistered", name);
  const other = subject(context, nick);
  const rank = accessRank(channel, user);
  if (other !== user && rank < RANK.operator) return say(context, "chan-no-access", channel.name);
  const membership = other && channel.membership(other);
  if (!membership) return say(context, "chan-not-there", channel.name, nick ?? user.nick);
  if (other !== user && !mayRule(rank, membership.rank)) return say(context, "chan-no-access", channel.name);

  const letters = membership.letters();
  const changes = letters.flatMap((letter) => clearPrefix(channel, other, letter));
  return [
    ...tellPrefixes(context, channel, changes),
    ...say(context, "chan-deopped", channel.name, membership.user.nick),
    ...(other === user
      ? []
      : actedAsOperator(context, "mode", {
          channel,
          needed: RANK.operator,
          reason: `-${letters.join("")} ${membership.user.nick}`,
        })),
  ];
};
