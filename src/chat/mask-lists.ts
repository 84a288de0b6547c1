/** Bans, exceptions and invitation lists: what their masks mean, and whether a user is on them. */
import { MODE_BYTES_MAX } from "../protocol/limits.ts";
import { compileMask, normalizeMask } from "../protocol/masks.ts";
import type { Source } from "../protocol/message.ts";
import { utf8Length } from "../protocol/split-text.ts";
import type { Channel, ListEntry } from "./channel.ts";
import { hostmask, type User } from "./user.ts";

/** Extended bans: `m:<mask>` mutes, `a:<account>` is who logged in so; together `m:a:<account>`. https://modern.ircdocs.horse/#extban-parameter */
const MUTE = "m:";
const ACCOUNT = "a:";

/** Whoever a mask may mean. */
type Maskable = Pick<User, "source">;

/** How the server compares names. */
type Fold = (text: string) => string;

/** Who put a mask on a list, and when. */
export interface MaskOrigin {
  readonly setBy: string;
  readonly setAtMs: number;
}

/** A banned user may neither come in nor, without a voice, speak. */
export function isBanned(channel: Channel, { source }: Maskable): boolean {
  return hasMatch(channel.lists.b, source, "plain") && !hasMatch(channel.lists.e, source, "plain");
}

/** A muted user may come in, but says nothing without a voice. An exception of either kind frees from it. */
export function isMuted({ lists }: Channel, { source }: Maskable): boolean {
  if (!hasMatch(lists.b, source, "mute")) return false;
  return !hasMatch(lists.e, source, "plain") && !hasMatch(lists.e, source, "mute");
}

export function isOnList(list: ReadonlyMap<string, ListEntry>, { source }: User): boolean {
  return hasMatch(list, source, "plain");
}

function hasMatch(list: ReadonlyMap<string, ListEntry>, source: Source, kind: "plain" | "mute"): boolean {
  for (const entry of list.values()) {
    if (entry.isMute === (kind === "mute") && entry.matches(source)) return true;
  }
  return false;
}

/** @returns the mask as a list keeps it, `m:bob` → `m:bob!*@*`; undefined for one that can mean nobody or breaks a line. */
export function normalizeListMask(mask: string): string | undefined {
  const [kind, of] = mask.startsWith(MUTE) ? [MUTE, mask.slice(MUTE.length)] : ["", mask];
  const normalized = kind + (of.startsWith(ACCOUNT) ? of : normalizeMask(of));
  const isPossible =
    of !== "" && of !== ACCOUNT && !/[\s\p{C}]/u.test(normalized) && !normalized.startsWith(":");
  return isPossible && utf8Length(normalized) <= MODE_BYTES_MAX ? normalized : undefined;
}

/** @param mask normalized. */
export function listEntry(mask: string, fold: Fold, origin: MaskOrigin): ListEntry {
  const isMute = mask.startsWith(MUTE);
  return { mask, ...origin, isMute, matches: matcherOf(isMute ? mask.slice(MUTE.length) : mask, fold) };
}

function matcherOf(mask: string, fold: Fold): ListEntry["matches"] {
  if (!mask.startsWith(ACCOUNT)) {
    const isMeant = compileMask(mask, fold);
    return (source) => isMeant(hostmask(source));
  }
  const isMeant = compileMask(mask.slice(ACCOUNT.length), fold);
  return ({ account }) => account !== undefined && isMeant(account);
}
