/** Tells sessions about the nicks they watch. https://ircv3.net/specs/extensions/monitor */
import type { Effect, SessionId } from "../protocol/effects.ts";
import { type Moment, numeric } from "./effects.ts";
import { syncOnline } from "./metadata/sync.ts";
import { hostmask, type User } from "./user.ts";

export function nowOnline(moment: Moment, user: User): Effect[] {
  const { chat } = moment;
  return chat.watchers.of(user.nick).flatMap((id) => {
    const watcher = chat.session(id);
    const online = numeric({ id }, "RPL_MONONLINE", hostmask(user.source));
    return watcher ? [online, ...syncOnline(moment, watcher, user)] : [online];
  });
}

export function nowOffline({ chat }: Moment, nick: string): Effect[] {
  return chat.watchers.of(nick).map((id) => numeric({ id }, "RPL_MONOFFLINE", nick));
}

/** Sessions that watch the user's nick and are not among those who are told anyway. */
export function watchersNotAcquainted(
  { chat }: Moment,
  { nick }: User,
  acquainted: readonly SessionId[],
): readonly SessionId[] {
  const watching = chat.watchers.of(nick);
  if (watching.length === 0) return watching;
  const known = new Set(acquainted);
  return watching.filter((id) => !known.has(id));
}
