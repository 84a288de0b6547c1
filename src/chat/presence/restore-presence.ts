/** Who stays without devices is where they were, after a restart. */
import type { LastingRow } from "../../protocol/lasting.ts";
import type { Source } from "../../protocol/message.ts";
import { AcceptList } from "../accept-list.ts";
import type { Account } from "../accounts/account.ts";
import type { Chat } from "../chat.ts";
import { nickRefusal } from "../nick-rules.ts";
import { User } from "../user.ts";
import { type MembershipRecord, readPresence, type UserRecord } from "./presence-row.ts";

/** @throws SyntaxError where the row is no JSON. */
export function restorePresence(chat: Chat, row: LastingRow): void {
  const account = chat.accounts.get(row.key);
  // It was dropped.
  if (!account) return;
  const { leftAt, user } = readPresence(row);
  // Whoever was here when the server was killed has seen what was said until then.
  account.leftAt = leftAt ?? { timeMs: chat.startedAtMs };
  if (!leftAt) account.markUnsaved();
  // The server may have been killed between a ban and what follows from it.
  const isBanned = chat.sanctions.bans.ofAccount(account.name, chat.startedAtMs) !== undefined;
  if (user && account.settings.alwaysOn && !isBanned) restoreUser(chat, account, user);
}

function restoreUser(chat: Chat, account: Account, record: UserRecord): void {
  const source = sourceOf(chat, account, record.source);
  if (!source) return;
  const { actualHost, signedOnAtMs, lastSpokeAtMs, awayText } = record;
  const user = new User({ id: account.id, source, actualHost, signedOnAtMs });
  user.lastSpokeAtMs = lastSpokeAtMs;
  user.awayText = awayText;
  for (const flag of record.flags) user.setFlag(flag);
  if (record.accepted) user.accepted = new AcceptList(record.accepted);
  if (user.flags.has("invisible")) chat.invisible.add(user);
  chat.addUser(user);
  for (const membership of record.channels) enter(chat, user, membership);
  user.beAgain(account);
}

/** With the nick it had; nobody else has one yet, but names may have become reserved. */
function sourceOf(chat: Chat, account: Account, source: Source): Source | undefined {
  if (source.isGuest) return { ...source, nick: chat.guestNames.take(source.host) };
  const nick = [source.nick, account.name].find((wanted) => !nickRefusal(chat, wanted, { account }));
  return nick === undefined ? undefined : { ...source, nick };
}

/** A channel that is no more, is closed for good, or may not be called so any more, is left out. */
function enter(chat: Chat, user: User, { name, prefixes, nameBehindKey }: MembershipRecord): void {
  const channel = chat.channel(name);
  if (!channel || chat.channels.purgeOf(name)) return;
  const membership = chat.channels.enter(user, channel);
  for (const letter of prefixes) membership.setPrefix(letter);
  membership.nameBehindKey = nameBehindKey;
}
