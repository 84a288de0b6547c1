/** Every slash command, in the order of `/help`, and how a typed line finds its own. */
import type { Context } from "../context.ts";
import { ABOUT_LINES } from "./about-lines.ts";
import { ACCOUNT } from "./account.ts";
import type { Action, SlashCommand } from "./action.ts";
import { HISTORY } from "./history.ts";
import { MODERATION } from "./moderation.ts";
import { PEOPLE } from "./people.ts";
import { ROOMS } from "./rooms.ts";
import { SERVER } from "./server.ts";
import { sayHere, TALK } from "./talk.ts";

const COMMANDS: Readonly<Record<string, SlashCommand>> = {
  ...TALK,
  ...ABOUT_LINES,
  ...HISTORY,
  ...ROOMS,
  ...PEOPLE,
  ...ACCOUNT,
  ...MODERATION,
  ...SERVER,
};

const ALIASES: Readonly<Record<string, string>> = {
  j: "join",
  leave: "part",
  q: "query",
  w: "whois",
  n: "names",
};

/** @returns what a typed line asks for. Nothing that begins with one slash is ever said. */
export function readCommand(line: string, context: Context): readonly Action[] {
  const text = line.trim();
  if (text === "") return [];
  if (text.toLowerCase() === "exit") return [{ kind: "leave", reason: "" }];
  if (text.startsWith("//")) return sayHere(text.slice(1), context);
  const [, word, argument = ""] = /^\/(\S*)\s*(.*)$/s.exec(text) ?? [];
  return word === undefined ? sayHere(line.trimEnd(), context) : runCommand(word, argument, context);
}

/** The rows of `/help`. */
export function helpText({ say }: Context): string {
  const rows = Object.values(COMMANDS).map(({ help }) => say(help));
  return [say("ircHelpHead"), ...rows, say("ircHelpFoot")].join("\n");
}

function runCommand(word: string, argument: string, context: Context): readonly Action[] {
  const name = word.toLowerCase();
  const command = commandCalled(ALIASES[name] ?? name);
  if (!command) return [{ kind: "refuse", key: "ircUnknownCommand", word: `/${word}` }];
  const [usage = ""] = context.say(command.help).split(/ {2,}/);
  return command.run(argument, context) ?? [{ kind: "refuse", key: "ircIncomplete", word: usage }];
}

function commandCalled(name: string): SlashCommand | undefined {
  return Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
}
