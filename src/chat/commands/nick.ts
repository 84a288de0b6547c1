/** NICK <nick>: take a nick; a guest stops being one. https://modern.ircdocs.horse/#nick-message */
import type { Effect } from "../../protocol/effects.ts";
import { isTakeableNick, SERVER_NICK } from "../../protocol/names.ts";
import { acquaintances, isShownToAll } from "../audience.ts";
import { type CommandHandler, deliver, eventFrom, identity, numeric } from "../effects.ts";
import { recordIn } from "../event-records.ts";
import { nowOffline, nowOnline } from "../monitoring.ts";

export const nick: CommandHandler = (context): Effect[] => {
  const { chat, session, user, message, stamped } = context;
  const [wanted = ""] = message.params;

  if (wanted === "") return [numeric(session, "ERR_NONICKNAMEGIVEN")];
  if (wanted === user.nick) return [];
  if (user.nick === SERVER_NICK || !isTakeableNick(wanted)) {
    return [numeric(session, "ERR_ERRONEUSNICKNAME", wanted)];
  }
  if (chat.nicks.holder(wanted, user)) return [numeric(session, "ERR_NICKNAMEINUSE", wanted)];

  const change = eventFrom(context, { command: "NICK", params: [wanted] });
  const before = user.source;
  chat.rename(user, wanted);
  const isSameNick = chat.casemapping.nick(before.nick) === chat.casemapping.nick(wanted);
  if (!isSameNick) chat.whowas.add(before, stamped.timeMs);
  const channels = [...user.channels.values()].filter(isShownToAll).map(({ channel }) => channel);
  return [
    ...recordIn(context, change, channels),
    deliver(context, acquaintances(user), change),
    ...user.sessions.map(identity),
    ...(isSameNick ? [] : [...nowOffline(context, before.nick), ...nowOnline(context, user)]),
  ];
};
