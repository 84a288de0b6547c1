/** HELP [<subject>], HELPOP: what the commands are and how they are written. https://modern.ircdocs.horse/#help-message */
import type { Effect } from "../../protocol/effects.ts";
import { HELP_SUBJECTS, helpOn } from "../../protocol/help.ts";
import { WORDS_BYTES_MAX } from "../../protocol/limits.ts";
import { type CommandHandler, numeric } from "../effects.ts";
import { fillLines } from "../fill-lines.ts";
import type { Session } from "../user.ts";

/** Stands for the subject where none was asked for. */
const INDEX = "*";

export const help: CommandHandler = ({ session, message }) => {
  const [wanted = ""] = message.params;

  if (wanted === "") return indexReplies(session);
  const found = helpOn(wanted);
  if (!found) return [numeric(session, "ERR_HELPNOTFOUND", wanted)];

  const { subject, syntax, keys } = found;
  return [
    numeric(session, "RPL_HELPSTART", subject, syntax),
    ...keys.map((key) => numeric(session, "RPL_HELPTXT", subject, key)),
    numeric(session, "RPL_ENDOFHELP", subject),
  ];
};

function indexReplies(session: Session): Effect[] {
  return [
    numeric(session, "RPL_HELPSTART", INDEX, "help-index"),
    ...fillLines(HELP_SUBJECTS, WORDS_BYTES_MAX).map((line) => numeric(session, "RPL_HELPTXT", INDEX, line)),
    numeric(session, "RPL_ENDOFHELP", INDEX),
  ];
}
