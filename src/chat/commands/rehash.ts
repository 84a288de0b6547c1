/** REHASH: an operator has the configuration read again. https://modern.ircdocs.horse/#rehash-message */
import { type CommandHandler, numeric } from "../effects.ts";

export const rehash: CommandHandler = ({ session, user }) => {
  if (!user.isOperator) return [numeric(session, "ERR_NOPRIVILEGES")];

  return [numeric(session, "RPL_REHASHING", "settings"), { kind: "rehash", session: session.id }];
};
