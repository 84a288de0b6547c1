/** The rules' own state: nicks are unique, membership is symmetric and true, no channel but the default one is empty. */
import type { Channel } from "../../../src/chat/channel.ts";
import type { Chat } from "../../../src/chat/chat.ts";
import { PREFIX_MODES } from "../../../src/protocol/modes.ts";
import { fold } from "../fold.ts";
import type { Trace } from "../trace.ts";
import type { TrueChannel } from "../true-channels.ts";
import type { Truth } from "../truth.ts";
import { checkRemembered } from "./remembered.ts";

const NO_MEMBERS: TrueChannel["members"] = new Map();

export function checkState(chat: Chat, truth: Truth, trace: Trace): void {
  checkNicks(chat, truth, trace);
  for (const channel of chat.channels.all()) {
    const { name, memberCount } = channel;
    const members = [...channel.members()];
    if (memberCount === 0 && fold(name) !== fold(chat.settings.defaultChannel))
      trace.violate("empty channel", `${name} is empty`);
    for (const { user } of members) {
      const isThere = [...user.channels.values()].some((membership) => membership.channel === channel);
      if (!isThere) trace.violate("symmetric", `${user.nick} does not know to be in ${name}`);
    }
    const there = members.flatMap(({ user }) => user.sessions.map(({ id }) => id));
    const meant = truth.channels.find(name)?.members ?? NO_MEMBERS;
    const devices = [...meant.keys()].flatMap(({ sessions }) => [...sessions]);
    compare(`members of ${name}`, there, devices, trace);
    checkPrefixes(channel, { meant, truth, trace });
    checkRemembered(chat, channel, trace);
  }
  const names = [...chat.channels.all()].map(({ name }) => fold(name));
  compare("channels", names, truth.channels.names(), trace);
}

interface Meant {
  readonly meant: TrueChannel["members"];
  readonly truth: Truth;
  readonly trace: Trace;
}

function checkPrefixes(channel: Channel, { meant, truth, trace }: Meant): void {
  for (const membership of channel.members()) {
    const person = truth.called(membership.user.nick);
    const letters = person && meant.get(person);
    const ought = PREFIX_MODES.filter(({ letter }) => letters?.has(letter)).map(({ prefix }) => prefix);
    const is = membership.shownPrefixes("all");
    if (is !== ought.join(""))
      trace.violate(
        "membership",
        `${membership.user.nick} is ${is} in ${channel.name}, not ${ought.join("")}`,
      );
  }
}

function checkNicks(chat: Chat, truth: Truth, trace: Trace): void {
  const users = [...chat.nicks.users()];
  const nicks = users.map(({ nick }) => fold(nick));
  if (new Set(nicks).size !== nicks.length) trace.violate("nicks", `two of them are the same: ${nicks}`);
  for (const { nick, channels } of users)
    for (const [key, { channel }] of channels)
      if (chat.channel(channel.name) !== channel || key !== fold(channel.name))
        trace.violate("symmetric", `${nick} is in ${channel.name}, known as ${key}, which is gone`);
  compare(
    "sessions",
    users.flatMap(({ sessions }) => sessions.map(({ id }) => id)),
    [...truth.members.keys()],
    trace,
  );
}

function compare<Item>(what: string, found: readonly Item[], expected: readonly Item[], trace: Trace): void {
  const isSame = found.length === expected.length && new Set([...found, ...expected]).size === found.length;
  if (!isSame)
    trace.violate("membership", `${what} are ${found.join(" ")}, but should be ${expected.join(" ")}`);
}
