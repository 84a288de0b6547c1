/** Every command the rules know, by its name. */
import type { CommandHandler } from "../effects.ts";
import { join } from "./join.ts";
import { kill } from "./kill.ts";
import { list } from "./list.ts";
import { nick } from "./nick.ts";
import { part } from "./part.ts";
import { privmsg } from "./privmsg.ts";
import { quit } from "./quit.ts";
import { topic } from "./topic.ts";
import { who } from "./who.ts";

export const COMMANDS: ReadonlyMap<string, CommandHandler> = new Map([
  ["JOIN", join],
  ["KILL", kill],
  ["LIST", list],
  ["NICK", nick],
  ["PART", part],
  ["PRIVMSG", privmsg],
  ["QUIT", quit],
  ["TOPIC", topic],
  ["WHO", who],
]);
