/** Every command the rules know, by its name. */
import type { Effect } from "../../protocol/effects.ts";
import { type CommandContext, type CommandHandler, numeric } from "../effects.ts";
import { isupport } from "./isupport.ts";
import { join } from "./join.ts";
import { kill } from "./kill.ts";
import { list } from "./list.ts";
import { lusers } from "./lusers.ts";
import { motd } from "./motd.ts";
import { names } from "./names.ts";
import { nick } from "./nick.ts";
import { part } from "./part.ts";
import { privmsg } from "./privmsg.ts";
import { quit } from "./quit.ts";
import { topic } from "./topic.ts";
import { who } from "./who.ts";

interface Command {
  readonly run: CommandHandler;
  /** With fewer parameters (or an empty one among them) it is answered with ERR_NEEDMOREPARAMS. */
  readonly paramsMin: number;
}

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ["ISUPPORT", { run: isupport, paramsMin: 0 }],
  ["JOIN", { run: join, paramsMin: 1 }],
  ["KILL", { run: kill, paramsMin: 1 }],
  ["LIST", { run: list, paramsMin: 0 }],
  ["LUSERS", { run: lusers, paramsMin: 0 }],
  ["MOTD", { run: motd, paramsMin: 0 }],
  ["NAMES", { run: names, paramsMin: 0 }],
  ["NICK", { run: nick, paramsMin: 0 }],
  ["NOTICE", { run: privmsg, paramsMin: 0 }],
  ["PART", { run: part, paramsMin: 1 }],
  ["PASS", { run: alreadyRegistered, paramsMin: 0 }],
  ["PRIVMSG", { run: privmsg, paramsMin: 0 }],
  ["QUIT", { run: quit, paramsMin: 0 }],
  ["TAGMSG", { run: privmsg, paramsMin: 0 }],
  ["TOPIC", { run: topic, paramsMin: 1 }],
  ["USER", { run: alreadyRegistered, paramsMin: 0 }],
  ["WHO", { run: who, paramsMin: 0 }],
]);

export function runCommand(context: CommandContext): Effect[] {
  const { session, message } = context;
  const command = COMMANDS.get(message.command);
  if (!command) return [numeric(session, "ERR_UNKNOWNCOMMAND", message.command)];
  for (let index = 0; index < command.paramsMin; index++) {
    if (!message.params[index]) return [numeric(session, "ERR_NEEDMOREPARAMS", message.command)];
  }
  return command.run(context);
}

/** What only a newcomer may say. */
function alreadyRegistered({ session }: CommandContext): Effect[] {
  return [numeric(session, "ERR_ALREADYREGISTERED")];
}
