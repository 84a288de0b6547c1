/** AMODE <channel> [<+|-><letter> <account>]: what people are in a channel whenever they come in, by their accounts. */
import type { Effect } from "../../../protocol/effects.ts";
import { CHANNEL_ACCESS_MAX } from "../../../protocol/limits.ts";
import type { AccessLetter } from "../../../protocol/registered-channel.ts";
import type { Account } from "../../accounts/account.ts";
import type { CommandContext } from "../../effects.ts";
import { RANK, rankOfPrefix } from "../../membership.ts";
import { mayRule, rankIn } from "../../ranks.ts";
import { propose } from "../../registered/changes.ts";
import { accessRank, ownRank } from "../../registered/ownership.ts";
import {
  accountName,
  actedAsOperator,
  type ChanServHandler,
  type RegisteredChannel,
  registeredChannel,
  say,
  usage,
} from "./asked.ts";

export const accessMode: ChanServHandler = (context, [name, change, accountAsked]) => {
  const { chat, user } = context;
  if (name === undefined) return usage(context, "AMODE");
  const found = registeredChannel(context, name);
  if (!found) return say(context, "chan-unregistered", name);
  const { channel } = found;
  if (change === undefined) return list(context, found);

  const [sign = "", letter = ""] = /^([+-]?)([vhoaq])$/.exec(change)?.slice(1) ?? [];
  if (letter === "" || accountAsked === undefined) return usage(context, "AMODE");
  if (letter === "q") return say(context, "chan-access-founder", channel.name);
  if (accessRank(channel, user) < RANK.voice) return say(context, "chan-no-access", channel.name);
  const account = chat.accounts.named(accountAsked);
  if (!account) return say(context, "account-unknown", accountAsked);

  const asked = { account, letter: letter as AccessLetter };
  const effects = sign === "-" ? take(context, found, asked) : give(context, found, asked);
  if (!effects.some(({ kind }) => kind === "keep")) return effects;
  const reason = `${sign || "+"}${letter} ${account.name}`;
  return [...effects, ...actedAsOperator(context, "mode", { channel, needed: RANK.voice, reason })];
};

interface Asked {
  readonly account: Account;
  readonly letter: AccessLetter;
}

function give(context: CommandContext, { channel, ownership }: RegisteredChannel, asked: Asked): Effect[] {
  const { account, letter } = asked;
  const rank = accessRank(channel, context.user);
  const isRuled = mayRule(rank, rankOfPrefix(letter)) && mayRule(rank, ownRank(channel, account));
  if (ownership.founder === account.id) return say(context, "chan-access-founder", channel.name);
  if (!isRuled) return say(context, "chan-no-access", channel.name);
  const held = ownership.access[account.id];
  if (held === letter) return say(context, "chan-access-given", channel.name, account.name, letter);
  const isFull = Object.keys(ownership.access).length >= CHANNEL_ACCESS_MAX;
  if (held === undefined && isFull)
    return say(context, "chan-access-full", channel.name, String(CHANNEL_ACCESS_MAX));

  return propose(context, channel, { what: "access", account: account.id, letter });
}

/** Anybody may give up their own. */
function take(context: CommandContext, { channel, ownership }: RegisteredChannel, asked: Asked): Effect[] {
  const { account, letter } = asked;
  const { user } = context;
  const isOwn = account === user.account;
  if (!isOwn && !mayRule(accessRank(channel, user), ownRank(channel, account)))
    return say(context, "chan-no-access", channel.name);
  if (ownership.access[account.id] !== letter)
    return say(context, "chan-access-none", channel.name, account.name);

  return propose(context, channel, { what: "access", account: account.id });
}

/** For those who have access, and whoever rules there at the moment. */
function list(context: CommandContext, { channel, ownership }: RegisteredChannel): Effect[] {
  const { chat, user } = context;
  if (accessRank(channel, user) === RANK.none && rankIn(channel, user) < RANK.halfop)
    return say(context, "chan-no-access", channel.name);

  const rows = [[ownership.founder, "q"] as const, ...Object.entries(ownership.access)];
  return [
    ...rows.flatMap(([id, letter]) =>
      say(context, "chan-access-row", channel.name, accountName(chat, id), letter),
    ),
    ...say(context, "chan-access-list-end", channel.name, String(rows.length)),
  ];
}
