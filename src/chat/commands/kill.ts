/** KILL <nick> [<reason>]: an operator ends somebody's sessions. https://modern.ircdocs.horse/#kill-message */
import { displayName } from "../../protocol/message.ts";
import { SERVER_NICK } from "../../protocol/names.ts";
import { endSession } from "../departure.ts";
import { acted, type CommandHandler, numeric } from "../effects.ts";
import { cutKickReason } from "../texts.ts";

export const kill: CommandHandler = (context) => {
  const { chat, session, user, message } = context;
  const [nick = "", text = ""] = message.params;

  if (!user.isOperator) return [numeric(session, "ERR_NOPRIVILEGES")];
  const other = chat.nicks.user(nick);
  if (!other) return [numeric(session, "ERR_NOSUCHNICK", nick)];
  if (other.nick === SERVER_NICK) return [numeric(session, "ERR_CANTKILLSERVER")];

  const reason = { kind: "kicked", by: displayName(user.source), text: cutKickReason(text) } as const;
  const target = displayName(other.source);
  return [
    ...[...other.sessions].flatMap((ended) => endSession(context, ended, reason)),
    acted(context, "kill", { target, reason: reason.text }),
  ];
};
