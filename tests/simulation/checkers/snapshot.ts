/** The state of the rules as one text, so that two of them can be compared. */
import type { Channel } from "../../../src/chat/channel.ts";
import type { Chat } from "../../../src/chat/chat.ts";
import type { User } from "../../../src/chat/user.ts";

export function snapshot(chat: Chat): string {
  const users = [...chat.nicks.users()].map(userText).sort();
  const channels = [...chat.channels()].map(channelText).sort();
  const counts = [chat.sessionCount, chat.newcomerCount, chat.channelCount, chat.mostSessions];
  return [...users, ...channels, JSON.stringify(counts)].join("\n");
}

function userText({
  id,
  source,
  actualHost,
  signedOnAtMs,
  sessions,
  channels,
  flags,
  ...rest
}: User): string {
  return JSON.stringify([
    id,
    source,
    actualHost,
    signedOnAtMs,
    sessions.map((session) => [session.id, session.kind, [...session.monitored]]),
    [...channels].map(([name, { prefixes }]) => [name, prefixes]),
    [...flags],
    rest.lastSpokeAtMs,
    rest.awayText,
    rest.operator,
  ]);
}

function channelText(channel: Channel): string {
  const { name, createdAtMs, topic, flags, key, limit, forward, lists, invited } = channel;
  return JSON.stringify([
    name,
    createdAtMs,
    topic,
    [...flags],
    [key, limit, forward],
    Object.values(lists).map((list) => [...list]),
    [...invited],
    [...channel.members()].map(({ user, prefixes }) => [user.id, prefixes]),
  ]);
}
