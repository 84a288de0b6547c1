/** Commands that may name a server mean this one, or nobody. */
import { compileMask } from "../protocol/masks.ts";
import { foldNick } from "../protocol/names.ts";
import type { Chat } from "./chat.ts";

/** No name, our name, a mask of it, or somebody who is here (and so on this server). */
export function isThisServer(chat: Chat, target: string | undefined): boolean {
  if (!target) return true;
  return compileMask(target, foldNick)(chat.settings.serverName) || chat.nicks.user(target) !== undefined;
}
