/** The state of the rules as one text, so that two of them can be compared. */
import type { Channel } from "../../../src/chat/channel.ts";
import type { Chat } from "../../../src/chat/chat.ts";
import type { User } from "../../../src/chat/user.ts";

export function snapshot(chat: Chat): string {
  const users = [...chat.nicks.users()].map(userText).sort();
  const channels = [...chat.channels.all()].map(channelText).sort();
  const counts = [chat.nicks.size, chat.newcomerCount, chat.channels.size, chat.mostSessions];
  const accounts = [...chat.accounts.all()].map((account) => JSON.stringify(account.with({}))).sort();
  return [...users, ...channels, ...accounts, JSON.stringify(counts)].join("\n");
}

function userText(user: User): string {
  const { id, source, actualHost, signedOnAtMs, lastSpokeAtMs, awayText, operator } = user;
  return JSON.stringify([
    id,
    source,
    actualHost,
    signedOnAtMs,
    user.sessions.map((session) => [session.id, session.kind, [...session.monitored]]),
    [...user.channels].map(([name, membership]) => [name, membership.shownPrefixes("all")]),
    [...user.flags],
    lastSpokeAtMs,
    awayText,
    operator,
    user.account?.id,
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
    [...channel.members()].map((membership) => [membership.user.id, membership.shownPrefixes("all")]),
  ]);
}
