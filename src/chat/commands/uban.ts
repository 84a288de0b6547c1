/**
 * UBAN ADD <target> [DURATION <duration>] [<reason>], UBAN DEL <target>, UBAN LIST, UBAN INFO <target>: who is kept out of this
 * server: an address, a range, a mask, an account or somebody by nick. The words are those of
 * Ergo. https://github.com/ergochat/ergo/blob/stable/docs/MANUAL.md
 */
import type { Effect } from "../../protocol/effects.ts";
import { type CommandContext, type CommandHandler, fail, notice, numeric } from "../effects.ts";
import { impose } from "../moderation/impose.ts";
import { lift, list, show } from "../moderation/lift.ts";
import { readTarget } from "../moderation/target.ts";
import { readTerms } from "../moderation/terms.ts";

export const uban: CommandHandler = (context) => {
  const { session, user, message } = context;
  const [verb = "", word = ""] = message.params;

  if (!user.isOperator) return [numeric(session, "ERR_NOPRIVILEGES")];
  if (verb.toUpperCase() === "LIST") return list(context, "ban");
  if (word === "") return [numeric(session, "ERR_NEEDMOREPARAMS", message.command)];
  switch (verb.toUpperCase()) {
    case "ADD":
      return add(context, word);
    case "DEL":
      return lift(context, { kind: "ban", word });
    case "INFO":
      return show(context, { kind: "ban", word });
    default:
      return [fail(context, "INVALID_PARAMS", verb)];
  }
};

function add(context: CommandContext, word: string): Effect[] {
  const { chat, session, message } = context;
  const target = readTarget(chat, word);
  if (!target) return [notice(session, "server", { name: "sanction-target", params: [word] })];
  const terms = readTerms(message.params.slice(2));
  if (typeof terms === "string")
    return [notice(session, "server", { name: "bad-duration", params: [terms] })];
  return impose(context, { kind: "ban", target, terms });
}
