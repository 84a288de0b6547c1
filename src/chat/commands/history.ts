/** HISTORY <channel or nick> [<count>]: what was said last there. The short way, for people who type it; programs use CHATHISTORY. */
import { SAID_KINDS } from "../../protocol/history.ts";
import { HISTORY_LINES_MAX, RECENT_LINES_DEFAULT } from "../../protocol/limits.ts";
import { type CommandHandler, numeric } from "../effects.ts";
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

/** What is no number is not given. */
function readCount(text: string): number {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return count === 0 ? RECENT_LINES_DEFAULT : Math.min(count, HISTORY_LINES_MAX);
}
