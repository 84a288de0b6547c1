/** Whose metadata somebody asks for or changes, and whether they may. */
import { isChannelName } from "../../protocol/names.ts";
import type { Channel } from "../channel.ts";
import type { Chat } from "../chat.ts";
import type { CommandContext } from "../effects.ts";
import { entryRefusal } from "../entry-rules.ts";
import { RANK } from "../membership.ts";
import { rankIn } from "../ranks.ts";
import type { User } from "../user.ts";
import { isVisibleChannel, isVisibleUser } from "../visibility.ts";
import type { Metadata } from "./metadata.ts";

export type MetadataTarget =
  | { readonly kind: "user"; readonly user: User }
  | { readonly kind: "channel"; readonly channel: Channel };

/** The asker themselves, instead of a nick. */
export const ONESELF = "*";

export function ofUser(user: User): MetadataTarget {
  return { kind: "user", user };
}

export function ofChannel(channel: Channel): MetadataTarget {
  return { kind: "channel", channel };
}

/** @returns undefined also for whom and what the asker must not know to be there. */
export function findTarget({ chat, user: asker }: CommandContext, name: string): MetadataTarget | undefined {
  if (name === ONESELF) return ofUser(asker);
  if (isChannelName(name)) {
    const channel = chat.channel(name);
    return channel && isVisibleChannel(channel, asker) ? ofChannel(channel) : undefined;
  }
  const user = chat.nicks.user(name);
  return user && isVisibleUser(user, asker) ? ofUser(user) : undefined;
}

export function nameOf(target: MetadataTarget): string {
  return target.kind === "user" ? target.user.nick : target.channel.name;
}

export function metadataOf({ metadata }: Chat, target: MetadataTarget): Metadata {
  return target.kind === "user" ? metadata.of(target.user.id) : target.channel.metadata;
}

/** What a channel tells of itself is for those who are in it, and for those who may come in. */
export function mayRead(context: CommandContext, target: MetadataTarget): boolean {
  if (target.kind === "user") return true;
  const { channel } = target;
  return channel.has(context.user) || entryRefusal(context, channel, "") === undefined;
}

/** One's own, a channel's as its operator, and everything as one of the server. */
export function mayChange({ user: asker }: CommandContext, target: MetadataTarget): boolean {
  if (target.kind === "channel") return rankIn(target.channel, asker) >= RANK.operator;
  return target.user === asker || asker.isOperator;
}
