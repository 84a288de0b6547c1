/** What keepers of a room do. https://modern.ircdocs.horse/#channel-modes */
import type { ClientTextKey } from "../../../locales/client/texts.ts";
import { firstWord, roomFirst, type SlashCommand, send, wordsOf } from "./action.ts";

const kick: SlashCommand = {
  help: "slashKick",
  run: (argument, context) => {
    const [room, rest] = roomFirst(argument, context);
    const [nick, reason] = firstWord(rest);
    if (nick === "") return undefined;
    if (room === undefined) return [{ kind: "refuse", key: "ircNoRoom" }];
    return [reason === "" ? send("KICK", room, nick) : send("KICK", room, nick, reason)];
  },
};

const mode: SlashCommand = {
  help: "slashMode",
  run: (argument, context) => {
    const [first] = firstWord(argument);
    if (context.state.isMe(first)) return [send("MODE", ...wordsOf(argument))];
    const [room, changes] = roomFirst(argument, context);
    return room === undefined
      ? [{ kind: "refuse", key: "ircNoRoom" }]
      : [send("MODE", room, ...wordsOf(changes))];
  },
};

/** Without a mask the list is shown. */
const ban: SlashCommand = {
  help: "slashBan",
  run: (argument, context) => {
    const [room, rest] = roomFirst(argument, context);
    if (room === undefined) return [{ kind: "refuse", key: "ircNoRoom" }];
    const masks = wordsOf(rest).map(asMask);
    return masks.length === 0
      ? [send("MODE", room, "b")]
      : masks.map((mask) => send("MODE", room, "+b", mask));
  },
};

const unban: SlashCommand = modeFor("-b", "slashUnban", asMask);
const op: SlashCommand = modeFor("+o", "slashOp");
const deop: SlashCommand = modeFor("-o", "slashDeop");
const voice: SlashCommand = modeFor("+v", "slashVoice");
const devoice: SlashCommand = modeFor("-v", "slashDevoice");

/** A command that changes one mode for each of the people named. One line each: servers differ in how many they take. */
function modeFor(
  change: string,
  help: ClientTextKey,
  asParam = (word: string): string => word,
): SlashCommand {
  return {
    help,
    run: (argument, context) => {
      const [room, rest] = roomFirst(argument, context);
      const words = wordsOf(rest);
      if (words.length === 0) return undefined;
      if (room === undefined) return [{ kind: "refuse", key: "ircNoRoom" }];
      return words.map((word) => send("MODE", room, change, asParam(word)));
    },
  };
}

/** A bare nick means that person, wherever they come from. */
function asMask(word: string): string {
  return /[!@*?$~:]/.test(word) ? word : `${word}!*@*`;
}

export const MODERATION = { kick, ban, unban, mode, op, deop, voice, devoice } as const satisfies Record<
  string,
  SlashCommand
>;
