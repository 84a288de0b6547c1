/** CHGHOST <nick> <username> <host>: an operator gives somebody another place to come from. https://ircv3.net/specs/extensions/chghost */
import { isHost, SERVER_NICK, safeUsername } from "../../protocol/names.ts";
import { acted, type CommandHandler, eventBy, fail, identity, numeric } from "../effects.ts";
import { tellOfChange } from "../presence-changes.ts";

export const chghost: CommandHandler = (context) => {
  const { chat, session, user, message } = context;
  const [nick = "", username = "", host = ""] = message.params;

  if (!user.isOperator) return [numeric(session, "ERR_NOPRIVILEGES")];
  const other = chat.nicks.user(nick);
  if (!other) return [numeric(session, "ERR_NOSUCHNICK", nick)];
  // A guest has its name from its address, and the console is the server.
  if (other.source.isGuest || other.nick === SERVER_NICK)
    return [fail(context, "INVALID_TARGET", other.nick)];
  // The sign of a username that nobody has checked may stay.
  const word = username.replace(/^~/, "");
  if (safeUsername(word) !== word || !isHost(host)) return [fail(context, "INVALID_PARAMS", username, host)];
  if (other.source.username === username && other.source.host === host) return [];

  const change = eventBy(context, other.source, { command: "CHGHOST", params: [username, host] });
  other.change({ username, host });
  return [
    ...tellOfChange({ ...context, user: other }, change, "chghost"),
    ...other.sessions.map(identity),
    acted(context, "chghost", { target: other.nick, reason: `${username}@${host}` }),
  ];
};
