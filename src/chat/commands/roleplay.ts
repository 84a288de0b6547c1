/**
 * NPC, NPCA <channel> <name> <text>, SCENE <channel> <text>: what a figure of a play says, what it does, and where it is.
 * https://github.com/ergochat/ergo/blob/master/docs/MANUAL.md
 */
import type { Effect } from "../../protocol/effects.ts";
import { withoutFormatting } from "../../protocol/formatting.ts";
import { formatAction } from "../../protocol/message.ts";
import { isTakeableNick, NARRATOR_NICK } from "../../protocol/names.ts";
import { disguise, sayAs } from "../disguise.ts";
import { type CommandContext, type CommandHandler, numeric } from "../effects.ts";
import { isForOperators, maySpeakIn } from "../speaking-rules.ts";

const HOST = "npc.fakeuser.invalid";

export const npc: CommandHandler = (context) => {
  const [channel = "", figure = "", ...words] = context.message.params;
  return play(context, channel, { figure, text: signed(context, words) });
};

export const npca: CommandHandler = (context) => {
  const [channel = "", figure = "", ...words] = context.message.params;
  return play(context, channel, { figure, text: formatAction(signed(context, words)) });
};

export const scene: CommandHandler = (context) => {
  const [channel = "", ...words] = context.message.params;
  return play(context, channel, { figure: undefined, text: signed(context, words) });
};

// What asks a program for an answer, and what turns round the text behind it.
const NOT_PLAYED = /[\u0001\u202a-\u202e\u2066-\u2069]/g;
const PLAIN_AGAIN = "\u000f";

/** With whoever says it behind it, as everybody may read: in no colour that hides it. */
function signed({ user }: CommandContext, words: readonly string[]): string {
  const text = words.join(" ").replace(NOT_PLAYED, "");
  const isFormatted = withoutFormatting(text) !== text;
  return `${text}${isFormatted ? PLAIN_AGAIN : ""} (${user.nick})`;
}

interface Line {
  /** undefined for the narrator. */
  readonly figure: string | undefined;
  readonly text: string;
}

function play(context: CommandContext, name: string, { figure, text }: Line): Effect[] {
  const { chat, session, user } = context;

  if (!chat.settings.hasRoleplay) return [numeric(session, "ERR_ROLEPLAYOFF", name)];
  const channel = chat.channel(name);
  if (!channel) return [numeric(session, "ERR_NOSUCHCHANNEL", name)];
  if (!channel.flags.has("roleplay")) return [numeric(session, "ERR_CANNOTSENDRP", channel.name)];
  if (!maySpeakIn(channel, user, text) || isForOperators(channel, user))
    return [numeric(session, "ERR_CANNOTSENDTOCHAN", channel.name)];
  if (figure !== undefined && !isTakeableNick(figure))
    return [numeric(session, "ERR_BADFIGURE", channel.name)];

  // No nick has an asterisk.
  const nick = figure === undefined ? NARRATOR_NICK : `*${figure}*`;
  return sayAs(context, channel, { as: disguise({ nick, username: user.nick, host: HOST }), text });
}
