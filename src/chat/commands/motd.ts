/** MOTD [<server>]: the message of the day. https://modern.ircdocs.horse/#motd-message */
import type { Effect } from "../../protocol/effects.ts";
import type { Chat } from "../chat.ts";
import { type CommandHandler, numeric } from "../effects.ts";
import { isThisServer } from "../server-target.ts";
import type { Session } from "../user.ts";

export const motd: CommandHandler = ({ chat, session, message }) => {
  const [server] = message.params;
  if (!isThisServer(chat, server)) return [numeric(session, "ERR_NOSUCHSERVER", server ?? "")];
  return motdReplies(chat, session);
};

export function motdReplies({ settings }: Chat, session: Session): Effect[] {
  const { motd: lines, motdNamesRoom, defaultChannel } = settings;
  if (lines.length === 0 && !motdNamesRoom) return [numeric(session, "ERR_NOMOTD")];
  return [
    numeric(session, "RPL_MOTDSTART", settings.serverName),
    ...lines.map((line) => numeric(session, "RPL_MOTD", `- ${line}`)),
    ...(motdNamesRoom ? [numeric(session, "RPL_MOTD", "motd-room", defaultChannel)] : []),
    numeric(session, "RPL_ENDOFMOTD"),
  ];
}
