/** CHANLOG <channel> [<count>]: what operators have done there, for them and for the server's. A command of this server. */
import type { Effect } from "../../protocol/effects.ts";
import type { Point } from "../../protocol/history-query.ts";
import { formatMsgid } from "../../protocol/msgid.ts";
import { isChannelName } from "../../protocol/names.ts";
import type { Channel } from "../channel.ts";
import { type CommandContext, type CommandHandler, numeric } from "../effects.ts";
import { readCount } from "../history-words.ts";
import { RANK } from "../membership.ts";
import { rankIn } from "../ranks.ts";
import { namesFor } from "../readable-history.ts";
import { isVisibleChannel } from "../visibility.ts";

const ACTS: readonly string[] = ["KICK", "MODE", "REDACT", "RENAME", "TOPIC"];

export const chanlog: CommandHandler = (context) => {
  const { chat, session, user, message } = context;
  const [name = ""] = message.params;

  const channel = chat.channel(name);
  if (!channel)
    return user.isOperator && isChannelName(name) ? showGone(context, name) : [unknown(context, name)];
  if (!isVisibleChannel(channel, user)) return [unknown(context, name)];
  if (rankIn(channel, user) < RANK.operator) return [numeric(session, "ERR_CHANOPRIVSNEEDED", channel.name)];
  return [show(context, channel)];
};

function unknown({ session }: CommandContext, name: string): Effect {
  return numeric(session, "ERR_NOSUCHCHANNEL", name);
}

/** Whoever makes a channel again is its operator, but learns nothing of what was done there before. */
function show(context: CommandContext, channel: Channel): Effect {
  const { chat, user } = context;
  const nameBehindKey = channel.membership(user)?.nameBehindKey;
  const [target, ...besides] = namesFor(channel, { rank: rankIn(channel, user), nameBehindKey });
  const isLasting = user.isOperator || channel.ownership !== undefined || channel === chat.channels.default;
  const made = { sequence: channel.createdAtSequence, index: 0 };
  const after = isLasting ? {} : { after: { msgid: formatMsgid(chat.historyId, made) } };
  return ask(context, { name: channel.name, target, besides, ...after });
}

/** Nobody is there any more. */
function showGone(context: CommandContext, name: string): Effect[] {
  return [ask(context, { name, target: context.chat.casemapping.channel(name), besides: [] })];
}

interface Asked {
  readonly name: string;
  readonly target: string;
  readonly besides: readonly string[];
  readonly after?: Point;
}

function ask({ session, user, message, stamped }: CommandContext, { name, ...where }: Asked): Effect {
  const limit = readCount(message.params[1] ?? "");
  const { sequence: asOf } = stamped;
  return {
    kind: "history",
    to: session.id,
    query: { kind: "page", ...where, kinds: ACTS, take: "last", limit, asOf },
    view: { purpose: "log", target: name, self: user.id },
  };
}
