/** What is said about lines of before: replies, reactions, and what is taken back. */
import { withoutFormatting } from "../../../protocol/formatting.ts";
import type { Context } from "../context.ts";
import { repliedTo } from "../history/recent-lines.ts";
import type { Incoming } from "../incoming.ts";
import { placePrefix } from "./place.ts";
import { withReason } from "./reason.ts";

const EXCERPT_COLUMNS = 40;
/** A longer one is a line of its own, not a reaction. */
const REACTION_COLUMNS_MAX = 32;
/** From here on most letters, of Chinese and its neighbours, take two columns. */
const FIRST_WIDE = "\u1100";

/** What stands before the text of a reply; nothing where the line it answers is not known. */
export function showReplied(line: Incoming, { recent, say }: Context): string {
  const to = recent.get(repliedTo(line.tags) ?? "");
  return to ? `${say("ircReplyTo", { name: to.name, text: excerpt(to.text) })} ` : "";
}

/** TAGMSG: reactions; "" for what is between programs. https://ircv3.net/specs/client-tags/react */
export function showReaction(line: Incoming, context: Context): string {
  const { tags, name, params } = line;
  const reaction = tags.get("+draft/react");
  const emoji = reaction ?? tags.get("+draft/unreact") ?? "";
  const to = context.recent.get(repliedTo(line.tags) ?? "");
  if (emoji === "" || !to) return "";
  const key = reaction === undefined ? "ircUnreacts" : "ircReacts";
  const sign = excerpt(emoji, REACTION_COLUMNS_MAX);
  const words = { name, emoji: sign, to: to.name, text: excerpt(to.text) };
  return placePrefix(params[0] ?? "", context) + context.say(key, words);
}

/** To be called while the line is still known. https://ircv3.net/specs/extensions/message-redaction */
export function showRedaction(line: Incoming, context: Context): string {
  const { nick, name, params } = line;
  const [target = "", msgid = "", reason = ""] = params;
  const gone = context.recent.get(msgid);
  const { features } = context.state;
  const isOwn = gone !== undefined && features.fold(gone.nick) === features.fold(nick);
  const key = !gone ? "ircTookBackUnknown" : isOwn ? "ircTookBack" : "ircRemoved";
  const words = { name, of: gone?.name ?? "", text: excerpt(gone?.text ?? "") };
  return withReason(placePrefix(target, context) + context.say(key, words), reason);
}

/** The first words, in one line: a second one could pass for somebody else's. */
function excerpt(text: string, columns = EXCERPT_COLUMNS): string {
  const letters = [...withoutFormatting(text).replace(/\s+/g, " ")];
  let used = 0;
  const end = letters.findIndex((letter) => {
    used += letter >= FIRST_WIDE ? 2 : 1;
    return used > columns;
  });
  return end === -1 ? letters.join("") : `${letters.slice(0, end).join("")}…`;
}
