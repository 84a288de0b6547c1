/**
 * NPC, NPCA <channel> <name> <text>, SCENE <channel> <text>: what a figure of a play says, what it does, and where it is.
 * https://github.com/ergochat/ergo/blob/master/docs/MANUAL.md
 */
import type { Effect } from "../../protocol/effects.ts";
import { formatAction } from "../../protocol/message.ts";
import { isTakeableNick, NARRATOR_NICK } from "../../protocol/names.ts";
import { disguise, sayAs } from "../disguise.ts";
import { type CommandContext, type CommandHandler, numeric } from "../effects.ts";
import { maySpeakIn } from "../speaking-rules.ts";

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

/** With whoever says it behind it, as everybody may read. Nothing in it asks a program for an answer. */
function signed({ user }: CommandContext, words: readonly string[]): string {
  return `${words.join(" ").replaceAll("\u0001", "")} (${user.nick})`;
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
  if (!maySpeakIn(channel, user, text)) return [numeric(session, "ERR_CANNOTSENDTOCHAN", channel.name)];
  if (figure !== undefined && !isTakeableNick(figure))
    return [numeric(session, "ERR_BADFIGURE", channel.name)];

  // No nick has an asterisk.
  const nick = figure === undefined ? NARRATOR_NICK : `*${figure}*`;
  return sayAs(context, channel, { as: disguise({ nick, username: user.nick, host: HOST }), text });
}
