/** USERHOST <nick>{ <nick>}: where up to five people are connected from. https://modern.ircdocs.horse/#userhost-message */
import { USERHOST_NICKS_MAX, WORDS_BYTES_MAX } from "../../protocol/limits.ts";
import { type CommandHandler, numeric } from "../effects.ts";
import { fillLines } from "../fill-lines.ts";
import type { User } from "../user.ts";

export const userhost: CommandHandler = ({ chat, session, message }) => {
  const nicks = message.params.flatMap((param) => param.split(" ")).slice(0, USERHOST_NICKS_MAX);
  const rows = nicks.flatMap((nick) => chat.nicks.user(nick) ?? []).map(row);
  const lines = fillLines(rows, WORDS_BYTES_MAX);
  return (lines.length === 0 ? [""] : lines).map((line) => numeric(session, "RPL_USERHOST", line));
};

/** `*` for an operator; `-` for who is away, else `+`. https://modern.ircdocs.horse/#rpluserhost-302 */
function row({ source, isOperator, isAway }: User): string {
  const presence = isAway ? "-" : "+";
  return `${source.nick}${isOperator ? "*" : ""}=${presence}${source.username}@${source.host}`;
}
