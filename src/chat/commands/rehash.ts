/** REHASH: an operator has the configuration read again. https://modern.ircdocs.horse/#rehash-message */
import { acted, type CommandHandler, numeric } from "../effects.ts";

export const rehash: CommandHandler = (context) => {
  const { session, user } = context;

  if (!user.isOperator) return [numeric(session, "ERR_NOPRIVILEGES")];

  return [
    numeric(session, "RPL_REHASHING", "settings"),
    acted(context, "rehash"),
    { kind: "rehash", session: session.id },
  ];
};
