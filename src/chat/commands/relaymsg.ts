/**
 * RELAYMSG <channel> <name/network> <text>: what somebody has said elsewhere, by a relay that is an operator of the channel.
 * https://github.com/ircv3/ircv3-specifications/pull/417
 */
import { isRelayNick } from "../../protocol/relay-nick.ts";
import { disguise, sayAs } from "../disguise.ts";
import { type CommandHandler, fail, numeric } from "../effects.ts";
import { isBanned, isMuted } from "../mask-lists.ts";
import { RANK } from "../membership.ts";
import { rankIn } from "../ranks.ts";
import { maySpeakIn } from "../speaking-rules.ts";

/** Before the `@` of everybody for whom a relay speaks. */
const RELAY_USERNAME = "relay";

export const relaymsg: CommandHandler = (context) => {
  const { chat, session, user, message } = context;
  const [name = "", nick = "", text = ""] = message.params;
  const { hasRelays, serverName } = chat.settings;

  if (!hasRelays) return [fail(context, "NOT_ENABLED")];
  const channel = chat.channel(name);
  if (!channel) return [numeric(session, "ERR_NOSUCHCHANNEL", name)];
  if (rankIn(channel, user) < RANK.operator) return [fail(context, "PRIVS_NEEDED", channel.name)];
  if (!isRelayNick(nick)) return [fail(context, "INVALID_NICK")];
  if (text.trim() === "") return [fail(context, "BLANK_MSG")];
  if (!maySpeakIn(channel, user, text)) return [numeric(session, "ERR_CANNOTSENDTOCHAN", channel.name)];
  const as = disguise({ nick, username: RELAY_USERNAME, host: serverName });
  // People of elsewhere are turned away as people of here are: `+b alice/discord`.
  if (isBanned(channel, { source: as }) || isMuted(channel, { source: as }))
    return [fail(context, "BANNED", channel.name, nick)];

  return sayAs(context, channel, { as, text });
};
