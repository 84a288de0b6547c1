/** Lines of the server → what a person reads. One table of all commands. */
import type { Context } from "../context.ts";
import { type Incoming, isNumeric } from "../incoming.ts";
import { showFail, showRegistered } from "./account.ts";
import { elapsedMs } from "./elapsed.ts";
import { showMessage } from "./messages.ts";
import { showNumeric } from "./numerics.ts";
import { showAway, showJoin, showNick, showPart, showQuit } from "./people.ts";
import { showInvite, showKick, showMode, showRename, showTopic } from "./rooms.ts";
import { showReaction, showRedaction } from "./tags.ts";

type Show = (line: Incoming, context: Context) => string;

const SHOWS: Readonly<Record<string, Show>> = {
  AWAY: showAway,
  ERROR: showError,
  FAIL: showFail,
  INVITE: showInvite,
  JOIN: showJoin,
  KICK: showKick,
  KILL: ({ name, params }, { say }) => say("ircKilled", { by: name, text: params.at(-1) ?? "" }),
  MODE: showMode,
  NICK: showNick,
  NOTE: lastParam,
  NOTICE: showMessage,
  PART: showPart,
  PONG: showPong,
  PRIVMSG: showMessage,
  QUIT: showQuit,
  REDACT: showRedaction,
  REGISTER: showRegistered,
  RENAME: showRename,
  TAGMSG: showReaction,
  TOPIC: showTopic,
  WALLOPS: ({ name, params: [text = ""] }) => `[wallops] <${name}> ${text}`,
  WARN: lastParam,
};

/**
 * @param context as it was before the line changed anything, so that who leaves is still there.
 * @returns lines to print, none for what nobody needs to read.
 */
export function show(line: Incoming, context: Context): string[] {
  const text = isNumeric(line.command)
    ? showNumeric(line, context)
    : (SHOWS[line.command]?.(line, context) ?? "");
  return text === "" ? [] : text.split("\n");
}

/** Most servers put the reason in brackets: `Closing link: 10.0.0.7 (Server shutting down)`. */
function showError({ params: [text = ""] }: Incoming, { say }: Context): string {
  return say("ircError", { text: /^Closing link:.*?\((.+)\)$/i.exec(text)?.[1] ?? text });
}

/** Standard replies end in a sentence. https://ircv3.net/specs/extensions/standard-replies */
function lastParam({ params }: Incoming): string {
  return params.at(-1) ?? "";
}

/** Only the answer to `/ping`. */
function showPong({ params }: Incoming, { nowMs, say }: Context): string {
  const [, token = ""] = /^ping-(.*)$/.exec(params.at(-1) ?? "") ?? [];
  const ms = elapsedMs(token, nowMs);
  return ms === undefined ? "" : say("ircPong", { ms });
}
