/** MODE <channel> +q, +a, +o, +h, +v: who is what in a channel. https://modern.ircdocs.horse/#channel-membership-prefixes */
import { PREFIX_MODES } from "../../protocol/modes.ts";
import { rankOfPrefix } from "../membership.ts";
import {
  applied,
  type ModeRequest,
  type Outcome,
  paramMissing,
  refused,
  UNCHANGED,
  unprivileged,
} from "../mode-request.ts";
import { mayRule, rankIn } from "../ranks.ts";

/** Nobody gives or takes a rank above the own one, or touches who has one. Anybody may give up their own. */
export function changePrefix(request: ModeRequest): Outcome {
  const { context, channel, change } = request;
  const { chat, user } = context;
  const { adding, param: nick = "" } = change;
  const letter = PREFIX_MODES.find((mode) => mode.letter === change.letter)?.letter;
  if (letter === undefined) return UNCHANGED;

  const other = chat.nicks.user(nick);
  const rank = rankIn(channel, user);
  const isAllowed = mayRule(rank, rankOfPrefix(letter)) || (other === user && !adding);
  if (!isAllowed) return unprivileged(request);
  if (nick === "") return paramMissing(request);
  if (!other) return refused(request, "ERR_NOSUCHNICK", nick);
  const membership = channel.membership(other);
  if (!membership) return refused(request, "ERR_USERNOTINCHANNEL", other.nick, channel.name);
  if (other !== user && !mayRule(rank, membership.rank)) return unprivileged(request);

  const hasChanged = adding ? membership.setPrefix(letter) : membership.clearPrefix(letter);
  return hasChanged ? applied({ adding, letter, param: other.nick }) : UNCHANGED;
}
