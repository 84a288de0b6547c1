/** TIME [<server>]: what time it is at the server. https://modern.ircdocs.horse/#time-message */
import { type CommandHandler, numeric } from "../effects.ts";
import { isThisServer } from "../server-target.ts";

export const time: CommandHandler = ({ chat, session, message, stamped }) => {
  const [server] = message.params;
  if (!isThisServer(chat, server)) return [numeric(session, "ERR_NOSUCHSERVER", server ?? "")];
  return [numeric(session, "RPL_TIME", chat.settings.serverName, new Date(stamped.timeMs).toUTCString())];
};
