/** KILL <nick> [<reason>]: an operator ends somebody's session. https://modern.ircdocs.horse/#kill-message */
import { displayName } from "../../protocol/message.ts";
import { type CommandHandler, numeric } from "../effects.ts";
import { sourceOf } from "../user.ts";

export const kill: CommandHandler = ({ chat, session, message }) => {
  const [nick, text = ""] = message.params;

  if (!nick) return [numeric(session, "ERR_NEEDMOREPARAMS", "KILL")];
  if (!session.user.isOperator) return [numeric(session, "ERR_NOPRIVILEGES")];
  const other = chat.sessionByNick(nick);
  if (!other || other.user.isOperator) return [numeric(session, "ERR_NOSUCHNICK", nick)];

  return chat.end(other, { kind: "kicked", by: displayName(sourceOf(session.user)), text });
};
