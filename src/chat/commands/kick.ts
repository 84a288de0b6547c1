/** KICK <channel>{,<channel>} <nick>{,<nick>} [<reason>]: send somebody out of a channel. https://modern.ircdocs.horse/#kick-message */
import type { Effect } from "../../protocol/effects.ts";
import { TARGETS_PER_COMMAND_MAX } from "../../protocol/limits.ts";
import { isShownToAll, ownSessions, presenceOf } from "../audience.ts";
import type { Channel } from "../channel.ts";
import { type CommandContext, type CommandHandler, deliver, eventFrom, numeric } from "../effects.ts";
import { recordEvent } from "../event-records.ts";
import { inherit } from "../inheritance.ts";
import { type Membership, RANK } from "../membership.ts";
import { actedIn } from "../moderation/acted-in.ts";
import { rememberKick } from "../moderation/remember-kick.ts";
import { mayRule, rankIn } from "../ranks.ts";
import { cutKickReason } from "../texts.ts";
import { isVisibleChannel } from "../visibility.ts";

/** One channel for all nicks, or as many as there are nicks. Targets beyond the limit are passed over. */
export const kick: CommandHandler = (context) => {
  const { session, message } = context;
  const channels = listed(message.params[0]);
  const nicks = listed(message.params[1]);
  const [first = ""] = channels;

  if (channels.length !== 1 && channels.length !== nicks.length) {
    return [numeric(session, "ERR_NEEDMOREPARAMS", message.command)];
  }
  const allowed = nicks.slice(0, TARGETS_PER_COMMAND_MAX);
  return allowed.flatMap((nick, index) => kickOne(context, channels[index] ?? first, nick));
};

function listed(param = ""): string[] {
  return param.split(",").filter((name) => name !== "");
}

function kickOne(context: CommandContext, name: string, nick: string): Effect[] {
  const { chat, session, user } = context;

  const channel = chat.channel(name);
  if (!channel || !isVisibleChannel(channel, user)) return [numeric(session, "ERR_NOSUCHCHANNEL", name)];
  if (!channel.has(user) && !user.isOperator) return [numeric(session, "ERR_NOTONCHANNEL", channel.name)];
  const rank = rankIn(channel, user);
  if (rank < RANK.halfop) return [numeric(session, "ERR_CHANOPRIVSNEEDED", channel.name)];
  const other = chat.nicks.user(nick);
  if (!other) return [numeric(session, "ERR_NOSUCHNICK", nick)];
  const membership = channel.membership(other);
  if (!membership) return [numeric(session, "ERR_USERNOTINCHANNEL", other.nick, channel.name)];
  if (other !== user && !mayRule(rank, membership.rank)) {
    return [numeric(session, "ERR_CHANOPRIVSNEEDED", channel.name)];
  }

  return sendOut(context, channel, membership);
}

/** Told to whoever saw the member there, to the member, and to the one who did it. */
function sendOut(context: CommandContext, channel: Channel, membership: Membership): Effect[] {
  const { chat, user, message } = context;
  const { user: other } = membership;
  const reason = cutKickReason(message.params[2] || user.nick);
  const kicked = eventFrom(context, {
    command: "KICK",
    params: [channel.name, other.nick, reason],
  });
  const audience = new Set([...presenceOf(membership), ...ownSessions(user)]);
  const records = isShownToAll(membership) ? [recordEvent(context, kicked)] : [];
  rememberKick(context, { channel, kicked: other, reason });
  chat.channels.leave(other, channel);
  return [
    ...records,
    deliver(context, [...audience], kicked),
    ...inherit(context, membership),
    ...actedIn(context, channel, { action: "kick", target: `${other.nick} ${channel.name}`, reason }),
  ];
}
