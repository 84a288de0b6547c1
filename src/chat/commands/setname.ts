/** SETNAME <real name>: take another real name. https://ircv3.net/specs/extensions/setname */
import { REALNAME_LENGTH_MAX } from "../../protocol/limits.ts";
import { type CommandHandler, eventFrom, fail, numeric } from "../effects.ts";
import { tellOfChange } from "../presence-changes.ts";

export const setname: CommandHandler = (context) => {
  const { session, user, message } = context;
  const [realname] = message.params;

  if (realname === undefined) return [numeric(session, "ERR_NEEDMOREPARAMS", message.command)];
  const isValid = realname.trim() !== "" && [...realname].length <= REALNAME_LENGTH_MAX;
  if (!isValid) return [fail(context, "INVALID_REALNAME")];
  if (realname === user.source.realname) return [];

  const change = eventFrom(context, { command: "SETNAME", params: [realname] });
  user.change({ realname });
  return tellOfChange(context, change, "setname");
};
