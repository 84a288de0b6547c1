/** ISON <nick>{ <nick>}: which of these nicks are in use. https://modern.ircdocs.horse/#ison-message */
import { WORDS_BYTES_MAX } from "../../protocol/limits.ts";
import { type CommandHandler, numeric } from "../effects.ts";
import { fillLines } from "../fill-lines.ts";

export const ison: CommandHandler = ({ chat, session, message }) => {
  const nicks = message.params.flatMap((param) => param.split(" "));
  const online = nicks.flatMap((nick) => chat.nicks.user(nick)?.nick ?? []);
  const lines = fillLines(online, WORDS_BYTES_MAX);
  return (lines.length === 0 ? [""] : lines).map((line) => numeric(session, "RPL_ISON", line));
};
