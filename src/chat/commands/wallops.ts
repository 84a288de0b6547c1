/** WALLOPS <text>: an operator speaks to all operators and to who wants to hear them. https://modern.ircdocs.horse/#wallops-message */
import { ownSessions } from "../audience.ts";
import { type CommandHandler, deliver, eventFrom, numeric } from "../effects.ts";
import { cutTopic } from "../texts.ts";

export const wallops: CommandHandler = (context) => {
  const { chat, session, user, message } = context;
  const [text = ""] = message.params;

  if (!user.isOperator) return [numeric(session, "ERR_NOPRIVILEGES")];

  const hearers = [...chat.nicks.users()].filter((other) => other.isOperator || other.flags.has("wallops"));
  // One line, as long as a topic.
  const said = eventFrom(context, { command: "WALLOPS", params: [cutTopic(text)] });
  return [deliver(context, hearers.flatMap(ownSessions), said)];
};
