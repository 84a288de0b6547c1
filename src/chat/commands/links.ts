/** LINKS [[<server>] <mask>]: the servers of this network. https://modern.ircdocs.horse/#links-message */
import { type CommandHandler, numeric } from "../effects.ts";
import { isThisServer } from "../server-target.ts";

/** There is this one only, and who asks it knows it: nothing to list. */
export const links: CommandHandler = ({ chat, session, message }) => {
  const { params } = message;
  const server = params.length > 1 ? params[0] : undefined;
  if (!isThisServer(chat, server)) return [numeric(session, "ERR_NOSUCHSERVER", server ?? "")];
  return [numeric(session, "RPL_ENDOFLINKS", params.at(-1) || "*")];
};
