/** VERSION [<server>]: which program this is, and what it can do. https://modern.ircdocs.horse/#version-message */
import { programName } from "../../protocol/version.ts";
import { type CommandHandler, numeric } from "../effects.ts";
import { isThisServer } from "../server-target.ts";
import { isupportReplies } from "./isupport.ts";

export const version: CommandHandler = ({ chat, session, message, capabilities }) => {
  const [server] = message.params;
  if (!isThisServer(chat, server)) return [numeric(session, "ERR_NOSUCHSERVER", server ?? "")];
  const { serverName, description, version: number } = chat.settings;
  return [
    numeric(session, "RPL_VERSION", programName(number), serverName, description),
    ...isupportReplies(chat, session, capabilities),
  ];
};
