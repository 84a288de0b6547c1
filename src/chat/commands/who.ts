/** WHO <channel, nick or mask> [o][%<fields>[,<token>]]: who is there and from where. https://modern.ircdocs.horse/#who-message */
import type { Effect } from "../../protocol/effects.ts";
import { REPLY_ROWS_MAX } from "../../protocol/limits.ts";
import { compileMask } from "../../protocol/masks.ts";
import type { Channel } from "../channel.ts";
import type { Chat } from "../chat.ts";
import { type CommandContext, type CommandHandler, numeric } from "../effects.ts";
import { hostmask, type User } from "../user.ts";
import { isVisibleChannel, isVisibleUser, visibleMembers } from "../visibility.ts";
import { type Found, whoRow } from "./who-row.ts";
import { readWhox, whoxRow } from "./whox.ts";

export const who: CommandHandler = (context) => {
  const { session, message } = context;
  const [mask = ""] = message.params;

  if (mask === "") return [numeric(session, "ERR_NEEDMOREPARAMS", "WHO")];
  return session.kind === "irc" ? whoByMask(context, mask) : whoByName(context, mask);
};

/** Nobody found is no error. */
function whoByMask(context: CommandContext, mask: string): Effect[] {
  const [, options = ""] = context.message.params;
  const [flags = ""] = options.split("%");
  const found = find(context, mask);
  return answer(context, mask, flags.includes("o") ? found.filter(({ user }) => user.isOperator) : found);
}

function find({ chat, user: viewer }: CommandContext, mask: string): Found[] {
  const person = chat.nicks.user(mask);
  if (person) return [{ user: person }];
  if (!mask.startsWith("#")) return findPeople(chat, viewer, mask);
  const channel = chat.channel(mask);
  if (!channel || !isVisibleChannel(channel, viewer)) return [];
  return membersOf(channel, viewer);
}

/** What a mask is compared with: anything that WHO shows. `0` is everybody. https://www.rfc-editor.org/rfc/rfc2812#section-3.6.1 */
function findPeople(chat: Chat, viewer: User, mask: string): Found[] {
  const isMatch = compileMask(mask === "0" ? "*" : mask, chat.casemapping.nick);
  const isOurServer = isMatch(chat.settings.serverName);
  const matches = ({ source }: User): boolean =>
    isOurServer ||
    isMatch(source.nick) ||
    isMatch(source.username) ||
    isMatch(source.host) ||
    isMatch(source.realname) ||
    isMatch(hostmask(source));
  const found: Found[] = [];
  for (const user of chat.nicks.users()) {
    if (isVisibleUser(user, viewer) && matches(user)) found.push({ user });
  }
  return found;
}

/** People who read plain text write rooms with and without their sign, and are told what is wrong. */
function whoByName(context: CommandContext, name: string): Effect[] {
  const { chat, session, user: viewer } = context;

  const person = chat.nicks.user(name);
  if (person) return answer(context, name, [{ user: person }]);
  const channel = chat.channel(name) ?? chat.channel(`#${name}`);
  if (!channel || !isVisibleChannel(channel, viewer)) {
    return [numeric(session, name.startsWith("#") ? "ERR_NOSUCHCHANNEL" : "ERR_NOSUCHNICK", name)];
  }
  return answer(context, channel.name, membersOf(channel, viewer));
}

function membersOf(channel: Channel, viewer: User): Found[] {
  return visibleMembers(channel, viewer).map((membership) => ({ user: membership.user, membership }));
}

/** The first rows, and in words for people the number of all. */
function answer(context: CommandContext, name: string, found: readonly Found[]): Effect[] {
  const whox = readWhox(context.message.params[1] ?? "");
  const rows = found
    .slice(0, REPLY_ROWS_MAX)
    .map((one) => (whox ? whoxRow(context, whox, one) : whoRow(context, one)));
  return [...rows, numeric(context.session, "RPL_ENDOFWHO", name, String(found.length))];
}
