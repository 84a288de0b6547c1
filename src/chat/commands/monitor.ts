/** MONITOR + - C L S: be told when people come and go. https://ircv3.net/specs/extensions/monitor */
import type { Effect } from "../../protocol/effects.ts";
import { MONITOR_TARGETS_MAX, NICK_BYTES_MAX, WORDS_BYTES_MAX } from "../../protocol/limits.ts";
import type { NumericName } from "../../protocol/numerics.ts";
import { type CommandContext, type CommandHandler, numeric } from "../effects.ts";
import { fillLines } from "../fill-lines.ts";
import { syncOnline } from "../metadata/sync.ts";
import { hostmask } from "../user.ts";

export const monitor: CommandHandler = (context) => {
  const { chat, session, message } = context;
  const [modifier = "", targets] = message.params;
  const nicks = [...session.monitored.values()];

  switch (modifier.toUpperCase()) {
    case "+":
      return targets ? watch(context, possibleNicks(targets)) : needsMore(context);
    case "-":
      if (!targets) return needsMore(context);
      for (const nick of possibleNicks(targets)) chat.watchers.remove(session, nick);
      return [];
    case "C":
      chat.watchers.clear(session);
      return [];
    case "L":
      return [...inLines(context, "RPL_MONLIST", nicks), numeric(session, "RPL_ENDOFMONLIST")];
    case "S":
      return status(context, nicks);
    default:
      // The specification has no error for what it does not know.
      return [];
  }
};

function needsMore({ session }: CommandContext): Effect[] {
  return [numeric(session, "ERR_NEEDMOREPARAMS", "MONITOR")];
}

/** Nobody has a longer nick, and a list of such would only take memory. */
function possibleNicks(targets: string): string[] {
  return targets.split(",").filter((nick) => nick !== "" && nick.length <= NICK_BYTES_MAX);
}

/** Says at once who of those that fit into the list is here; all others are named as too many. */
function watch(context: CommandContext, nicks: readonly string[]): Effect[] {
  const { chat, session } = context;
  const watched: string[] = [];
  const tooMany: string[] = [];
  for (const nick of nicks) {
    const isKnown = session.monitored.has(chat.casemapping.nick(nick));
    if (!isKnown && session.monitored.size >= MONITOR_TARGETS_MAX) tooMany.push(nick);
    else {
      chat.watchers.add(session, nick);
      watched.push(nick);
    }
  }
  const full = fillLines(tooMany, WORDS_BYTES_MAX, ",").map((line) =>
    numeric(session, "ERR_MONLISTFULL", String(MONITOR_TARGETS_MAX), line),
  );
  return [...status(context, watched), ...full];
}

function status(context: CommandContext, nicks: readonly string[]): Effect[] {
  const { nicks: index } = context.chat;
  const people = nicks.flatMap((nick) => index.user(nick) ?? []);
  const online = people.map(({ source }) => hostmask(source));
  const offline = nicks.filter((nick) => !index.user(nick));
  return [
    ...inLines(context, "RPL_MONONLINE", online),
    ...inLines(context, "RPL_MONOFFLINE", offline),
    ...people.flatMap((user) => syncOnline(context, context.session, user)),
  ];
}

function inLines({ session }: CommandContext, name: NumericName, words: readonly string[]): Effect[] {
  return fillLines(words, WORDS_BYTES_MAX, ",").map((line) => numeric(session, name, line));
}
