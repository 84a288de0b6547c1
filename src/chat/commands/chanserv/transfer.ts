/** TRANSFER <channel> <account>, and by that one TRANSFER ACCEPT <channel>: a channel gets another founder. */
import type { Effect } from "../../../protocol/effects.ts";
import { REGISTERED_CHANNELS_PER_ACCOUNT_MAX } from "../../../protocol/limits.ts";
import type { CommandContext } from "../../effects.ts";
import { RANK } from "../../membership.ts";
import { propose } from "../../registered/changes.ts";
import {
  actedAsOperator,
  type ChanServHandler,
  foundedBy,
  isFounder,
  registeredChannel,
  say,
  usage,
} from "./asked.ts";

export const transfer: ChanServHandler = (context, [first, second]) => {
  if (first === undefined || second === undefined) return usage(context, "TRANSFER");
  return first.toUpperCase() === "ACCEPT" ? accept(context, second) : offer(context, first, second);
};

/** Operators of the server need nobody's word. Offered to its founder, it is offered to nobody any more. */
function offer(context: CommandContext, name: string, accountAsked: string): Effect[] {
  const { chat, user } = context;
  const found = registeredChannel(context, name);
  if (!found) return say(context, "chan-unregistered", name);
  const { channel, ownership } = found;
  if (!isFounder(channel, user)) return say(context, "chan-not-founder", channel.name);
  const account = chat.accounts.named(accountAsked);
  if (!account) return say(context, "account-unknown", accountAsked);

  if (account.id === ownership.founder) return propose(context, channel, { what: "offered" });
  const what = user.isOperator ? "transferred" : "offered";
  return [
    ...propose(context, channel, { what, account: account.id }),
    ...actedAsOperator(context, "mode", { channel, needed: RANK.founder, reason: `+q ${account.name}` }),
  ];
}

/** A secret channel, too: who is offered it may know of it. */
function accept(context: CommandContext, name: string): Effect[] {
  const { chat, user } = context;
  const { account } = user;
  if (!account) return say(context, "not-logged-in");
  const channel = chat.channel(name);
  if (!channel?.ownership || channel.ownership.offeredTo !== account.id)
    return say(context, "chan-not-offered", name);
  // The founder may be taking the offer back.
  if (channel.pending.length > 0) return say(context, "chan-busy", channel.name);
  if (foundedBy(chat, account) >= REGISTERED_CHANNELS_PER_ACCOUNT_MAX)
    return say(context, "chan-too-many", String(REGISTERED_CHANNELS_PER_ACCOUNT_MAX));

  return propose(context, channel, { what: "transferred", account: account.id });
}
