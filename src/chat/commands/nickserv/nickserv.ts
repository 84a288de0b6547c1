/**
 * NICKSERV <subcommand>, NS <subcommand>: accounts in words. What has a password in it never comes here. The service that IRC networks have always
 * had; nothing of it is specified but by habit: https://ergo.chat/manual
 */
import type { Effect } from "../../../protocol/effects.ts";
import { wordsOfService } from "../../../protocol/services.ts";
import { decideLogout } from "../../accounts/logout.ts";
import { type CommandContext, type CommandHandler, notice } from "../../effects.ts";
import { dropAccount } from "./drop.ts";
import { erase } from "./erase.ts";
import { exportAccount } from "./export.ts";
import { accountInfo, nickStatus } from "./info.ts";
import { reclaim } from "./reclaim.ts";
import { setSetting } from "./set.ts";

/** @param words behind the subcommand. */
export type ServiceHandler = (context: CommandContext, words: readonly string[]) => Effect[];

const SUBCOMMANDS: ReadonlyMap<string, ServiceHandler> = new Map([
  ["ACC", nickStatus],
  ["DROP", dropAccount],
  ["ERASE", erase],
  ["EXPORT", exportAccount],
  ["GHOST", reclaim],
  ["HELP", help],
  ["INFO", accountInfo],
  ["LOGOUT", (context: CommandContext) => decideLogout(context, context.session)],
  ["RECLAIM", reclaim],
  ["RECOVER", reclaim],
  ["RELEASE", reclaim],
  ["SET", setSetting],
  ["STATUS", nickStatus],
  ["UNREGISTER", dropAccount],
]);

/** With too few words, so that no password was found in them. */
const USAGES = {
  ID: "IDENTIFY",
  IDENTIFY: "IDENTIFY",
  LOGIN: "IDENTIFY",
  PASSWD: "PASSWD",
  REGISTER: "REGISTER",
  SAREGISTER: "SAREGISTER",
} as const;

export const nickserv: CommandHandler = (context) => {
  const [verb = "HELP", ...words] = wordsOfService(context.message);
  const name = verb.toUpperCase();
  const subcommand = SUBCOMMANDS.get(name);
  if (subcommand) return subcommand(context, words);
  const usage = name in USAGES ? USAGES[name as keyof typeof USAGES] : undefined;
  if (usage) return [notice(context.session, "NickServ", { name: `usage-${usage}` })];
  return [
    notice(context.session, "NickServ", { name: "unknown-subcommand", params: [cut(verb), "NickServ"] }),
  ];
};

/** Whoever mistypes IDENTIFY may have typed a password. */
function cut(verb: string): string {
  return /^[A-Za-z]{1,12}$/.test(verb) ? verb : "?";
}

const HELP_LINES = [
  "help-nickserv",
  "help-nickserv-REGISTER",
  "help-nickserv-IDENTIFY",
  "help-nickserv-LOGOUT",
  "help-nickserv-PASSWD",
  "help-nickserv-INFO",
  "help-nickserv-RECLAIM",
  "help-nickserv-SET",
  "help-nickserv-EXPORT",
  "help-nickserv-DROP",
  "help-nickserv-ERASE",
] as const;

function help({ session }: CommandContext): Effect[] {
  return HELP_LINES.map((name) => notice(session, "NickServ", { name }));
}
