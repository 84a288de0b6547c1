/** INFO [<server>]: what this server is. https://modern.ircdocs.horse/#info-message */
import { type CommandHandler, numeric } from "../effects.ts";
import { isThisServer } from "../server-target.ts";

export const info: CommandHandler = ({ chat, session, message }) => {
  const [server] = message.params;
  if (!isThisServer(chat, server)) return [numeric(session, "ERR_NOSUCHSERVER", server ?? "")];
  const { version, serverName, description } = chat.settings;
  return [
    numeric(session, "RPL_INFO", "info-program", version),
    numeric(session, "RPL_INFO", "info-server", serverName, description),
    numeric(session, "RPL_INFO", "info-started", new Date(chat.startedAtMs).toUTCString()),
    numeric(session, "RPL_INFO", "info-dialects"),
    numeric(session, "RPL_INFO", "info-help"),
    numeric(session, "RPL_ENDOFINFO"),
  ];
};
