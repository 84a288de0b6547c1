/** HISTORY <channel or nick> [<count>]: what was said last there. The short way, for people who type it; programs use CHATHISTORY. */
import { SAID_KINDS } from "../../protocol/history.ts";
import { type CommandHandler, numeric } from "../effects.ts";
import { readCount } from "../history-words.ts";
import { readablePlace } from "../readable-history.ts";

export const history: CommandHandler = ({ chat, session, user, message, stamped }) => {
  const [target = "", count = ""] = message.params;

  const place = readablePlace(chat, user, target);
  if (!place)
    return [numeric(session, target.startsWith("#") ? "ERR_NOTONCHANNEL" : "ERR_NOSUCHNICK", target)];

  const limit = readCount(count);
  return [
    {
      kind: "history",
      to: session.id,
      query: { kind: "page", ...place.where, kinds: SAID_KINDS, take: "last", limit, asOf: stamped.sequence },
      view: { purpose: "page", target, ...place.called, self: user.id },
    },
  ];
};
