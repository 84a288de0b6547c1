/** WHO <channel or nick>: who is there, under which nick and from where. https://modern.ircdocs.horse/#who-message */
import type { Effect } from "../../protocol/effects.ts";
import { REPLY_ROWS_MAX } from "../../protocol/limits.ts";
import { type CommandContext, type CommandHandler, numeric } from "../effects.ts";
import type { User } from "../user.ts";

export const who: CommandHandler = (context) => {
  const { chat, session, message } = context;
  const [name = ""] = message.params;

  if (!name) return [numeric(session, "ERR_NEEDMOREPARAMS", "WHO")];
  const person = chat.nicks.user(name);
  // People write rooms with and without their sign.
  const channel = person ? undefined : (chat.channel(name) ?? chat.channel(`#${name}`));
  if (session.kind !== "irc") {
    if (name.startsWith("#") && !channel) return [numeric(session, "ERR_NOSUCHCHANNEL", name)];
    if (!channel && !person) return [numeric(session, "ERR_NOSUCHNICK", name)];
  }

  const found = channel ? [...channel.members()].map(({ user }) => user) : person ? [person] : [];
  const rows = found.slice(0, REPLY_ROWS_MAX).map((user) => row(context, channel?.name ?? "*", user));
  return [...rows, numeric(session, "RPL_ENDOFWHO", channel?.name ?? name, String(found.length))];
};

function row({ chat, session }: CommandContext, channel: string, { source, awayText }: User): Effect {
  const flags = awayText === undefined ? "H" : "G";
  return numeric(
    session,
    "RPL_WHOREPLY",
    channel,
    source.username,
    source.host,
    chat.settings.serverName,
    source.nick,
    flags,
    `0 ${source.realname}`,
  );
}
