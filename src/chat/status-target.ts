/** `@#channel`: only members of some rank are meant. https://modern.ircdocs.horse/#statusmsg-parameter */
import { PREFIX_MODES, statusPrefixes } from "../protocol/modes.ts";
import { RANK, type Rank, rankOfPrefix } from "./membership.ts";

export interface StatusTarget {
  readonly name: string;
  readonly rank: Rank;
}

const STATUS_PREFIXES: ReadonlySet<number> = new Set(
  Array.from(statusPrefixes(), (prefix) => prefix.charCodeAt(0)),
);

/** Several prefixes mean the lowest of them, as other servers have it. */
export function readStatusTarget(target: string): StatusTarget {
  // Nearly always, on the way of every message.
  if (!STATUS_PREFIXES.has(target.charCodeAt(0))) return { name: target, rank: RANK.none };
  let name = target;
  let rank: Rank = RANK.none;
  for (;;) {
    const mode = PREFIX_MODES.find(({ prefix }) => name.startsWith(prefix));
    if (!mode) return { name, rank };
    const found = rankOfPrefix(mode.letter);
    rank = rank === RANK.none || found < rank ? found : rank;
    name = name.slice(1);
  }
}

/** What stands before a channel's name where only members of this rank are meant; "" where all are. */
export function statusPrefix(rank: Rank): string {
  if (rank === RANK.none) return "";
  return PREFIX_MODES.find(({ letter }) => rankOfPrefix(letter) === rank)?.prefix ?? "";
}
