/** What a session has subscribed to, of everybody it is about: told in one batch, or put off. */
import type { Effect } from "../../protocol/effects.ts";
import {
  METADATA_MEMBERS_MAX,
  METADATA_SYNC_MS,
  METADATA_SYNC_TARGETS_MAX,
  METADATA_SYNC_VALUES_MAX,
} from "../../protocol/limits.ts";
import type { Channel } from "../channel.ts";
import type { Chat } from "../chat.ts";
import type { Moment } from "../effects.ts";
import type { Membership } from "../membership.ts";
import type { Session, User } from "../user.ts";
import { isVisibleUser } from "../visibility.ts";
import { sessionsThatSee, subscribersAmong } from "./notify.ts";
import { isMetadataAware, keyValue, metadataBatch, syncLater, told } from "./replies.ts";
import { type MetadataTarget, metadataOf, nameOf, ofChannel, ofUser } from "./target.ts";

/** Everybody and everything that a session is told of. */
export const ALL = "*ALL";

interface Synced {
  /** As the batch calls it. */
  readonly name: string;
  readonly targets: Iterable<MetadataTarget>;
}

/** Everything at once as far as there is room; who was told much a moment ago is asked to come back. */
export function sync({ chat, stamped }: Moment, session: Session, { name, targets }: Synced): Effect {
  const { metadataReaders: readers } = chat;
  const seconds = readers.secondsToSync(session.id, stamped.timeMs);
  if (seconds > 0) return syncLater(session, name, seconds);

  const values: Effect[] = [];
  const keys = readers.keysOf(session.id);
  let seen = 0;
  // Nobody has to be looked at for nothing.
  for (const target of keys.size === 0 ? [] : targets) {
    values.push(...valuesOf(chat, session, { target, keys }));
    seen += 1;
    if (values.length < METADATA_SYNC_VALUES_MAX && seen < METADATA_SYNC_TARGETS_MAX) continue;
    values.push(told(session, "WARN", "LIMIT_REACHED", "SYNC", name, String(values.length)));
    break;
  }
  readers.synced(session.id, { values: values.length, targets: seen }, stamped.timeMs);
  return metadataBatch(session, name, values);
}

interface Wanted {
  readonly target: MetadataTarget;
  readonly keys: ReadonlySet<string>;
}

function valuesOf(chat: Chat, session: Session, { target, keys }: Wanted): Effect[] {
  const metadata = metadataOf(chat, target);
  if (metadata.size === 0) return [];
  return [...metadata]
    .filter(([key]) => keys.has(key))
    .map(([key, value]) => keyValue(session, nameOf(target), { key, value }));
}

/** The channel and everybody in it whom the viewer may know of. */
export function* targetsIn(channel: Channel, viewer: User): Iterable<MetadataTarget> {
  yield ofChannel(channel);
  for (const membership of channel.members())
    if (channel.shows(membership, viewer)) yield ofUser(membership.user);
}

/** Everybody and everything whose changes the session is told of, each once. */
export function* allTargets(chat: Chat, { user: viewer, monitored }: Session): Iterable<MetadataTarget> {
  const seen = new Set<User>();
  yield* once(seen, [ofUser(viewer)]);
  for (const { channel } of viewer.channels.values()) yield* once(seen, targetsIn(channel, viewer));
  for (const nick of monitored.values()) {
    const user = chat.nicks.user(nick);
    if (user && isVisibleUser(user, viewer)) yield* once(seen, [ofUser(user)]);
  }
}

function* once(seen: Set<User>, targets: Iterable<MetadataTarget>): Iterable<MetadataTarget> {
  for (const target of targets) {
    if (target.kind === "user" && seen.has(target.user)) continue;
    if (target.kind === "user") seen.add(target.user);
    yield target;
  }
}

/** Behind the names, on entering a channel. */
export function syncEntered(moment: Moment, session: Session, { channel, user }: Membership): Effect[] {
  if (!isMetadataAware(session)) return [];
  // A crowd is not looked through for each who comes.
  const isCrowd = channel.memberCount > METADATA_MEMBERS_MAX;
  if (isCrowd && moment.chat.metadataReaders.keysOf(session.id).size > 0)
    return [syncLater(session, channel.name, METADATA_SYNC_MS / 1000)];
  const targets = isCrowd ? [] : targetsIn(channel, user);
  return [sync(moment, session, { name: channel.name, targets })];
}

/** Who is in the channel already learns what somebody who comes in tells of themselves; of a crowd, who asks. */
export function tellOfEntrant({ chat }: Moment, membership: Membership): Effect[] {
  const { user, channel } = membership;
  const metadata = chat.metadata.of(user.id);
  if (metadata.size === 0 || channel.memberCount > METADATA_MEMBERS_MAX) return [];
  const others = [...sessionsThatSee(membership)].filter((session) => session.user !== user);
  return [...metadata].flatMap(([key, value]) =>
    subscribersAmong(chat, others, key).map((reader) => keyValue(reader, user.nick, { key, value })),
  );
}

/** Behind the word that somebody who is watched is here. */
export function syncOnline(moment: Moment, session: Session, subject: User): Effect[] {
  if (!isMetadataAware(session)) return [];
  const targets = isVisibleUser(subject, session.user) ? [ofUser(subject)] : [];
  return [sync(moment, session, { name: subject.nick, targets })];
}
