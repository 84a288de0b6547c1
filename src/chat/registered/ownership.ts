/** Whose a channel is, and what people are in it by their accounts. */
import type { PrefixLetter } from "../../protocol/modes.ts";
import type { ChannelChange, Ownership } from "../../protocol/registered-channel.ts";
import type { Account } from "../accounts/account.ts";
import { RANK, type Rank, rankOfPrefix } from "../membership.ts";
import type { User } from "../user.ts";

/** Of a channel that may be registered. */
export interface Owned {
  readonly ownership: Ownership | undefined;
}

/** What the account's people are whenever they come in. */
export function accessLetter(
  { ownership }: Owned,
  account: Pick<Account, "id"> | undefined,
): PrefixLetter | undefined {
  if (!ownership || !account) return undefined;
  return account.id === ownership.founder ? "q" : ownership.access[account.id];
}

/** How much somebody may do with a registered channel, there or not; the server's operators everything. */
export function accessRank(channel: Owned, { account, isOperator }: User): Rank {
  return isOperator ? RANK.founder : ownRank(channel, account);
}

/** The same by the account alone. */
export function ownRank(channel: Owned, account: Pick<Account, "id"> | undefined): Rank {
  const letter = accessLetter(channel, account);
  return letter === undefined ? RANK.none : rankOfPrefix(letter);
}

/** What a change makes of it; nobody's becomes somebody's by "registered" alone. */
export function changedOwnership(
  ownership: Ownership | undefined,
  change: ChannelChange,
): Ownership | undefined {
  if (change.what === "registered") {
    return ownership ?? { founder: change.founder, registeredAtMs: change.atMs, access: {} };
  }
  return ownership && changedFurther(ownership, change);
}

function changedFurther(
  ownership: Ownership,
  change: Exclude<ChannelChange, { readonly what: "registered" }>,
): Ownership | undefined {
  const { offeredTo, ...settled } = ownership;
  switch (change.what) {
    case "dropped":
      return undefined;
    case "access": {
      const access = withoutAccess(ownership, change.account);
      const { account, letter } = change;
      return { ...ownership, access: letter === undefined ? access : { ...access, [account]: letter } };
    }
    case "offered":
      return change.account === undefined ? settled : { ...settled, offeredTo: change.account };
    case "transferred": {
      const { account: founder } = change;
      return { ...settled, founder, access: withoutAccess(ownership, founder) };
    }
  }
}

function withoutAccess({ access }: Ownership, account: string): Ownership["access"] {
  const { [account]: taken, ...others } = access;
  return others;
}

/** Who follows a founder whose account is no more: the highest by access, operators at least, who has had it longest. */
export function successorOf({ access }: Ownership): string | undefined {
  let successor: string | undefined;
  let highest: Rank = RANK.halfop;
  for (const [account, letter] of Object.entries(access)) {
    if (rankOfPrefix(letter) <= highest) continue;
    highest = rankOfPrefix(letter);
    successor = account;
  }
  return successor;
}
