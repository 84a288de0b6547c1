/** Tells sessions about the nicks they watch. https://ircv3.net/specs/extensions/monitor */
import type { Effect } from "../protocol/effects.ts";
import { type Moment, numeric } from "./effects.ts";
import { hostmask, type User } from "./user.ts";

export function nowOnline({ chat }: Moment, user: User): Effect[] {
  return chat.watchers.of(user.nick).map((id) => numeric({ id }, "RPL_MONONLINE", hostmask(user.source)));
}

export function nowOffline({ chat }: Moment, nick: string): Effect[] {
  return chat.watchers.of(nick).map((id) => numeric({ id }, "RPL_MONOFFLINE", nick));
}
