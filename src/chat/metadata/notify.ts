/** Who has subscribed to a key hears of its changes, where they may know whom they are about. */
import type { Effect, SessionId } from "../../protocol/effects.ts";
import type { MetadataChange } from "../../protocol/metadata.ts";
import type { Chat } from "../chat.ts";
import type { Moment } from "../effects.ts";
import type { Membership } from "../membership.ts";
import type { Session, User } from "../user.ts";
import { isVisibleUser } from "../visibility.ts";
import { isMetadataAware, keyValue } from "./replies.ts";
import { type MetadataTarget, nameOf } from "./target.ts";

/** @param by the session that has changed it, which is answered instead; absent: nobody did by themselves. */
export function tellOfChanges(
  { chat }: Moment,
  target: MetadataTarget,
  { changes, by }: { readonly changes: readonly MetadataChange[]; readonly by?: SessionId },
): Effect[] {
  const isHeard = changes.some(({ key }) => chat.metadataReaders.subscribersOf(key).size > 0);
  if (!isHeard) return [];
  const around = sessionsAround(chat, target);
  if (by !== undefined) around.delete(by);
  const name = nameOf(target);
  return changes.flatMap((change) =>
    subscribersAmong(chat, around.values(), change.key).map((session) => keyValue(session, name, change)),
  );
}

/**
 * Those of `sessions` that have subscribed to this key and can read what comes of it. Who is around is looked at, not who has
 * subscribed: of 5,000 programs nearly all ask for avatars, and each JOIN took a millisecond.
 */
export function subscribersAmong(
  { metadataReaders }: Chat,
  sessions: Iterable<Session>,
  key: string,
): Session[] {
  if (metadataReaders.subscribersOf(key).size === 0) return [];
  return Array.from(sessions).filter(
    (session) => metadataReaders.keysOf(session.id).has(key) && isMetadataAware(session),
  );
}

/** Everybody who is told of changes of the target, which is fewer than may ask for it. */
function sessionsAround(chat: Chat, target: MetadataTarget): Map<SessionId, Session> {
  if (target.kind === "user") return byId([...sessionsThatKnow(chat, target.user)]);
  return byId(Array.from(target.channel.members()).flatMap(({ user }) => user.sessions));
}

function byId(sessions: readonly Session[]): Map<SessionId, Session> {
  return new Map(sessions.map((session) => [session.id, session]));
}

/** The user's own, and whoever meets or watches the user. */
function* sessionsThatKnow(chat: Chat, user: User): Iterable<Session> {
  yield* user.sessions;
  for (const membership of user.channels.values()) yield* sessionsThatSee(membership);
  for (const id of chat.watchers.of(user.nick)) {
    const watcher = chat.session(id);
    if (watcher && isVisibleUser(user, watcher.user)) yield watcher;
  }
}

/** In the channel, who is shown that this member is there. */
export function* sessionsThatSee(membership: Membership): Iterable<Session> {
  const { channel } = membership;
  for (const { user } of channel.members()) if (channel.shows(membership, user)) yield* user.sessions;
}
