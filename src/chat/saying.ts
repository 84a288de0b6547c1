/** What PRIVMSG, NOTICE and TAGMSG have in common, whoever they are for. */
import type { Effect } from "../protocol/effects.ts";
import type { Message } from "../protocol/message.ts";
import type { NumericName } from "../protocol/numerics.ts";
import { type CommandContext, numeric } from "./effects.ts";

/** A NOTICE gets no automatic reply, whatever is wrong. https://modern.ircdocs.horse/#notice-message */
export function refuse(
  { session, message }: CommandContext,
  name: NumericName,
  ...params: readonly string[]
): Effect[] {
  return message.command === "NOTICE" ? [] : [numeric(session, name, ...params)];
}

/** The message as it is said to one of its targets. */
export function saying({ command, params, clientTags, cuts }: Message, target: string): Message {
  const [, text = ""] = params;
  const toTarget = command === "TAGMSG" ? [target] : [target, text];
  const said = clientTags ? { command, params: toTarget, clientTags } : { command, params: toTarget };
  return cuts ? { ...said, cuts } : said;
}
