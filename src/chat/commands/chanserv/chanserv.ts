/**
 * CHANSERV or CS <subcommand>: channels that last, in words. The service that IRC networks have always had; nothing of it is specified but
 * by habit: https://ergo.chat/manual
 */
import type { Effect } from "../../../protocol/effects.ts";
import { wordsOfService } from "../../../protocol/services.ts";
import type { CommandContext, CommandHandler } from "../../effects.ts";
import { accessMode } from "./amode.ts";
import { type ChanServHandler, say, usage } from "./asked.ts";
import { dropChannel } from "./drop.ts";
import { channelInfo, channelList } from "./info.ts";
import { deopBy, opBy } from "./op.ts";
import { purge } from "./purge.ts";
import { registerChannel } from "./register.ts";
import { transfer } from "./transfer.ts";

const SUBCOMMANDS: ReadonlyMap<string, ChanServHandler> = new Map([
  ["AMODE", accessMode],
  ["DEOP", deopBy],
  ["DROP", dropChannel],
  ["HELP", help],
  ["INFO", channelInfo],
  ["LIST", channelList],
  ["OP", opBy],
  ["PURGE", purge],
  ["REGISTER", registerChannel],
  ["TRANSFER", transfer],
  ["UNREGISTER", dropChannel],
]);

export const chanserv: CommandHandler = (context) => {
  const [verb = "HELP", ...words] = wordsOfService(context.message);
  const subcommand = SUBCOMMANDS.get(verb.toUpperCase());
  return subcommand ? subcommand(context, words) : say(context, "unknown-subcommand", verb, "ChanServ");
};

const HELP_SUBJECTS = ["REGISTER", "INFO", "LIST", "OP", "DEOP", "AMODE", "TRANSFER", "DROP"] as const;

function help(context: CommandContext): Effect[] {
  const subjects = context.user.isOperator ? [...HELP_SUBJECTS, "PURGE" as const] : HELP_SUBJECTS;
  return [...say(context, "help-chanserv"), ...subjects.flatMap((subject) => usage(context, subject))];
}
