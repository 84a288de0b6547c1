/** What people say, as the lines that plain text has: `<name> text`. */

import { withoutFormatting } from "../../../protocol/formatting.ts";
import type { Context } from "../context.ts";
import { readCtcp } from "../ctcp.ts";
import type { Incoming } from "../incoming.ts";
import { elapsedMs } from "./elapsed.ts";
import { placePrefix } from "./place.ts";
import { showReplied } from "./tags.ts";

/** PRIVMSG and NOTICE; "" for what is between programs only. */
export function showMessage(line: Incoming, context: Context): string {
  const [target = "", text = ""] = line.params;
  const ctcp = readCtcp(text);
  if (ctcp && ctcp.command !== "ACTION") return line.command === "NOTICE" ? showAnswer(line, context) : "";
  if (isFromServer(line)) return withoutFormatting(text);
  const prefix = prefixOf(line, target, context);
  const said = showReplied(line, context) + withoutFormatting(ctcp?.text ?? text);
  const start = ctcp ? `${prefix}* ${line.name} ` : `${prefix}<${line.name}> `;
  // The name stands on every line, or one of them could pass for somebody else's.
  return said
    .split("\n")
    .map((part) => start + part)
    .join("\n");
}

/** What this person said on another of their connections shows to whom. */
function prefixOf(line: Incoming, target: string, context: Context): string {
  const prefix = placePrefix(target, context);
  const isToPerson = !context.state.features.isChannel(target) && context.state.isMe(line.nick);
  return isToPerson && !context.state.isMe(target) ? `${prefix}→ ${target} ` : prefix;
}

function isFromServer({ command, source }: Incoming): boolean {
  return command === "NOTICE" && !source.includes("!");
}

/** Answers to `/version NICK` and `/ping NICK`. */
function showAnswer({ name, params }: Incoming, { nowMs, say }: Context): string {
  const answer = readCtcp(params[1] ?? "");
  if (answer?.command === "VERSION") return say("ircVersionOf", { name, text: answer.text });
  const ms = answer?.command === "PING" ? elapsedMs(answer.text, nowMs) : undefined;
  return ms === undefined ? "" : say("ircPongOf", { name, ms });
}
