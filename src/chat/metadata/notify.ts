/** Who has subscribed to a key hears of its changes, where they may know whom they are about. */
import type { Effect, SessionId } from "../../protocol/effects.ts";
import type { MetadataChange } from "../../protocol/metadata.ts";
import type { Chat } from "../chat.ts";
import type { Moment } from "../effects.ts";
import type { Session } from "../user.ts";
import { isAcquainted, isVisibleUser } from "../visibility.ts";
import { isMetadataAware, keyValue } from "./replies.ts";
import { type MetadataTarget, nameOf } from "./target.ts";

/** @param by the session that has changed it, which is answered instead; absent: nobody did by themselves. */
export function tellOfChanges(
  { chat }: Moment,
  target: MetadataTarget,
  { changes, by }: { readonly changes: readonly MetadataChange[]; readonly by?: SessionId },
): Effect[] {
  const name = nameOf(target);
  return changes.flatMap((change) =>
    subscribers(chat, change.key)
      .filter((session) => session.id !== by && isConcerned(chat, session, target))
      .map((session) => keyValue(session, name, change)),
  );
}

/** Sessions that have subscribed to this key and can read what comes of it. */
export function subscribers(chat: Chat, key: string): Session[] {
  return Array.from(chat.metadataReaders.subscribersOf(key), (id) => chat.session(id))
    .filter((session) => session !== undefined)
    .filter(isMetadataAware);
}

/** Whether `session` is told of changes of the target, which is more than whether it may ask. */
function isConcerned(chat: Chat, { user: reader, monitored }: Session, target: MetadataTarget): boolean {
  if (target.kind === "channel") return target.channel.has(reader);
  const { user } = target;
  if (user === reader || isAcquainted(user, reader)) return true;
  return monitored.has(chat.casemapping.nick(user.nick)) && isVisibleUser(user, reader);
}
