/** LUSERS [<mask> [<server>]]: how many are here. https://modern.ircdocs.horse/#lusers-message */
import type { Effect } from "../../protocol/effects.ts";
import type { Chat } from "../chat.ts";
import { type CommandHandler, numeric } from "../effects.ts";
import { isThisServer } from "../server-target.ts";
import type { Session } from "../user.ts";

export const lusers: CommandHandler = ({ chat, session, message }) => {
  const [, server] = message.params;
  if (!isThisServer(chat, server)) return [numeric(session, "ERR_NOSUCHSERVER", server ?? "")];
  return lusersReplies(chat, session);
};

export function lusersReplies(chat: Chat, session: Session): Effect[] {
  const { size: invisible } = chat.invisible;
  const { size: operators } = chat.operators;
  const all = chat.nicks.size;
  const most = Math.max(all, chat.mostSessions);
  return [
    numeric(session, "RPL_LUSERCLIENT", String(all - invisible), String(invisible), "1"),
    numeric(session, "RPL_LUSEROP", String(operators)),
    numeric(session, "RPL_LUSERUNKNOWN", String(chat.newcomerCount)),
    numeric(session, "RPL_LUSERCHANNELS", String(chat.channels.size)),
    numeric(session, "RPL_LUSERME", String(all), "1"),
    numeric(session, "RPL_LOCALUSERS", String(all), String(most)),
    numeric(session, "RPL_GLOBALUSERS", String(all), String(most)),
  ];
}
