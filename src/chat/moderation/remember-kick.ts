/** A channel remembers a kick, and reminds whoever comes back. */
import type { Effect } from "../../protocol/effects.ts";
import { displayName } from "../../protocol/message.ts";
import { momentText } from "../../protocol/moment-text.ts";
import type { Channel } from "../channel.ts";
import { type CommandContext, notice } from "../effects.ts";
import type { User } from "../user.ts";
import type { Kicked } from "./kick-memory.ts";

interface Done {
  readonly channel: Channel;
  readonly kicked: User;
  readonly reason: string;
}

export function rememberKick(
  { chat, user, stamped }: CommandContext,
  { channel, kicked, reason }: Done,
): void {
  const by = displayName(user.source);
  channel.kicks.add({ ...kickedOf(chat, kicked), by, reason, atMs: stamped.timeMs });
}

function kickedOf({ casemapping }: CommandContext["chat"], { id, nick, actualHost }: User): Kicked {
  return { userId: id, nick: casemapping.nick(nick), host: actualHost };
}

/** Tells who has come in why they were sent out before. */
export function remindOfKick({ chat, session, user, stamped }: CommandContext, channel: Channel): Effect[] {
  const kick = channel.kicks.find(kickedOf(chat, user), stamped.timeMs);
  if (!kick) return [];
  const params = [channel.name, kick.by, momentText(kick.atMs), kick.reason];
  return [notice(session, "server", { name: "kicked-before", params })];
}
