/** What muted people say reaches nobody; they come, go and read as everybody does. */
import type { Effect } from "../../protocol/effects.ts";
import { type CommandContext, notice } from "../effects.ts";
import { timedNotice } from "./notices.ts";

/** Words of one's own, or what makes others do something. */
const SPOKEN: ReadonlySet<string> = new Set([
  "INVITE",
  "KNOCK",
  "NOTICE",
  "NPC",
  "NPCA",
  "PRIVMSG",
  "RELAYMSG",
  "RENAME",
  "REPORT",
  "SCENE",
  "SETNAME",
  "TAGMSG",
]);

/** Commands that work without the words that may stand behind so many parameters. */
const PARAMS_BEFORE_WORDS: ReadonlyMap<string, number> = new Map([
  ["KICK", 2],
  ["PART", 1],
  ["QUIT", 0],
]);

/** Programs send these by themselves, and wait for no answer. */
const UNANSWERED: ReadonlySet<string> = new Set(["NOTICE", "TAGMSG"]);

/** What becomes of a command of somebody who may be muted: the command, perhaps without words, or the answer that refuses it. */
export function silenced(context: CommandContext): CommandContext | Effect[] {
  const { chat, session, message, stamped } = context;
  const mute = chat.sanctions.muteOf(session, stamped.timeMs);
  if (!mute) return context;
  const { command, params } = message;
  if (isSpoken(command, params)) {
    if (UNANSWERED.has(command)) return [];
    return [notice(session, "server", timedNotice("you-are-muted", mute, mute.reason))];
  }
  const count = PARAMS_BEFORE_WORDS.get(command);
  return count === undefined ? context : { ...context, message: { command, params: params.slice(0, count) } };
}

/** To look at a topic, and to come back, says nothing. */
function isSpoken(command: string, params: readonly string[]): boolean {
  if (command === "TOPIC") return params.length > 1;
  if (command === "AWAY") return (params[0] ?? "") !== "";
  if (command === "METADATA") return params[1]?.toUpperCase() === "SET" && (params[3] ?? "") !== "";
  return SPOKEN.has(command);
}
