/** What is told of oneself on coming, and what becomes of it when somebody logs in or out. */
import { type Effect, NO_SESSION } from "../../protocol/effects.ts";
import type { MetadataChange } from "../../protocol/metadata.ts";
import type { Chat } from "../chat.ts";
import type { Moment } from "../effects.ts";
import type { Session, User } from "../user.ts";
import { changesBetween, type Metadata, type MetadataChanges } from "./metadata.ts";
import { tellOfChanges } from "./notify.ts";
import { isMetadataAware, keyValue, metadataBatch } from "./replies.ts";
import { metadataWrite } from "./rows.ts";
import { ofUser } from "./target.ts";

/** All of it, whatever the session has subscribed to. */
export function showOwn({ metadata }: Chat, session: Session): Effect[] {
  if (!isMetadataAware(session)) return [];
  const { id, nick } = session.user;
  const values = Array.from(metadata.of(id), ([key, value]) => keyValue(session, nick, { key, value }));
  return [metadataBatch(session, nick, values)];
}

/** What a newcomer has said about itself is so from now on; who has an account says it for all its devices. */
export function bringEarly(moment: Moment, user: User, early: MetadataChanges): Effect[] {
  if (early.size === 0) return [];
  const before = moment.chat.metadata.of(user.id);
  const news = [...early.values()].filter(({ key, value }) => before.get(key) !== value);
  return bring(moment, user, news);
}

/** The same where others know the user already. */
export function bringEarlyToDevices(moment: Moment, user: User, early: MetadataChanges): Effect[] {
  if (early.size === 0) return [];
  const before = moment.chat.metadata.of(user.id);
  return [...bringEarly(moment, user, early), ...tellOfMove(moment, user, before)];
}

/** A guest is an account's from now on: the account's counts, and what only the guest has told goes along. */
export function metadataLoggedIn(moment: Moment, user: User, guestId: string): Effect[] {
  const { metadata } = moment.chat;
  const before = metadata.forget(guestId);
  const known = metadata.of(user.id);
  const brought = [...before].filter(([key]) => !known.has(key)).map(([key, value]) => ({ key, value }));
  return [...bring(moment, user, brought), ...tellOfMove(moment, user, before)];
}

/** The account keeps it; the guest who is left has none. @param before the account's. */
export function metadataLoggedOut(moment: Moment, user: User, before: Metadata): Effect[] {
  return tellOfMove(moment, user, before);
}

/** One device is another user's from now on, and learns what is different. @param before of the user whose it was. */
export function metadataOfDevice({ metadata }: Chat, session: Session, before: Metadata): Effect[] {
  if (!isMetadataAware(session)) return [];
  const { id, nick } = session.user;
  return changesBetween(before, metadata.of(id)).map((change) => keyValue(session, nick, change));
}

function tellOfMove(moment: Moment, user: User, before: Metadata): Effect[] {
  const changes = changesBetween(before, moment.chat.metadata.of(user.id));
  return tellOfChanges(moment, ofUser(user), { changes });
}

function isSet({ value }: MetadataChange): boolean {
  return value !== undefined;
}

/** As far as there is room. It has happened when the login has: the disk is not waited for. */
function bring(moment: Moment, user: User, changes: readonly MetadataChange[]): Effect[] {
  const { metadata } = moment.chat;
  const [session] = user.sessions;
  return changes.flatMap((change): Effect[] => {
    if (isSet(change) && !metadata.hasRoom(user.id, change.key)) return [];
    metadata.apply(user.id, [change]);
    if (!user.account) return [];
    const write = metadataWrite(moment, { owner: user.id, change, hasHappened: true });
    return [{ kind: "record", session: session?.id ?? NO_SESSION, write }];
  });
}
