/** OP <nick>, DEOP <nick>: the person at the server's terminal makes operators. For everybody else there are no such commands. */
import type { Effect } from "../../protocol/effects.ts";
import { SERVER_NICK } from "../../protocol/names.ts";
import { acted, type CommandContext, type CommandHandler, note, numeric } from "../effects.ts";
import { endOperator, makeOperator } from "../operator.ts";
import type { User } from "../user.ts";

export const op: CommandHandler = (context) => {
  const { chat, session, user, message } = context;
  const [nick = ""] = message.params;

  if (user.nick !== SERVER_NICK) return [numeric(session, "ERR_UNKNOWNCOMMAND", message.command)];
  const other = chat.nicks.user(nick);
  if (!other) return [numeric(session, "ERR_NOSUCHNICK", nick)];

  // The person at the terminal always is one.
  return message.command === "OP" || other === user ? make(context, other) : unmake(context, other);
};

function make(context: CommandContext, other: User): Effect[] {
  const act = acted(context, "op", { target: other.nick });
  const made = other.isOperator ? [] : [...makeOperator(context, other, SERVER_NICK), act];
  return [...made, note(context, "IS_OPERATOR", other.nick)];
}

function unmake(context: CommandContext, other: User): Effect[] {
  const act = acted(context, "deop", { target: other.nick });
  const ended = other.isOperator ? [...endOperator(context, other), act] : [];
  return [...ended, note(context, "IS_NO_OPERATOR", other.nick)];
}
