/** SHUN <target> [<duration>] [<reason>], SHUN LIST, UNSHUN <target>: whose words reach nobody, though they may stay. */
import { type CommandHandler, notice, numeric } from "../effects.ts";
import { impose } from "../moderation/impose.ts";
import { lift, list } from "../moderation/lift.ts";
import { readTarget } from "../moderation/target.ts";
import { readTerms } from "../moderation/terms.ts";

export const shun: CommandHandler = (context) => {
  const { chat, session, user, message } = context;
  const [word = "", ...rest] = message.params;

  if (!user.isOperator) return [numeric(session, "ERR_NOPRIVILEGES")];
  if (message.command === "UNSHUN") return lift(context, { kind: "mute", word });
  if (word.toUpperCase() === "LIST") return list(context, "mute");
  const target = readTarget(chat, word);
  if (!target) return [notice(session, "server", { name: "sanction-target", params: [word] })];
  const terms = readTerms(rest);
  if (typeof terms === "string")
    return [notice(session, "server", { name: "bad-duration", params: [terms] })];
  return impose(context, { kind: "mute", target, terms });
};
