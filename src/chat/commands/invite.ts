/** INVITE [<nick> <channel>]: ask somebody in, or list where one is asked in. https://modern.ircdocs.horse/#invite-message */
import { capabilities } from "../../protocol/capabilities.ts";
import type { Effect, SessionId } from "../../protocol/effects.ts";
import { ownSessions } from "../audience.ts";
import type { Channel } from "../channel.ts";
import {
  type CommandContext,
  type CommandHandler,
  deliver,
  deliverToAble,
  eventFrom,
  numeric,
} from "../effects.ts";
import { RANK } from "../membership.ts";
import { awayReply } from "../presence/absence.ts";
import { rankIn } from "../ranks.ts";
import type { User } from "../user.ts";
import { isVisibleChannel } from "../visibility.ts";

export const invite: CommandHandler = (context) => {
  const { chat, session, user, message } = context;
  const [nick = "", name = ""] = message.params;

  if (message.params.length === 0) return invitations(context);
  if (nick === "" || name === "") return [numeric(session, "ERR_NEEDMOREPARAMS", message.command)];
  const channel = chat.channel(name);
  if (!channel || !isVisibleChannel(channel, user)) return [numeric(session, "ERR_NOSUCHCHANNEL", name)];
  if (!channel.has(user) && !user.isOperator) return [numeric(session, "ERR_NOTONCHANNEL", channel.name)];
  const isPrivileged = rankIn(channel, user) >= RANK.halfop;
  if (channel.flags.has("invite-only") && !isPrivileged) {
    return [numeric(session, "ERR_CHANOPRIVSNEEDED", channel.name)];
  }
  const other = chat.nicks.user(nick);
  if (!other) return [numeric(session, "ERR_NOSUCHNICK", nick)];
  const membership = channel.membership(other);
  if (membership && channel.shows(membership, user))
    return [numeric(session, "ERR_USERONCHANNEL", other.nick, channel.name)];

  // It opens every door, so only who guards the doors gives more than a word.
  if (isPrivileged) channel.invite(other);
  return tell(context, channel, other);
};

/** The channels that wait for the asker. https://modern.ircdocs.horse/#rplinvitelist-336 */
function invitations({ chat, session, user }: CommandContext): Effect[] {
  const waiting = [...chat.channels.all()].filter(({ invited }) => invited.has(user.id));
  return [
    ...waiting.map(({ name }) => numeric(session, "RPL_INVITELIST", name)),
    numeric(session, "RPL_ENDOFINVITELIST"),
  ];
}

/** https://ircv3.net/specs/extensions/invite-notify: those who may always invite are told. */
function tell(context: CommandContext, channel: Channel, other: User): Effect[] {
  const { session, user } = context;
  const invited = eventFrom(context, { command: "INVITE", params: [other.nick, channel.name] });
  const own: readonly SessionId[] = ownSessions(user);
  const hosts = channel.audienceOfRank(RANK.halfop).filter((id) => !own.includes(id));
  return [
    numeric(session, "RPL_INVITING", other.nick, channel.name),
    ...awayReply(session, other),
    deliver(context, ownSessions(other), invited),
    ...(hosts.length === 0
      ? []
      : [deliverToAble(context, { to: hosts, needs: capabilities("invite-notify") }, invited)]),
  ];
}
