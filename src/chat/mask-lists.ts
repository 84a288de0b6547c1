/** Bans, exceptions and invitation lists: whether a user is on them. Extended bans: https://modern.ircdocs.horse/#extban-parameter */
import { compileMask } from "../protocol/masks.ts";
import { foldNick } from "../protocol/names.ts";
import type { Channel, ListEntry } from "./channel.ts";
import { hostmask, type User } from "./user.ts";

/** A banned user may neither come in nor, without a voice, speak. */
export function isBanned(channel: Channel, user: User): boolean {
  return isOnList(channel.lists.b, user) && !isOnList(channel.lists.e, user);
}

/** A muted user may come in, but says nothing without a voice. */
export function isMuted(channel: Channel, user: User): boolean {
  return hasMatch(channel.lists.b, user, "mute") && !isOnList(channel.lists.e, user);
}

export function isOnList(list: ReadonlyMap<string, ListEntry>, user: User): boolean {
  return hasMatch(list, user, "plain");
}

/** `m:<mask>` mutes, `a:<account>` is who logged in so, and they can be put together: `m:a:<account>`. */
function hasMatch(list: ReadonlyMap<string, ListEntry>, user: User, kind: "plain" | "mute"): boolean {
  for (const { mask } of list.values()) {
    const isMute = mask.startsWith("m:");
    if (isMute !== (kind === "mute")) continue;
    if (matches(isMute ? mask.slice(2) : mask, user)) return true;
  }
  return false;
}

function matches(mask: string, { source }: User): boolean {
  if (mask.startsWith("a:")) {
    return source.account !== undefined && compileMask(mask.slice(2), foldNick)(source.account);
  }
  return compileMask(mask, foldNick)(hostmask(source));
}
