/** INFO <channel> and LIST [<mask>]: which channels are registered, and whose they are. */
import { REPLY_ROWS_MAX } from "../../../protocol/limits.ts";
import { compileMask } from "../../../protocol/masks.ts";
import {
  accountName,
  type ChanServHandler,
  isFounder,
  mayKnow,
  registeredChannel,
  say,
  usage,
} from "./asked.ts";

export const channelInfo: ChanServHandler = (context, [name]) => {
  const { chat, user } = context;
  if (name === undefined) return usage(context, "INFO");
  if (chat.channels.purgeOf(name)) return say(context, "chan-is-purged", name);
  const found = registeredChannel(context, name);
  if (!found) return say(context, "chan-unregistered", name);

  const { channel, ownership } = found;
  const { founder, offeredTo } = ownership;
  const since = new Date(ownership.registeredAtMs).toISOString();
  const told = say(context, "chan-info", channel.name, since, accountName(chat, founder));
  const isConcerned = isFounder(channel, user) || offeredTo === user.account?.id;
  if (offeredTo === undefined || !isConcerned) return told;
  return [...told, ...say(context, "chan-info-offered", channel.name, accountName(chat, offeredTo))];
};

export const channelList: ChanServHandler = (context, [mask = "*"]) => {
  const { chat, user } = context;
  const isMeant = compileMask(mask, chat.casemapping.channel);
  const found = [...chat.channels.all()].flatMap((channel) => {
    const { name, ownership } = channel;
    if (!ownership || !mayKnow(channel, user) || !isMeant(name)) return [];
    return [[name, accountName(chat, ownership.founder)] as const];
  });
  const shown = found.sort(([one], [other]) => (one < other ? -1 : 1)).slice(0, REPLY_ROWS_MAX);
  return [
    ...shown.flatMap((row) => say(context, "chan-list-row", ...row)),
    ...say(context, "chan-list-end", String(found.length)),
  ];
};
