/**
 * KLINE [<minutes>] <user@host> [<reason>], DLINE [<minutes>] <address or range> [<reason>], UNKLINE, UNDLINE: bans as operators of other
 * servers write them. They are UBAN's.
 */
import { parseDuration } from "../../protocol/duration.ts";
import type { SanctionTarget } from "../../protocol/sanction.ts";
import { type CommandHandler, notice, numeric } from "../effects.ts";
import { impose } from "../moderation/impose.ts";
import { lift } from "../moderation/lift.ts";
import { addressTarget, maskTarget } from "../moderation/target.ts";
import { termsOf } from "../moderation/terms.ts";

export const kline: CommandHandler = adding(maskTarget);
export const dline: CommandHandler = adding(addressTarget);
export const unkline: CommandHandler = removing(maskTarget);
export const undline: CommandHandler = removing(addressTarget);

type Read = (word: string) => SanctionTarget | undefined;

function adding(read: Read): CommandHandler {
  return (context) => {
    const { session, user, message } = context;
    const [first = "", ...rest] = message.params;
    const durationMs = durationOf(first);
    const [word = "", ...reason] = durationMs === undefined ? message.params : rest;

    if (!user.isOperator) return [numeric(session, "ERR_NOPRIVILEGES")];
    if (word === "") return [numeric(session, "ERR_NEEDMOREPARAMS", message.command)];
    const target = read(word);
    if (!target) return [notice(session, "server", { name: "sanction-target", params: [word] })];
    return impose(context, { kind: "ban", target, terms: termsOf(durationMs || undefined, reason) });
  };
}

function removing(read: Read): CommandHandler {
  return (context) => {
    const { session, user, message } = context;
    const [word = ""] = message.params;

    if (!user.isOperator) return [numeric(session, "ERR_NOPRIVILEGES")];
    return lift(context, { kind: "ban", word: read(word)?.text ?? word });
  };
}

/** Minutes, of which 0 are for ever; or a duration with its units. */
function durationOf(word: string): number | undefined {
  return /^\d{1,8}$/.test(word) ? Number(word) * 60_000 : parseDuration(word);
}
