/** NICK <nick>: take a nick; a guest stops being one. https://modern.ircdocs.horse/#nick-message */
import { SERVER_NICK } from "../../protocol/names.ts";
import { type CommandHandler, numeric } from "../effects.ts";
import { isBannedAs } from "../moderation/banned.ts";
import { changeNick } from "../nick-change.ts";
import { nickRefusal } from "../nick-rules.ts";

export const nick: CommandHandler = (context) => {
  const { chat, session, user, message } = context;
  const [wanted = ""] = message.params;

  if (wanted === "") return [numeric(session, "ERR_NONICKNAMEGIVEN")];
  if (wanted === user.nick) return [];
  if (user.nick === SERVER_NICK) return [numeric(session, "ERR_ERRONEUSNICKNAME", wanted)];
  const refusal = nickRefusal(chat, wanted, { user, account: user.account });
  if (refusal) return [numeric(session, refusal, wanted)];
  if (isBannedAs(context, session, wanted)) return [numeric(session, "ERR_ERRONEUSNICKNAME", wanted)];

  return changeNick(context, session, wanted);
};
