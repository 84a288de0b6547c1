/** ADMIN [<server>]: whose server this is. https://modern.ircdocs.horse/#admin-message */
import { type CommandHandler, numeric } from "../effects.ts";
import { isThisServer } from "../server-target.ts";

export const admin: CommandHandler = ({ chat, session, message }) => {
  const [server] = message.params;
  if (!isThisServer(chat, server)) return [numeric(session, "ERR_NOSUCHSERVER", server ?? "")];
  const { serverName, admin: lines } = chat.settings;
  if (lines.length === 0) return [numeric(session, "ERR_NOADMININFO", serverName)];
  const [where = "", whose = "", contact = ""] = lines;
  return [
    numeric(session, "RPL_ADMINME", serverName),
    numeric(session, "RPL_ADMINLOC1", where),
    numeric(session, "RPL_ADMINLOC2", whose),
    numeric(session, "RPL_ADMINEMAIL", contact),
  ];
};
