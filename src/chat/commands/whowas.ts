/** WHOWAS <nick> [<count>]: who had a nick before. https://modern.ircdocs.horse/#whowas-message */
import type { Effect } from "../../protocol/effects.ts";
import { REPLY_ROWS_MAX } from "../../protocol/limits.ts";
import { type CommandContext, type CommandHandler, numeric } from "../effects.ts";
import type { FormerUser } from "../whowas.ts";

export const whowas: CommandHandler = (context) => {
  const { chat, session, message } = context;
  const [nick = "", count = ""] = message.params;

  if (nick === "") return [numeric(session, "ERR_NONICKNAMEGIVEN")];
  const end = numeric(session, "RPL_ENDOFWHOWAS", nick);
  const found = chat.whowas.find(nick);
  if (found.length === 0) return [numeric(session, "ERR_WASNOSUCHNICK", nick), end];

  return [...found.slice(0, rowsMax(count)).flatMap((former) => describe(context, former)), end];
};

/** A count that is no positive number asks for all. https://www.rfc-editor.org/rfc/rfc2812#section-3.6.3 */
function rowsMax(count: string): number {
  const wanted = /^\d+$/.test(count) ? Number(count) : 0;
  return wanted > 0 ? Math.min(wanted, REPLY_ROWS_MAX) : REPLY_ROWS_MAX;
}

function describe({ chat, session }: CommandContext, { source, leftAtMs }: FormerUser): Effect[] {
  const { nick, username, host, realname } = source;
  const left = new Date(leftAtMs).toUTCString();
  return [
    numeric(session, "RPL_WHOWASUSER", nick, username, host, "*", realname),
    numeric(session, "RPL_WHOISSERVER", nick, chat.settings.serverName, left),
  ];
}
