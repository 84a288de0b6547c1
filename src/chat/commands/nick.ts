/** NICK <nick>: take a nick; a guest stops being one. https://modern.ircdocs.horse/#nick-message */
import type { Effect, SessionId } from "../../protocol/effects.ts";
import { isTakeableNick } from "../../protocol/names.ts";
import { type CommandHandler, deliver, eventFrom, numeric } from "../effects.ts";
import type { Session } from "../user.ts";

export const nick: CommandHandler = (context): Effect[] => {
  const { chat, session, message } = context;
  const [wanted = ""] = message.params;

  if (wanted === "") return [numeric(session, "ERR_NONICKNAMEGIVEN")];
  if (wanted === session.user.nick) return [];
  if (session.user.isOperator || !isTakeableNick(wanted)) {
    return [numeric(session, "ERR_ERRONEUSNICKNAME", wanted)];
  }
  const owner = chat.sessionByNick(wanted);
  if (owner && owner !== session) return [numeric(session, "ERR_NICKNAMEINUSE", wanted)];

  const change = eventFrom(context, { command: "NICK", params: [wanted] });
  chat.rename(session, wanted);
  return [deliver(acquaintances(session), session, change)];
};

/** The session and everybody who shares a channel with it, each once. */
function acquaintances(session: Session): SessionId[] {
  const ids = new Set<SessionId>([session.id]);
  for (const channel of session.channels.values()) for (const id of channel.audience()) ids.add(id);
  return [...ids];
}
