/** REGISTER <channel>: keep a channel, with whoever asks as its founder. */
import { REGISTERED_CHANNELS_MAX, REGISTERED_CHANNELS_PER_ACCOUNT_MAX } from "../../../protocol/limits.ts";
import type { Chat } from "../../chat.ts";
import { RANK } from "../../membership.ts";
import { rankIn } from "../../ranks.ts";
import { propose } from "../../registered/changes.ts";
import { isVisibleChannel } from "../../visibility.ts";
import { type ChanServHandler, foundedBy, say, usage } from "./asked.ts";

export const registerChannel: ChanServHandler = (context, [name]) => {
  const { chat, user, stamped } = context;
  const { account } = user;
  if (name === undefined) return usage(context, "REGISTER");
  if (!account) return say(context, "not-logged-in");
  const channel = chat.channel(name);
  if (!channel || !isVisibleChannel(channel, user)) return say(context, "chan-unknown", name);
  if (channel.ownership) return say(context, "chan-registered-already", channel.name);
  if (channel.pending.length > 0) return say(context, "chan-busy", channel.name);
  if (rankIn(channel, user) < RANK.operator) return say(context, "chan-not-operator", channel.name);
  if (foundedBy(chat, account) >= REGISTERED_CHANNELS_PER_ACCOUNT_MAX && !user.isOperator)
    return say(context, "chan-too-many", String(REGISTERED_CHANNELS_PER_ACCOUNT_MAX));
  if (lastingCount(chat) >= REGISTERED_CHANNELS_MAX) return say(context, "chan-full");

  return propose(context, channel, { what: "registered", founder: account.id, atMs: stamped.timeMs });
};

function lastingCount({ channels }: Chat): number {
  let count = 0;
  for (const { lasts } of channels.all()) if (lasts) count++;
  return count;
}
