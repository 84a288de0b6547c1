/** Which parts of history somebody may read, and what they are called. docs/decisions/0017-what-was-said-behind-a-door.md */
import { pairTarget } from "../protocol/history.ts";
import { statusPrefixes } from "../protocol/modes.ts";
import type { Channel } from "./channel.ts";
import type { Chat } from "./chat.ts";
import type { Membership, Rank } from "./membership.ts";
import { partnerOf } from "./partner.ts";
import { readStatusTarget } from "./status-target.ts";
import type { User } from "./user.ts";

/** What names of history are called, where that is something else. */
export type ShownNames = Readonly<Record<string, string>>;

/** A channel or a private talk, as queries and views name it. */
export interface HistoryPlace {
  readonly where: { readonly target: string; readonly besides?: readonly string[] };
  readonly called: { readonly shownAs?: ShownNames };
}

/** Who reads a channel is in it; a private talk is with whoever has that name now. */
export function readablePlace(chat: Chat, user: User, target: string): HistoryPlace | undefined {
  if (!target.startsWith("#")) {
    const other = partnerOf(chat, target);
    return other && { where: { target: pairTarget(user.id, other.id) }, called: {} };
  }
  const membership = chat.channel(target)?.membership(user);
  return membership && placeOf(membership);
}

/** The part of a channel's history that one of its members may read. */
export function placeOf(membership: Membership): HistoryPlace {
  const [target, ...besides] = namesFor(membership.channel, membership);
  const called = { shownAs: shownNames(membership) };
  return { where: besides.length === 0 ? { target } : { target, besides }, called };
}

/** The names of everything that one of its members may read of a channel. */
export function shownNames({ channel, rank, nameBehindKey }: Membership): ShownNames {
  const names = namesFor(channel, { rank, nameBehindKey });
  return Object.fromEntries(names.map((name) => [name, shownName(channel, name)]));
}

/** The same for all channels of somebody. */
export function allShownNames({ channels }: User): ShownNames {
  return Object.assign({}, ...[...channels.values()].map(shownNames));
}

/** What everybody hears, what was said behind a door, and what is for those of a rank; the first one is the open one. */
export function namesFor(
  { history }: Channel,
  { rank, nameBehindKey }: Pick<Membership, "rank" | "nameBehindKey">,
): readonly [string, ...string[]] {
  const [open, ...closed] = history.names();
  const brought = nameBehindKey === undefined || closed.includes(nameBehindKey) ? [] : [nameBehindKey];
  const prefixes = prefixesUpTo(rank);
  const ranked = [...history.rankedNames()].flatMap((name) => prefixes.map((prefix) => prefix + name));
  return [open, ...closed, ...brought, ...ranked];
}

function prefixesUpTo(rank: Rank): string[] {
  return [...statusPrefixes()].filter((prefix) => readStatusTarget(prefix).rank <= rank);
}

/** With its prefix, where it was said to some alone. */
function shownName({ name }: Channel, target: string): string {
  return target.slice(0, target.indexOf("#")) + name;
}
