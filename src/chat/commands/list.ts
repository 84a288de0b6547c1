/** LIST: the largest channels, how many are there and what they are about. https://modern.ircdocs.horse/#list-message */
import { REPLY_ROWS_MAX } from "../../protocol/limits.ts";
import { type CommandHandler, numeric } from "../effects.ts";

export const list: CommandHandler = ({ chat, session }) => {
  const rows = [...chat.channels()]
    .sort((a, b) => b.memberCount - a.memberCount || (a.name < b.name ? -1 : 1))
    .slice(0, REPLY_ROWS_MAX)
    .map((channel) =>
      numeric(session, "RPL_LIST", channel.name, String(channel.memberCount), channel.topic?.text ?? ""),
    );
  return [...rows, numeric(session, "RPL_LISTEND", String(chat.channelCount))];
};
