/** NAMES [<channel>]: who is in a channel. https://modern.ircdocs.horse/#names-message */
import type { Effect } from "../../protocol/effects.ts";
import type { Channel } from "../channel.ts";
import { type CommandContext, type CommandHandler, numeric } from "../effects.ts";
import { fillLines } from "../fill-lines.ts";
import { namesBytesMax, shownName } from "../names-lists.ts";
import { isVisibleChannel, seesAllMembers, visibleMembers } from "../visibility.ts";

export const names: CommandHandler = (context) => {
  const { chat, session, user, message } = context;
  const [wanted] = message.params;

  // The list of everybody everywhere is nothing anybody reads, and need not be given.
  if (!wanted) return [numeric(session, "RPL_ENDOFNAMES", "*")];
  const [first = ""] = wanted.split(",");
  const channel = chat.channel(first);
  if (!channel || !isVisibleChannel(channel, user)) return [numeric(session, "RPL_ENDOFNAMES", first)];

  return namesReplies(context, channel);
};

type NamesReader = Pick<CommandContext, "chat" | "session" | "user" | "capabilities">;

export function namesReplies(context: NamesReader, channel: Channel): Effect[] {
  const { session } = context;
  const symbol = channel.flags.has("secret") ? "@" : "=";
  return [
    ...namesLines(context, channel).map((line) =>
      numeric(session, "RPL_NAMREPLY", symbol, channel.name, line),
    ),
    numeric(session, "RPL_ENDOFNAMES", channel.name),
  ];
}

function namesLines({ chat, user, capabilities }: NamesReader, channel: Channel): readonly string[] {
  const bytesMax = namesBytesMax(chat.settings.serverName, channel.name);
  if (seesAllMembers(channel, user)) return channel.names({ readable: capabilities, bytesMax });
  const shown = visibleMembers(channel, user).map((membership) => shownName(membership, capabilities));
  return fillLines(shown, bytesMax);
}
