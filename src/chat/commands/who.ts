/** WHO <channel or nick>: who is there, under which nick and from where. https://modern.ircdocs.horse/#who-message */
import type { Effect } from "../../protocol/effects.ts";
import { REPLY_ROWS_MAX } from "../../protocol/limits.ts";
import { type CommandHandler, numeric } from "../effects.ts";

export const who: CommandHandler = ({ chat, session, message }) => {
  const [name] = message.params;

  if (!name) return [numeric(session, "ERR_NEEDMOREPARAMS", "WHO")];
  const person = chat.sessionByNick(name);
  // People write rooms with and without their sign.
  const channel = person ? undefined : (chat.channel(name) ?? chat.channel(`#${name}`));
  if (name.startsWith("#") && !channel) return [numeric(session, "ERR_NOSUCHCHANNEL", name)];
  if (!channel && !person) return [numeric(session, "ERR_NOSUCHNICK", name)];

  const found = channel ? [...channel.members()] : person ? [person] : [];
  const rows: Effect[] = found
    .slice(0, REPLY_ROWS_MAX)
    .map(({ user }) => numeric(session, "RPL_WHOREPLY", channel?.name ?? "*", user.host, user.nick));
  return [...rows, numeric(session, "RPL_ENDOFWHO", channel?.name ?? name, String(found.length))];
};
