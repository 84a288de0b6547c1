/** PURGE [ADD] <channel> [<reason>], PURGE DEL <channel>, PURGE LIST: operators of the server close channels for good. */
import type { Effect } from "../../../protocol/effects.ts";
import { CHANNEL_PURGES_MAX } from "../../../protocol/limits.ts";
import { isChannelName } from "../../../protocol/names.ts";
import { acted, type CommandContext } from "../../effects.ts";
import { proposePurge, proposeUnpurge } from "../../registered/purges.ts";
import { cutKickReason } from "../../texts.ts";
import { type ChanServHandler, say, usage } from "./asked.ts";

export const purge: ChanServHandler = (context, words) => {
  if (!context.user.isOperator) return say(context, "chan-for-operators");
  const [first = "", ...rest] = words;
  const [name = ""] = rest;
  switch (first.toUpperCase()) {
    case "LIST":
      return list(context);
    case "DEL":
      return remove(context, name);
    case "ADD":
      return add(context, name, rest.slice(1));
    default:
      return add(context, first, rest);
  }
};

function add(context: CommandContext, name: string, why: readonly string[]): Effect[] {
  const { chat, user, stamped } = context;
  const { channels } = chat;
  if (!isChannelName(name)) return usage(context, "PURGE");
  if (channels.find(name) === channels.default) return say(context, "chan-purge-default", name);
  if (channels.purges.size >= CHANNEL_PURGES_MAX)
    return say(context, "chan-purge-full", String(CHANNEL_PURGES_MAX));

  const reason = cutKickReason(why.join(" "));
  const record = { name, by: user.operator ?? user.nick, atMs: stamped.timeMs, reason };
  return [...proposePurge(context, record), acted(context, "purge", { target: name, reason })];
}

function remove(context: CommandContext, name: string): Effect[] {
  const found = context.chat.channels.purgeOf(name);
  return found ? proposeUnpurge(context, found.name) : say(context, "chan-purge-none", name);
}

function list(context: CommandContext): Effect[] {
  const purges = [...context.chat.channels.purges.values()];
  return [
    ...purges.flatMap(({ name, by, atMs, reason }) => [
      ...say(context, "chan-purge-row", name, new Date(atMs).toISOString(), by),
      ...(reason === "" ? [] : say(context, "chan-purge-reason", reason)),
    ]),
    ...say(context, "chan-purge-list-end", String(purges.length)),
  ];
}
