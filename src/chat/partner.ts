/** Who a private talk is with: whoever has that nick, or else whoever the account of that name belongs to, here or not. */
import type { Chat } from "./chat.ts";
import type { Session } from "./user.ts";

export interface Partner {
  /** As in rows of private talks. */
  readonly id: string;
  readonly nick: string;
  readonly sessions: readonly Session[];
}

export function partnerOf(chat: Chat, name: string): Partner | undefined {
  const user = chat.nicks.user(name);
  if (user) return user;
  const account = chat.accounts.named(name);
  return account && (account.user ?? { id: account.id, nick: account.name, sessions: [] });
}
