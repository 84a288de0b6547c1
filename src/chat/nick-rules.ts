/** Who may be called what. */
import { isTakeableNick } from "../protocol/names.ts";
import type { NumericName } from "../protocol/numerics.ts";
import type { Account } from "./accounts/account.ts";
import type { Chat } from "./chat.ts";
import type { User } from "./user.ts";

/** Who wants a nick. */
export interface NickAsker {
  readonly user?: User | undefined;
  readonly account?: Account | undefined;
}

/** Why the asker may not take this nick, or undefined. A name that belongs to an account is its owner's, here or not. */
export function nickRefusal(
  chat: Chat,
  wanted: string,
  { user, account }: NickAsker,
): NumericName | undefined {
  if (!isTakeableNick(wanted)) return "ERR_ERRONEUSNICKNAME";
  if (chat.nicks.holder(wanted, user)) return "ERR_NICKNAMEINUSE";
  const isReserved = chat.accounts.isTaken(wanted, account) || chat.accounts.isPending(wanted);
  return isReserved ? "ERR_NICKRESERVED" : undefined;
}
