/** Words of plain text about people who disturb others: most of them are for the person at the server's terminal. */
import type { Message } from "./message.ts";

/** @param channel the one that lines without a command are said in. @returns undefined where something is missing. */
type Read = (argument: string, channel: string) => Message | undefined;

function onSomebody(...command: readonly [string, ...string[]]): Read {
  const [name, ...first] = command;
  return (argument) => {
    const words = wordsOf(argument);
    return words.length === 0 ? undefined : { command: name, params: [...first, ...words] };
  };
}

function always(command: string, ...params: readonly string[]): Read {
  return (argument) => ({ command, params: [...params, ...wordsOf(argument)] });
}

/** `/report NAME TEXT`: the text as it was typed. */
function report(argument: string): Message | undefined {
  const [, name = "", text = ""] = /^(\S*)\s*(.*)$/s.exec(argument) ?? [];
  return name === "" ? undefined : { command: "REPORT", params: text === "" ? [name] : [name, text] };
}

/** `/log [#ROOM] [N]` */
function log(argument: string, channel: string): Message {
  const words = wordsOf(argument);
  return { command: "CHANLOG", params: words[0]?.startsWith("#") ? words : [channel, ...words] };
}

export const MODERATION_WORDS = {
  ban: onSomebody("UBAN", "ADD"),
  unban: onSomebody("UBAN", "DEL"),
  bans: always("UBAN", "LIST"),
  mute: onSomebody("SHUN"),
  unmute: onSomebody("UNSHUN"),
  mutes: always("SHUN", "LIST"),
  report,
  reports: always("REPORTS"),
  log,
} as const satisfies Readonly<Record<string, Read>>;

export type ModerationWord = keyof typeof MODERATION_WORDS;

/** Everybody may report, and a room's operators may read what was done in it. */
const FOR_EVERYBODY: readonly string[] = ["report", "log"];

export const MODERATION_ON_CONSOLE: readonly string[] = Object.keys(MODERATION_WORDS).filter(
  (word) => !FOR_EVERYBODY.includes(word),
);

function wordsOf(argument: string): string[] {
  return argument.split(/\s+/).filter((word) => word !== "");
}
